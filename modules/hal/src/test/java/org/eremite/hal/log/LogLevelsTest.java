package org.eremite.hal.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class LogLevelsTest {
    /** One part of the text: for a module, or for all of them. */
    record Part(LogModule module, LogLevel level) {
        String text() {
            return (module == null ? "" : module.label() + "=") + level.label();
        }
    }

    @Property
    void theLastPartForAModuleCounts(
            @ForAll @Size(min = 1, max = 8) List<LogModule> modules,
            @ForAll @Size(min = 8, max = 8) List<LogLevel> levels,
            @ForAll @Size(min = 8, max = 8) List<Boolean> everywhere) {
        Map<LogModule, LogLevel> expected = new EnumMap<>(LogModule.class);
        Arrays.stream(LogModule.values()).forEach(module -> expected.put(module, LogLevel.INFO));
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < modules.size(); i++) {
            Part part = new Part(everywhere.get(i) ? null : modules.get(i), levels.get(i));
            text.append(i == 0 ? "" : ",").append(part.text());
            for (LogModule module : LogModule.values()) {
                if (part.module() == null || part.module() == module) {
                    expected.put(module, part.level());
                }
            }
        }
        LogLevels parsed = LogLevels.DEFAULT.with(text.toString());
        for (LogModule module : LogModule.values()) {
            assertEquals(expected.get(module), parsed.level(module));
            for (LogLevel level : LogLevel.values()) {
                assertEquals(level.compareTo(expected.get(module)) <= 0, parsed.shows(module, level));
            }
        }
    }

    @Property
    void anyTextIsEitherInTheGrammarOrRefusedWithAMessage(@ForAll @StringLength(max = 40) String text) {
        try {
            LogLevels levels = LogLevels.DEFAULT.with(text);
            assertTrue(Arrays.stream(text.split(",")).allMatch(part -> part.matches("([a-z]+=)?[a-z]+")), text);
            assertEquals(levels, levels.with(text));
        } catch (IllegalArgumentException e) {
            assertTrue(e.getMessage().contains("is none of"), e.getMessage());
        }
    }

    @Example
    void refusalsNameWhatIsAllowed() {
        for (String text : List.of("", ",", "loud", "INFO", "=info", "vm=", "vm", "vm=info,", "vm==info", "net=info", " info")) {
            assertThrows(IllegalArgumentException.class, () -> LogLevels.DEFAULT.with(text), text);
        }
        assertThrows(IllegalArgumentException.class, () -> LogLevels.DEFAULT.with("info,".repeat(100) + "info"));
    }

    @Example
    void theNumbersOfTheTableAreThoseOfTheEnums() {
        long distinct = Arrays.stream(LogModule.values()).mapToInt(LogModule::number).distinct().count();
        assertEquals(LogModule.values().length, distinct);
        assertEquals(LogTable.ERROR, LogLevel.ERROR.ordinal());
        assertEquals(LogTable.WARN, LogLevel.WARN.ordinal());
        assertEquals(LogTable.INFO, LogLevel.INFO.ordinal());
        assertEquals(LogTable.DEBUG, LogLevel.DEBUG.ordinal());
        assertEquals(LogTable.TRACE, LogLevel.TRACE.ordinal());
        assertFalse(LogLevels.DEFAULT.with("off").shows(LogModule.VM, LogLevel.ERROR));
    }
}
