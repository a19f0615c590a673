package org.eremite.jdk;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.security.ProviderException;

/**
 * Seeds for {@link java.security.SecureRandom}: refused, since the machine's contract has no source of entropy.
 *
 * <p>Without /dev/random the JDK would hash system properties and the jitter of threads instead. Here properties are the
 * same on every start and time may be simulated: such seeds could be guessed.
 */
@TargetClass(className = "sun.security.provider.SeedGenerator")
final class Target_sun_security_provider_SeedGenerator {
    private Target_sun_security_provider_SeedGenerator() {}

    @Substitute
    static byte[] getSystemEntropy() {
        throw Entropy.missing();
    }
}

/** The generator that the JDK falls back to. */
@TargetClass(className = "sun.security.provider.SeedGenerator", innerClass = "ThreadedSeedGenerator")
final class Target_sun_security_provider_SeedGenerator_ThreadedSeedGenerator {
    private Target_sun_security_provider_SeedGenerator_ThreadedSeedGenerator() {}

    @Substitute
    void getSeedBytes(byte[] result) {
        throw Entropy.missing();
    }

    /** Its thread measures nothing. */
    @Substitute
    public void run() {}
}

/** What asking for entropy comes to. */
final class Entropy {
    private Entropy() {}

    static ProviderException missing() {
        return new ProviderException("this image has no source of entropy");
    }
}
