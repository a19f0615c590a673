package org.eremite.tests.guest;

import java.security.ProviderException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Random numbers that cannot be guessed; or, on a machine without a source, no numbers. */
final class EntropyChecks {
    private static final int SAMPLE_BYTES = 64 << 10;
    /** Seven standard deviations of the number of ones in the sample: less than one failure in 10^11 runs. */
    private static final int TOLERANCE = 7 * 362;
    private static final int UUIDS = 1000;
    private static final byte[] SEED = {1, 2, 3, 4, 5, 6, 7, 8};

    private EntropyChecks() {
    }

    static void run(Checks checks) {
        checks.check("a secure generator is the one of a JVM on Linux", () ->
                Expect.equal("NativePRNG", new SecureRandom().getAlgorithm()));
        checks.check("its bits are balanced", () -> {
            byte[] sample = new byte[SAMPLE_BYTES];
            new SecureRandom().nextBytes(sample);
            int ones = BitSet.valueOf(sample).cardinality();
            Expect.that(Math.abs(ones - SAMPLE_BYTES * Byte.SIZE / 2) < TOLERANCE, "ones=" + ones);
        });
        checks.check("every kind of generator gives different bytes each time", () -> {
            Set<String> seen = new HashSet<>();
            String[] algorithms = {"NativePRNG", "NativePRNGBlocking", "NativePRNGNonBlocking", "DRBG", "SHA1PRNG"};
            for (String algorithm : algorithms) {
                for (int i = 0; i < 2; i++) {
                    byte[] bytes = new byte[32];
                    SecureRandom.getInstance(algorithm).nextBytes(bytes);
                    Expect.that(seen.add(Arrays.toString(bytes)), algorithm + " repeats itself");
                }
            }
        });
        checks.check("a seed of the program adds to the machine's", () -> {
            byte[] first = new byte[32];
            byte[] second = new byte[32];
            new SecureRandom(SEED).nextBytes(first);
            new SecureRandom(SEED).nextBytes(second);
            Expect.that(!Arrays.equals(first, second), "the same seed gave the same bytes");
        });
        checks.check("seeds are as long as asked and differ", () -> {
            byte[] seed = new SecureRandom().generateSeed(37);
            Expect.equal(37, seed.length);
            Expect.that(!Arrays.equals(seed, SecureRandom.getSeed(37)), "seeds are equal");
        });
        checks.check("the strong generator exists", () -> SecureRandom.getInstanceStrong().nextLong());
        checks.check("random UUIDs are of version 4 and differ", () -> {
            Set<UUID> seen = new HashSet<>();
            for (int i = 0; i < UUIDS; i++) {
                UUID uuid = UUID.randomUUID();
                Expect.equal(4, uuid.version());
                Expect.that(seen.add(uuid), "repeated: " + uuid);
            }
        });
        checks.check("threads have random sequences of their own", () -> {
            Set<Long> seen = new HashSet<>();
            for (int i = 0; i < 8; i++) {
                long[] number = new long[1];
                Thread thread = new Thread(() -> number[0] = ThreadLocalRandom.current().nextLong());
                thread.start();
                thread.join();
                Expect.that(seen.add(number[0]), "repeated: " + number[0]);
            }
        });
    }

    /** For a machine without a source. */
    static void runWithoutSource(Checks checks) {
        checks.check("without a source a secure generator fails and says why", () -> {
            SecureRandom random = new SecureRandom();
            ProviderException failure = Expect.thrown(ProviderException.class, () -> random.nextBytes(new byte[8]));
            Expect.that(failure.getMessage().startsWith("no entropy: "), failure.getMessage());
            Expect.that(failure.getMessage().contains("--cpu max"), failure.getMessage());
        });
        checks.check("without a source there is no seed", () -> Expect.thrown(
                ProviderException.class, () -> SecureRandom.getSeed(8)));
        checks.check("without a source no other generator makes do with less", () -> {
            for (String algorithm : new String[] {"SHA1PRNG", "DRBG"}) {
                try {
                    SecureRandom.getInstance(algorithm).nextBytes(new byte[8]);
                } catch (Throwable expected) {
                    continue;
                }
                throw new AssertionError(algorithm + " gave bytes");
            }
        });
        checks.check("without a source there are no random UUIDs", () -> {
            try {
                UUID.randomUUID();
            } catch (ProviderException expected) {
                return;
            }
            throw new AssertionError("a UUID was made");
        });
        checks.check("generators that promise nothing still work", () -> ThreadLocalRandom.current().nextLong());
    }
}
