package org.eremite.hal.x86_64;

import com.oracle.svm.core.Uninterruptible;

/** The battery-backed clock (MC146818A), in UTC, read once at boot; resolution one second. */
final class RealTimeClock {
    private static final int INDEX = 0x70;
    private static final int DATA = 0x71;
    private static final int SECONDS = 0x00;
    private static final int MINUTES = 0x02;
    private static final int HOURS = 0x04;
    private static final int DAY = 0x07;
    private static final int MONTH = 0x08;
    private static final int YEAR = 0x09;
    private static final int CENTURY = 0x32;
    private static final int STATUS_A = 0x0A;
    private static final int UPDATE_IN_PROGRESS = 0x80;
    private static final int STATUS_B = 0x0B;
    private static final int STATUS_D = 0x0D;
    /** Valid RAM and time; all other bits are zero. */
    private static final int VALID = 0x80;
    private static final int BINARY = 0x04;
    private static final int HOURS_24 = 0x02;
    private static final int PM = 0x80;
    private static final long NANOSECONDS_PER_SECOND = 1_000_000_000L;

    /** Nanoseconds since 1970-01-01T00:00Z; 0 if there is no such clock. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    long read() {
        if (register(STATUS_D) != VALID) {
            return 0;
        }
        long first;
        long second = seconds();
        do {
            first = second;
            second = seconds();
        } while (first != second);
        return second * NANOSECONDS_PER_SECOND;
    }

    @Uninterruptible(reason = "Runs before there is a Java thread.")
    private static long seconds() {
        while ((register(STATUS_A) & UPDATE_IN_PROGRESS) != 0) {
            Instructions.pause();
        }
        int format = register(STATUS_B);
        int rawHours = register(HOURS);
        int hours = decode(rawHours & ~PM, format);
        if ((format & HOURS_24) == 0) {
            hours = hours % 12 + ((rawHours & PM) != 0 ? 12 : 0);
        }
        int century = decode(register(CENTURY), format);
        int year = decode(register(YEAR), format) + (century >= 19 && century <= 29 ? century * 100 : 2000);
        long days = daysSinceEpoch(year, decode(register(MONTH), format), decode(register(DAY), format));
        return ((days * 24 + hours) * 60 + decode(register(MINUTES), format)) * 60 + decode(register(SECONDS), format);
    }

    @Uninterruptible(reason = "Runs before there is a Java thread.")
    private static int register(int index) {
        Instructions.out8(INDEX, index);
        return Instructions.in8(DATA) & 0xFF;
    }

    @Uninterruptible(reason = "Runs before there is a Java thread.")
    private static int decode(int value, int format) {
        return (format & BINARY) != 0 ? value : (value >> 4) * 10 + (value & 0xF);
    }

    /** Days from 1970-01-01 in the proleptic Gregorian calendar, counting years from March. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    static long daysSinceEpoch(int year, int month, int day) {
        long y = month <= 2 ? year - 1L : year;
        long monthFromMarch = month <= 2 ? month + 9L : month - 3L;
        long dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1;
        return y * 365 + y / 4 - y / 100 + y / 400 + dayOfYear - 719_468;
    }
}
