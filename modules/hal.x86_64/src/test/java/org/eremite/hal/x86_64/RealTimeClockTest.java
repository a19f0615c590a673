package org.eremite.hal.x86_64;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.time.api.constraints.DateRange;
import org.junit.jupiter.api.Test;

/** The calendar of the battery-backed clock. */
class RealTimeClockTest {
    private static long days(LocalDate date) {
        return RealTimeClock.daysSinceEpoch(date.getYear(), date.getMonthValue(), date.getDayOfMonth());
    }

    @Property
    void daysAreCountedAsJavaTimeCountsThem(@ForAll @DateRange(min = "1900-01-01", max = "2999-12-31") LocalDate date) {
        assertEquals(date.toEpochDay(), days(date));
    }

    @Test
    void everyDayOfFourCenturiesFollowsTheOneBefore() {
        LocalDate date = LocalDate.of(1900, 1, 1);
        for (long day = date.toEpochDay(); date.getYear() < 2300; day++) {
            assertEquals(day, days(date));
            date = date.plusDays(1);
        }
    }
}
