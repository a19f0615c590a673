package org.eremite.hal.x86_64;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.RawMemory;

/** A serial line ({@link SerialPortDescriptor}): output by polling, and what input by interrupt is made of. */
final class SerialPort implements ReceiveLine {
    private static final int SCRATCH_PATTERN = 0x5A;

    private final int base;
    private boolean hasFifos;

    /** @param base I/O port of the first register */
    SerialPort(int base) {
        this.base = base;
    }

    /** Whether there is a UART at all. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    boolean present() {
        Instructions.out8(base + SerialPortDescriptor.SCR, SCRATCH_PATTERN);
        if (Instructions.in8(base + SerialPortDescriptor.SCR) != SCRATCH_PATTERN) {
            return false;
        }
        Instructions.out8(base + SerialPortDescriptor.SCR, 0);
        return Instructions.in8(base + SerialPortDescriptor.SCR) == 0;
    }

    /**
     * Sets up the line; its interrupts stay off. Where input waits already more is about to come, and enabling the FIFOs
     * would lose some of it: such a line goes on byte by byte.
     */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    void initialize() {
        Instructions.out8(base + SerialPortDescriptor.IER_DLM, 0);
        Instructions.out8(base + SerialPortDescriptor.LCR, SerialPortDescriptor.LCR_DLAB);
        Instructions.out8(base + SerialPortDescriptor.RBR_THR_DLL, SerialPortDescriptor.DIVISOR);
        Instructions.out8(base + SerialPortDescriptor.IER_DLM, 0);
        Instructions.out8(base + SerialPortDescriptor.LCR, SerialPortDescriptor.LCR_8N1);
        hasFifos = Instructions.enableSerialFifos(base) != 0;
        Instructions.out8(base + SerialPortDescriptor.MCR, SerialPortDescriptor.MCR_READY);
    }

    /** Writes {@code length} bytes from {@code address}; returns when the device has taken all. */
    @Uninterruptible(reason = "Called by the panic report.")
    void write(long address, long length) {
        int room = 0;
        for (long index = 0; index < length; index++) {
            if (room == 0) {
                while ((Instructions.in8(base + SerialPortDescriptor.LSR) & SerialPortDescriptor.LSR_THR_EMPTY) == 0) {
                    Instructions.pause();
                }
                room = hasFifos ? SerialPortDescriptor.FIFO_BYTES : 1;
            }
            Instructions.out8(base + SerialPortDescriptor.RBR_THR_DLL, RawMemory.getByte(address + index) & 0xFF);
            room--;
        }
    }

    @Override
    @Uninterruptible(reason = "Runs in interrupt handlers.")
    public int received() {
        return (Instructions.in8(base + SerialPortDescriptor.LSR) & SerialPortDescriptor.LSR_DATA_READY) == 0
                ? -1
                : Instructions.in8(base + SerialPortDescriptor.RBR_THR_DLL);
    }

    @Override
    @Uninterruptible(reason = "Runs in interrupt handlers.")
    public void interruptOnReceive(boolean wanted) {
        Instructions.out8(base + SerialPortDescriptor.IER_DLM, wanted ? SerialPortDescriptor.IER_RECEIVE : 0);
    }
}
