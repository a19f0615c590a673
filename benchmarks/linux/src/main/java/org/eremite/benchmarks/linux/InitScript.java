package org.eremite.benchmarks.linux;

/**
 * The first program of the Linux guest: mounts what a JVM reads, runs its arguments, tells their exit status and resets
 * the machine, which ends QEMU.
 */
final class InitScript {
    /** Printed on a line before the program's own output. */
    static final String BEGIN = "eremite-linux-begin";
    /** Begins the line with the program's exit status, after its output. */
    static final String STATUS = "eremite-linux-status=";

    static final String TEXT = """
            #!/bin/busybox sh
            b=/bin/busybox
            $b mount -t proc proc /proc
            $b mount -t sysfs sysfs /sys
            $b mount -t devtmpfs devtmpfs /dev
            $b mount -t tmpfs tmpfs /tmp
            $b hostname eremite-linux
            $b ip link set lo up
            $b stty -onlcr -echo
            echo %s
            "$@"
            status=$?
            echo
            echo %s$status
            $b reboot -f
            """.formatted(BEGIN, STATUS);

    private InitScript() {
    }
}
