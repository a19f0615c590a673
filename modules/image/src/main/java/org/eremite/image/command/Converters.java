package org.eremite.image.command;

import java.time.Duration;
import java.util.regex.Pattern;
import org.eremite.image.ByteSize;
import org.eremite.image.launch.Accelerator;
import org.eremite.image.launch.GuestOptions;
import org.eremite.image.launch.MachineType;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Option values checked where they are read; every refusal says what to write instead.
 */
final class Converters {
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");

    private Converters() {
    }

    private static int inRange(String value, int maximum) {
        if (DIGITS.matcher(value).matches()) {
            long number = Long.parseLong(value);
            if (number >= 1 && number <= maximum) {
                return (int) number;
            }
        }
        throw new TypeConversionException("'" + value + "' is not a number from 1 to " + maximum);
    }

    /** A number of CPUs. */
    static final class Processors implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            return inRange(value, GuestOptions.MAXIMUM_PROCESSORS);
        }
    }

    /** How many times. */
    static final class Count implements ITypeConverter<Integer> {
        private static final int MAXIMUM = 1_000_000;

        @Override
        public Integer convert(String value) {
            return inRange(value, MAXIMUM);
        }
    }

    /** A TCP port. */
    static final class Port implements ITypeConverter<Integer> {
        private static final int MAXIMUM = 65535;

        @Override
        public Integer convert(String value) {
            return inRange(value, MAXIMUM);
        }
    }

    /** An amount of memory with a unit. */
    static final class Size implements ITypeConverter<Long> {
        @Override
        public Long convert(String value) {
            try {
                return ByteSize.parse(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** What follows {@code -X}: {@code mx} and a size as the JVM takes it, in bytes if it has no unit. */
    static final class MaximumHeap implements ITypeConverter<Long> {
        private static final String NAME = "mx";

        @Override
        public Long convert(String value) {
            if (!value.startsWith(NAME)) {
                throw new TypeConversionException("-X" + value + " is not available yet: only -Xmx");
            }
            String size = value.substring(NAME.length());
            if (DIGITS.matcher(size).matches() && Long.parseLong(size) > 0) {
                return Long.parseLong(size);
            }
            try {
                return ByteSize.parse(size);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** {@code auto}, {@code kvm} or {@code tcg}. */
    static final class AcceleratorRequest implements ITypeConverter<Accelerator.Request> {
        @Override
        public Accelerator.Request convert(String value) {
            return switch (value) {
                case "auto" -> Accelerator.Request.AUTO;
                case "kvm" -> Accelerator.Request.KVM;
                case "tcg" -> Accelerator.Request.TCG;
                default -> throw new TypeConversionException("'" + value + "' is none of auto, kvm, tcg");
            };
        }
    }

    /** A machine type that can be booted. */
    static final class Machine implements ITypeConverter<String> {
        @Override
        public String convert(String value) {
            return MachineType.named(value).map(MachineType::label).orElseThrow(() ->
                    new TypeConversionException("'" + value + "' is none of " + MachineType.labels()));
        }
    }

    /** A duration in minutes, from three seconds to a day. */
    static final class Minutes implements ITypeConverter<Duration> {
        private static final Pattern SYNTAX = Pattern.compile("[0-9]{1,4}(\\.[0-9]{1,3})?");
        private static final int MAXIMUM = 24 * 60;
        private static final double MINIMUM = 0.05;
        private static final double MILLISECONDS_PER_MINUTE = 60_000;

        @Override
        public Duration convert(String value) {
            double minutes = SYNTAX.matcher(value).matches() ? Double.parseDouble(value) : 0;
            if (minutes >= MINIMUM && minutes <= MAXIMUM) {
                return Duration.ofMillis(Math.round(minutes * MILLISECONDS_PER_MINUTE));
            }
            throw new TypeConversionException("'" + value + "' is not a number of minutes from " + MINIMUM + " to " + MAXIMUM);
        }
    }

    /** A positive number of seconds, whole or decimal. */
    static final class Seconds implements ITypeConverter<Duration> {
        private static final Pattern SYNTAX = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,3})?");
        private static final double MILLISECONDS_PER_SECOND = 1000;

        @Override
        public Duration convert(String value) {
            if (SYNTAX.matcher(value).matches()) {
                long milliseconds = Math.round(Double.parseDouble(value) * MILLISECONDS_PER_SECOND);
                if (milliseconds > 0) {
                    return Duration.ofMillis(milliseconds);
                }
            }
            throw new TypeConversionException("'" + value + "' is not a positive number of seconds");
        }
    }
}
