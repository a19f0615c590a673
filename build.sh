#!/usr/bin/env bash
# Thin launcher: finds a JDK and Maven, builds what has changed, and hands over to the command line in Java.
set -euo pipefail

readonly JDK=25
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
readonly root

say() { printf 'eremite: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

# Prints the first home of a JDK (not only a runtime) of the version wanted.
find_jdk() {
    local path_java candidate
    path_java=$(command -v javac || true)
    [ -z "$path_java" ] || path_java=$(dirname -- "$(dirname -- "$(readlink -f -- "$path_java")")")
    for candidate in "${JAVA_HOME:-}" "$path_java" /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* \
            "$HOME"/.jdks/* /opt/*; do
        if [ -n "$candidate" ] && [ -x "$candidate/bin/javac" ] &&
                grep -Eqs "^JAVA_VERSION=\"$JDK([.\"]|\$)" "$candidate/release"; then
            printf '%s\n' "$candidate"
            return
        fi
    done
    fail "no JDK $JDK found: install one (for example Temurin $JDK, https://adoptium.net) and set JAVA_HOME"
}

# Installs a Debian package when that needs no password, else names the line to type.
need() { # PROGRAM PACKAGE
    command -v "$1" > /dev/null && return
    command -v apt-get > /dev/null || fail "$1 not found: install it and put it on the PATH"
    [ "$(id -u)" = 0 ] || fail "$1 not found: sudo apt-get install -y --no-install-recommends $2"
    say "installing $2 (apt-get) …"
    export DEBIAN_FRONTEND=noninteractive
    if ! apt-get -q update > /dev/null < /dev/null ||
            ! apt-get -q install -y --no-install-recommends "$2" > /dev/null < /dev/null; then
        fail "apt-get failed: run apt-get install -y $2 by hand and see why"
    fi
}

# Maven resets the terminal's colours even where there are none.
maven() { (cd -- "$root" && mvn -B -Dstyle.color=never "$@" 2>&1 | sed -u 's/\x1b\[0\{0,1\}m//g'); }

# The stamp lists the sources of the last successful build and has the time at which that began, so that a file added,
# removed, or changed even during the build is noticed.
readonly stamp="$root/target/built"
sources() { find "$root/pom.xml" "$root/modules" "$root/tests" "$root/benchmarks" -name target -prune -o -type f "$@" -print | LC_ALL=C sort; }
up_to_date() {
    [ -f "$stamp" ] && [ -d "$root/modules/image/target/lib" ] &&
        [ -z "$(sources -newer "$stamp")" ] && sources | cmp -s - "$stamp"
}
build() {
    up_to_date && return
    need mvn maven
    mkdir -p "$root/target"
    exec 9> "$root/target/built.lock"
    if command -v flock > /dev/null; then
        flock 9
        # Whatever is started from here must not inherit the lock.
        up_to_date && exec 9>&- && return
    fi
    say "building the modules (Maven) …"
    sources > "$stamp.next"
    maven -q package -Dmaven.test.skip=true >&2 || fail "the build failed: its messages are above"
    mv -f "$stamp.next" "$stamp"
    exec 9>&-
}

case "${1:-}" in
clean)
    [ $# = 1 ] || { say "clean takes no options"; exit 2; }
    exec rm -rf "$root/target" "$root"/modules/*/target "$root"/tests/*/target "$root"/benchmarks/*/target
    ;;
esac

JAVA_HOME=$(find_jdk)
export JAVA_HOME
# Maven's own libraries use what JDK 25 warns about.
export MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow ${MAVEN_OPTS:-}"
# The JVM reads its arguments in the locale's encoding; in the C locale UTF-8 would be lost.
[ "$(locale charmap 2> /dev/null)" = UTF-8 ] || export LC_ALL=C.UTF-8

if [ "${1:-}" = test ]; then
    [ $# = 1 ] || { say "test takes no options"; exit 2; }
    need mvn maven
    [ -n "${EREMITE_QEMU:-}" ] || need qemu-system-x86_64 qemu-system-x86
    maven verify
    exit
fi

build
if [ "${1:-}" = bench ]; then
    classes=""
    for module in benchmarks/runner benchmarks/linux benchmarks/par-compare benchmarks/par modules/app.rayonlike modules/par \
            modules/image modules/hal; do
        classes+="$root/$module/target/classes:"
    done
    exec "$JAVA_HOME/bin/java" "-Deremite.root=$root" -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 \
        -cp "${classes%:}" org.eremite.benchmarks.runner.Bench "${@:2}"
fi
exec "$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto -XX:+DisplayVMOutputToStderr \
    -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 "-Deremite.root=$root" \
    --module-path "$(printf '%s:' "$root"/modules/image/target/org.eremite.image-*.jar)$root/modules/image/target/lib" \
    --module org.eremite.image/org.eremite.image.command.Main "$@"
