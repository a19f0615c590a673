package org.eremite.app.rayonlike.family;

import java.math.BigInteger;
import java.util.List;

/** Factorials: as a product from the left that is reduced in parallel, and by halves. */
final class Factorial implements Family {
    private static final int[] PRIMES = {2_147_483_647, 2_147_483_629, 2_147_483_587};

    @Override
    public String name() {
        return "factorial";
    }

    @Override
    public Size size() {
        return new Size("the argument", 1, 200_000, 9999);
    }

    @Override
    public List<Workload> workloads(int size, Parallel parallel) {
        return List.of(
                CheckedWorkload.of("factorial/reduce", Cells.BYTES, () -> reduce(Sequential.FORMS, size),
                        () -> reduce(parallel, size), result -> fault(result, size)),
                CheckedWorkload.of("factorial/join", Cells.BYTES,
                        () -> halves(Sequential.FORMS, 1, size).toByteArray(),
                        () -> halves(parallel, 1, size).toByteArray(), result -> fault(result, size)));
    }

    private static byte[] reduce(Parallel forms, int n) {
        return forms.fold(1, n + 1, () -> new BigInteger[] {BigInteger.ONE},
                (product, i) -> product[0] = product[0].multiply(BigInteger.valueOf(i)), (one, other) -> {
                    one[0] = one[0].multiply(other[0]);
                    return one;
                })[0].toByteArray();
    }

    private static BigInteger halves(Parallel forms, int from, int to) {
        if (from == to) {
            return BigInteger.valueOf(from);
        }
        int middle = from + to >>> 1;
        return forms.join(() -> halves(forms, from, middle), () -> halves(forms, middle + 1, to),
                BigInteger::multiply);
    }

    /** The power of two in n! is n less the number of one bits of n (Legendre); the rest is compared modulo primes. */
    private static String fault(byte[] bytes, int n) {
        BigInteger actual = new BigInteger(bytes);
        int twos = n - Integer.bitCount(n);
        if (actual.getLowestSetBit() != twos) {
            return "is divisible by 2 " + actual.getLowestSetBit() + " times, not " + twos;
        }
        for (int prime : PRIMES) {
            long known = 1;
            for (int i = 2; i <= n; i++) {
                known = known * i % prime;
            }
            long remainder = actual.mod(BigInteger.valueOf(prime)).longValue();
            if (remainder != known) {
                return "is " + remainder + " modulo " + prime + ", not " + known;
            }
        }
        return null;
    }
}
