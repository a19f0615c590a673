package org.eremite.hal.x86_64;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.Console;
import org.eremite.hal.RawMemory;

/** First serial line, a 16550A UART at I/O port 0x3F8, polled (PC16550D data sheet, section 8). */
final class SerialPort implements Console {
    private static final int BASE = 0x3F8;
    /** Receiver buffer and transmitter holding register; divisor latch low with DLAB. */
    private static final int RBR_THR_DLL = BASE;
    /** Interrupt enable register; divisor latch high with DLAB. */
    private static final int IER_DLM = BASE + 1;
    private static final int FCR = BASE + 2;
    private static final int LCR = BASE + 3;
    private static final int MCR = BASE + 4;
    private static final int LSR = BASE + 5;

    private static final int LCR_DLAB = 0x80;
    private static final int LCR_8N1 = 0x03;
    /** FIFOs enabled and cleared. */
    private static final int FCR_RESET = 0x07;
    /** DTR and RTS asserted. */
    private static final int MCR_READY = 0x03;
    private static final int LSR_DATA_READY = 0x01;
    private static final int LSR_THR_EMPTY = 0x20;
    /** 115200 baud. */
    private static final int DIVISOR = 1;
    /** Bytes the transmit FIFO takes after LSR_THR_EMPTY. */
    private static final int FIFO_BYTES = 16;

    /** A byte that was received before the line was set up, or -1. */
    private int early = -1;

    /** Sets up the line; a byte that has arrived already is kept, though enabling the FIFOs clears them. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    void initialize() {
        early = received();
        Instructions.out8(IER_DLM, 0);
        Instructions.out8(LCR, LCR_DLAB);
        Instructions.out8(RBR_THR_DLL, DIVISOR);
        Instructions.out8(IER_DLM, 0);
        Instructions.out8(LCR, LCR_8N1);
        Instructions.out8(FCR, FCR_RESET);
        Instructions.out8(MCR, MCR_READY);
    }

    @Override
    @Uninterruptible(reason = "Called by the panic report.")
    public void write(long address, long length) {
        int room = 0;
        for (long index = 0; index < length; index++) {
            if (room == 0) {
                while ((Instructions.in8(LSR) & LSR_THR_EMPTY) == 0) {
                    Instructions.pause();
                }
                room = FIFO_BYTES;
            }
            Instructions.out8(RBR_THR_DLL, RawMemory.getByte(address + index) & 0xFF);
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
    private static int received() {
        return (Instructions.in8(LSR) & LSR_DATA_READY) == 0 ? -1 : Instructions.in8(RBR_THR_DLL);
    }
}
