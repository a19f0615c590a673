package org.eremite.hal.x86_64;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.Console;
import org.eremite.hal.RawMemory;

/** A serial line: a 16550A UART whose output is polled (PC16550D data sheet, section 8). */
final class SerialPort implements Console {
    /** I/O port of the first serial line of a PC. */
    static final int COM1 = 0x3F8;
    /** Its interrupt line. */
    static final int COM1_IRQ = 4;
    /** I/O port of the second. */
    static final int COM2 = 0x2F8;
    /** Its interrupt line. */
    static final int COM2_IRQ = 3;

    /** Receiver buffer and transmitter holding register; divisor latch low with DLAB. */
    private static final int RBR_THR_DLL = 0;
    /** Interrupt enable register; divisor latch high with DLAB. */
    private static final int IER_DLM = 1;
    private static final int FCR = 2;
    private static final int LCR = 3;
    private static final int MCR = 4;
    private static final int LSR = 5;
    /** Scratch register: holds what was written, unless there is no UART. */
    private static final int SCR = 7;

    /** Received data available. */
    private static final int IER_ERBFI = 0x01;

    private static final int LCR_DLAB = 0x80;
    private static final int LCR_8N1 = 0x03;
    /** FIFOs enabled and cleared. */
    private static final int FCR_RESET = 0x07;
    /** DTR and RTS asserted. */
    private static final int MCR_READY = 0x03;
    /** OUT2, which lets the UART's interrupt through on a PC. */
    private static final int MCR_OUT2 = 0x08;
    private static final int LSR_DATA_READY = 0x01;
    private static final int LSR_THR_EMPTY = 0x20;
    /** 115200 baud. */
    private static final int DIVISOR = 1;
    /** Bytes the transmit FIFO takes after LSR_THR_EMPTY. */
    private static final int FIFO_BYTES = 16;
    private static final int SCRATCH_PATTERN = 0x5A;

    private final int base;

    /** A byte that was received before the line was set up, or -1. */
    private int early = -1;

    /** @param base I/O port of the first register */
    SerialPort(int base) {
        this.base = base;
    }

    /** Whether there is a UART at all. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    boolean present() {
        Instructions.out8(base + SCR, SCRATCH_PATTERN);
        if (Instructions.in8(base + SCR) != SCRATCH_PATTERN) {
            return false;
        }
        Instructions.out8(base + SCR, 0);
        return Instructions.in8(base + SCR) == 0;
    }

    /** Sets up the line; a byte that has arrived already is kept, though enabling the FIFOs clears them. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    void initialize() {
        early = received();
        Instructions.out8(base + IER_DLM, 0);
        Instructions.out8(base + LCR, LCR_DLAB);
        Instructions.out8(base + RBR_THR_DLL, DIVISOR);
        Instructions.out8(base + IER_DLM, 0);
        Instructions.out8(base + LCR, LCR_8N1);
        Instructions.out8(base + FCR, FCR_RESET);
        Instructions.out8(base + MCR, MCR_READY);
    }

    /** Raises the line's interrupt whenever a byte waits to be read. */
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    void enableInterrupt() {
        Instructions.out8(base + MCR, MCR_READY | MCR_OUT2);
        Instructions.out8(base + IER_DLM, IER_ERBFI);
    }

    @Override
    @Uninterruptible(reason = "Called by the panic report.")
    public void write(long address, long length) {
        int room = 0;
        for (long index = 0; index < length; index++) {
            if (room == 0) {
                while ((Instructions.in8(base + LSR) & LSR_THR_EMPTY) == 0) {
                    Instructions.pause();
                }
                room = FIFO_BYTES;
            }
            Instructions.out8(base + RBR_THR_DLL, RawMemory.getByte(address + index) & 0xFF);
            room--;
        }
    }

    @Override
    @Uninterruptible(reason = "Called with interrupts disabled.")
    public int read() {
        int first = early;
        if (first >= 0) {
            early = -1;
            return first;
        }
        return received();
    }

    @Uninterruptible(reason = "Called with interrupts disabled.")
    private int received() {
        return (Instructions.in8(base + LSR) & LSR_DATA_READY) == 0 ? -1 : Instructions.in8(base + RBR_THR_DLL);
    }
}
