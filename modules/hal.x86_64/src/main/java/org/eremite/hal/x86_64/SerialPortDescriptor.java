package org.eremite.hal.x86_64;

/** Registers of a 16550A UART, by offset from its first I/O port, and where a PC has them (PC16550D data sheet, section 8). */
public final class SerialPortDescriptor {
    /** I/O port of the first serial line, the console. */
    public static final int COM1 = 0x3F8;
    /** Its line of the ISA bus. */
    static final int COM1_IRQ = 4;
    /** I/O port of the second serial line, for control. */
    static final int COM2 = 0x2F8;
    /** Its line of the ISA bus. */
    static final int COM2_IRQ = 3;

    /** Receiver buffer and transmitter holding register; divisor latch low with DLAB. */
    public static final int RBR_THR_DLL = 0;
    /** Interrupt enable register; divisor latch high with DLAB. */
    static final int IER_DLM = 1;
    /** FIFO control register. */
    public static final int FCR = 2;
    static final int LCR = 3;
    static final int MCR = 4;
    /** Line status register. */
    public static final int LSR = 5;
    /** Scratch register: holds what was written, unless there is no UART. */
    static final int SCR = 7;

    /** Received data available, and a FIFO that nobody empties. */
    static final int IER_RECEIVE = 0x01;
    static final int LCR_DLAB = 0x80;
    static final int LCR_8N1 = 0x03;
    /** FIFOs enabled and cleared; a receive interrupt at 14 bytes, or when fewer have waited for four bytes' time. */
    public static final int FCR_RESET = 0xC7;
    /** DTR and RTS asserted, and OUT2, which lets the interrupt through. */
    static final int MCR_READY = 0x0B;
    /** A received byte waits. */
    public static final int LSR_DATA_READY = 0x01;
    /** The transmitter takes bytes. */
    public static final int LSR_THR_EMPTY = 0x20;
    /** 115200 baud. */
    static final int DIVISOR = 1;
    /** Bytes the transmit FIFO takes after LSR_THR_EMPTY. */
    static final int FIFO_BYTES = 16;

    private SerialPortDescriptor() {}
}
