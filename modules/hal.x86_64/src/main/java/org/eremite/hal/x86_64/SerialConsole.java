package org.eremite.hal.x86_64;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.Console;

/** A serial line as a byte stream in both directions. */
final class SerialConsole implements Console {
    private final SerialPort port;
    private final SerialInput input;

    SerialConsole(SerialPort port, SerialInput input) {
        this.port = port;
        this.input = input;
    }

    @Override
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public void write(long address, long length) {
        port.write(address, length);
    }

    @Override
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public int read() {
        return input.read();
    }
}
