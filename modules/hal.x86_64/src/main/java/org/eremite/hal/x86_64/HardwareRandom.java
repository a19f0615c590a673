package org.eremite.hal.x86_64;

import com.oracle.svm.core.Uninterruptible;
import org.eremite.hal.Entropy;
import org.eremite.hal.RawMemory;

/**
 * The CPU's random number generator: RDSEED, else RDRAND (SDM vol. 1, 7.3.17).
 *
 * <p>RDSEED gives conditioned bits of the noise source and may run dry while other CPUs use it; RDRAND gives the output
 * of a generator that the CPU reseeds from the same source.
 */
final class HardwareRandom implements Entropy {
    /** CPUID leaf 1, ECX (SDM vol. 2, table 3-10). */
    private static final int CPUID_FEATURES = 1;
    private static final long FEATURES_RDRAND = 1L << 30;
    /** CPUID leaf 7, EBX (SDM vol. 2, table 3-8). */
    private static final int CPUID_STRUCTURED = 7;
    private static final long STRUCTURED_RDSEED = 1L << 18 + Integer.SIZE;
    /** Failures after which the generator is broken (SDM vol. 1, 7.3.17.1). */
    private static final int RDRAND_TRIES = 10;
    /** The source refills in less time than so many pauses take, unless other CPUs empty it. */
    private static final int RDSEED_TRIES = 100;
    /** What some CPUs give for ever after they have slept, with the carry flag set (AMD family 17h, erratum 1190). */
    private static final long BROKEN = -1;

    private boolean hasSeed;
    private boolean hasRandom;

    /** Asks the booting CPU what it has. */
    @Uninterruptible(reason = "Runs before there is a Java thread.")
    void initialize() {
        hasRandom = (Instructions.cpuidCD(CPUID_FEATURES, 0) & FEATURES_RDRAND) != 0;
        hasSeed = (Instructions.cpuidAB(0, 0) & 0xFFFF_FFFFL) >= CPUID_STRUCTURED
                && (Instructions.cpuidAB(CPUID_STRUCTURED, 0) & STRUCTURED_RDSEED) != 0;
    }

    @Override
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public int fill(long address, long bytes) {
        if (!hasSeed && !hasRandom) {
            return NO_SOURCE;
        }
        for (long offset = 0; offset < bytes; offset += Long.BYTES) {
            if (!word(address + offset)) {
                return EXHAUSTED;
            }
        }
        return FILLED;
    }

    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    private boolean word(long address) {
        boolean filled = hasSeed && Instructions.rdseed(address, RDSEED_TRIES) != 0
                || hasRandom && Instructions.rdrand(address, RDRAND_TRIES) != 0;
        return filled && RawMemory.getLong(address) != BROKEN;
    }

    @Override
    @Uninterruptible(reason = "Kernel dialect: callable without a Java thread.")
    public String reason(int code) {
        return switch (code) {
            case FILLED -> "there is entropy";
            case NO_SOURCE -> "no entropy: this CPU has neither RDSEED nor RDRAND; choose a CPU model that has"
                    + " (--cpu max)";
            default -> "no entropy: the CPU's random number generator (RDSEED, RDRAND) gives nothing";
        };
    }
}
