package org.eremite.tests.platform;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Primitive types, {@code java.math} and generators of pseudo-random numbers. */
final class NumbersChapter {
    private NumbersChapter() {}

    static void tell(Transcript transcript) {
        integers(transcript);
        floats(transcript);
        elementary(transcript);
        bigIntegers(transcript);
        bigDecimals(transcript);
        random(transcript);
    }

    private static void integers(Transcript t) {
        t.line("integer.parse", () -> Integer.parseInt("-7f", 16));
        t.line("integer.parseUnsigned", () -> Integer.parseUnsignedInt("4294967295"));
        t.line("integer.wrong", () -> Integer.parseInt("12x"));
        t.line("integer.tooLarge", () -> Long.parseLong("9223372036854775808"));
        t.line("integer.binary", () -> Integer.toBinaryString(-8));
        t.line("integer.bits", () -> Integer.bitCount(0xF0F0) + " " + Integer.reverse(1) + " " + Integer.highestOneBit(100));
        t.line("integer.rotate", () -> Integer.rotateLeft(0x80000001, 4));
        t.line("integer.compress", () -> Integer.compress(0xABCD, 0x0FF0) + " " + Integer.expand(0xBC, 0x0FF0));
        t.line("integer.divideUnsigned", () -> Integer.divideUnsigned(-1, 3));
        t.line("integer.overflow", () -> Integer.MAX_VALUE + 1);
        t.line("integer.addExact", () -> Math.addExact(Integer.MAX_VALUE, 1));
        t.line("integer.floorMod", () -> Math.floorMod(-7, 3) + " " + Math.floorDiv(-7, 3) + " " + Math.ceilDiv(7, 3));
        t.line("integer.cache", () -> Integer.valueOf(127) == Integer.valueOf(127));
        t.line("long.multiplyHigh", () -> Math.multiplyHigh(Long.MAX_VALUE, 3) + " " + Math.unsignedMultiplyHigh(-1L, -1L));
        t.line("long.hex", () -> Long.toHexString(-1L) + " " + Long.toUnsignedString(-1L));
        t.line("long.zeros", () -> Long.numberOfLeadingZeros(1L << 40) + " " + Long.numberOfTrailingZeros(1L << 40));
        t.line("byte.parse", () -> Byte.parseByte("128"));
        t.line("short.reverse", () -> Short.reverseBytes((short) 0x1234));
        t.line("character.narrow", () -> (int) (char) -1);
    }

    private static void floats(Transcript t) {
        t.line("double.shortest", () -> new double[] {0.1 + 0.2, 1e21, 1e-7, 100, 2e-3, 4.9e-324, Double.MAX_VALUE, -0.0});
        t.line("float.shortest", () -> new float[] {0.1f + 0.2f, 1e10f, 1.17549435E-38f, 3.4028235e38f});
        t.line("double.special", () -> new double[] {1.0 / 0, -1.0 / 0, 0.0 / 0});
        t.line("double.parse", () -> Double.parseDouble("1.7976931348623157e308") + " " + Double.parseDouble("0x1.8p3"));
        t.line("double.wrong", () -> Double.parseDouble("1.2.3"));
        t.line("double.hex", () -> Double.toHexString(0.1));
        t.line("double.bits", () -> Double.doubleToLongBits(Math.PI));
        t.line("float.half", () -> Float.floatToFloat16(1.5f) + " " + Float.float16ToFloat((short) 0x3C01));
        t.line("double.convert", () -> (int) 1e20 + " " + (long) Double.NaN + " " + (int) -1.9);
        t.line("double.remainder", () -> (5.5 % 2) + " " + Math.IEEEremainder(5.5, 2));
        t.line("double.fma", () -> Math.fma(0.1, 10, -1));
        t.line("double.ulp", () -> Math.ulp(1.0) + " " + Math.nextUp(1.0) + " " + Math.scalb(1.5, 4));
        t.line("double.round", () -> Math.round(2.5) + " " + Math.rint(2.5) + " " + Math.round(-2.5));
        t.line("double.sum", () -> {
            double sum = 0;
            for (int i = 1; i <= 100_000; i++) {
                sum += 1.0 / i;
            }
            return sum;
        });
    }

    /** Only {@link StrictMath} gives the same last bit everywhere. */
    private static void elementary(Transcript t) {
        t.line("strict.trigonometric", () -> StrictMath.sin(1) + " " + StrictMath.cos(1) + " " + StrictMath.tan(1));
        t.line("strict.inverse", () -> StrictMath.asin(0.5) + " " + StrictMath.acos(0.5) + " " + StrictMath.atan2(1, 2));
        t.line("strict.exponential", () -> StrictMath.exp(1.5) + " " + StrictMath.log(10) + " " + StrictMath.log10(2));
        t.line("strict.power", () -> StrictMath.pow(2.5, 3.5) + " " + StrictMath.cbrt(2) + " " + StrictMath.hypot(1, 2));
        t.line("strict.hyperbolic", () -> StrictMath.sinh(1) + " " + StrictMath.cosh(1) + " " + StrictMath.tanh(1));
        t.line("strict.log1p", () -> StrictMath.log1p(1e-10) + " " + StrictMath.expm1(1e-10));
        t.line("math.sqrt", () -> Math.sqrt(2) + " " + Math.abs(-0.0) + " " + Math.signum(-3.0));
        t.line("math.near", () -> Math.abs(Math.sin(1) - StrictMath.sin(1)) < 1e-15 && Math.abs(Math.exp(1) - Math.E) < 1e-15
                && Math.abs(Math.pow(2, 0.5) - Math.sqrt(2)) < 1e-15 && Math.abs(Math.log(10) - StrictMath.log(10)) < 1e-15);
    }

    private static void bigIntegers(Transcript t) {
        BigInteger large = BigInteger.valueOf(3).pow(500);
        t.line("big.power", () -> large.toString().hashCode() + " " + large.bitLength());
        t.line("big.multiply", () -> large.multiply(large).mod(BigInteger.valueOf(1_000_000_007)));
        t.line("big.karatsuba", () -> BigInteger.TWO.pow(9000).subtract(BigInteger.ONE).pow(2).hashCode());
        t.line("big.toomCook", () -> BigInteger.valueOf(7).pow(9000).multiply(BigInteger.valueOf(11).pow(9000)).hashCode());
        t.line("big.divide", () -> large.pow(3).divideAndRemainder(BigInteger.TEN.pow(300))[1].toString(36));
        t.line("big.modPow", () -> BigInteger.TWO.modPow(large, BigInteger.valueOf(999_983)));
        t.line("big.modInverse", () -> BigInteger.valueOf(17).modInverse(BigInteger.valueOf(3120)));
        t.line("big.noInverse", () -> BigInteger.TWO.modInverse(BigInteger.valueOf(4)));
        t.line("big.gcd", () -> BigInteger.valueOf(1071).gcd(BigInteger.valueOf(462)));
        t.line("big.sqrt", () -> BigInteger.TEN.pow(60).sqrt());
        t.line("big.prime", () -> BigInteger.TWO.pow(127).subtract(BigInteger.ONE).isProbablePrime(20));
        t.line("big.bits", () -> BigInteger.valueOf(-256).shiftRight(3).xor(BigInteger.valueOf(77)));
        t.line("big.parse", () -> new BigInteger("-zz", 36) + " " + new BigInteger(1, new byte[] {-1, -1}));
        t.line("big.wrong", () -> new BigInteger("1-2"));
        t.line("big.exact", () -> BigInteger.TWO.pow(63).longValueExact());
        t.line("big.factorial", () -> {
            BigInteger product = BigInteger.ONE;
            for (int i = 2; i <= 400; i++) {
                product = product.multiply(BigInteger.valueOf(i));
            }
            return product.toString().substring(0, 40);
        });
    }

    private static void bigDecimals(Transcript t) {
        BigDecimal seventh = BigDecimal.ONE.divide(BigDecimal.valueOf(7), new MathContext(50));
        t.line("decimal.divide", () -> seventh);
        t.line("decimal.noEnd", () -> BigDecimal.ONE.divide(BigDecimal.valueOf(3)));
        t.line("decimal.scale", () -> new BigDecimal("123.4500").stripTrailingZeros().scale());
        t.line("decimal.plain", () -> new BigDecimal("1E+5").toPlainString() + " " + new BigDecimal("1E-10") + " "
                + new BigDecimal("12345E-10").toEngineeringString());
        for (RoundingMode mode : RoundingMode.values()) {
            t.line("decimal.round." + mode, () -> new BigDecimal("-2.5").setScale(0, mode));
        }
        t.line("decimal.sqrt", () -> BigDecimal.TWO.sqrt(new MathContext(60)));
        t.line("decimal.pow", () -> new BigDecimal("1.0001").pow(100).toString().length());
        t.line("decimal.compare", () -> new BigDecimal("2.0").equals(new BigDecimal("2.00")) + " "
                + new BigDecimal("2.0").compareTo(new BigDecimal("2.00")));
        t.line("decimal.exactDouble", () -> new BigDecimal(0.1));
        t.line("decimal.remainder", () -> new BigDecimal("10.5").remainder(new BigDecimal("3")));
    }

    private static void random(Transcript t) {
        t.line("random.ints", () -> new Random(42).ints(5, 0, 100).boxed().toList());
        t.line("random.gaussian", () -> new Random(42).nextGaussian());
        t.line("random.bytes", () -> {
            byte[] bytes = new byte[8];
            new Random(1).nextBytes(bytes);
            return bytes;
        });
        t.line("random.splittable", () -> new SplittableRandom(7).split().nextLong());
        t.line("random.generator", () -> RandomGenerator.of("L64X128MixRandom").getClass().getSimpleName());
        t.line("random.xoshiro", () -> java.util.random.RandomGeneratorFactory.of("Xoshiro256PlusPlus").create(5).nextLong());
        t.line("random.unknown", () -> RandomGenerator.of("NoSuchGenerator"));
        t.line("random.threadLocal", () -> java.util.concurrent.ThreadLocalRandom.current().nextInt(5, 6));
        t.line("random.math", () -> Math.random() < 1);
    }
}
