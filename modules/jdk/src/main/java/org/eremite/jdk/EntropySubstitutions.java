package org.eremite.jdk;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.ProviderException;
import org.eremite.abi.OperatingSystem;

/**
 * The devices that the JDK's generators read are the machine's source of entropy; so algorithms, mixing and defaults are
 * those of a JVM on Linux.
 */
@TargetClass(className = "sun.security.provider.FileInputStreamPool")
final class Target_sun_security_provider_FileInputStreamPool {
    private Target_sun_security_provider_FileInputStreamPool() {}

    @Substitute
    static InputStream getInputStream(File file) throws IOException {
        return RandomDevice.isRandomDevice(file) ? new RandomDevice() : new FileInputStream(file);
    }
}

/** The generator {@code NativePRNG}, which the JDK would give up where it cannot see the devices in a file system. */
@TargetClass(className = "sun.security.provider.NativePRNG")
final class Target_sun_security_provider_NativePRNG {
    private Target_sun_security_provider_NativePRNG() {}

    @Substitute
    private static Target_sun_security_provider_NativePRNG_RandomIO initIO(
            Target_sun_security_provider_NativePRNG_Variant variant) {
        return new Target_sun_security_provider_NativePRNG_RandomIO(RandomDevice.RANDOM, RandomDevice.URANDOM);
    }
}

/** Which devices a generator reads: here all are one. */
@TargetClass(className = "sun.security.provider.NativePRNG", innerClass = "Variant")
final class Target_sun_security_provider_NativePRNG_Variant {
    private Target_sun_security_provider_NativePRNG_Variant() {}
}

/** The reader of the two devices. */
@TargetClass(className = "sun.security.provider.NativePRNG", innerClass = "RandomIO")
final class Target_sun_security_provider_NativePRNG_RandomIO {
    @Alias
    Target_sun_security_provider_NativePRNG_RandomIO(File seedFile, File nextFile) {}
}

/**
 * What else the JDK takes for entropy. System properties are the same on every start here, and time may be simulated:
 * such seeds could be guessed.
 */
@TargetClass(className = "sun.security.provider.SeedGenerator")
final class Target_sun_security_provider_SeedGenerator {
    private Target_sun_security_provider_SeedGenerator() {}

    @Substitute
    static byte[] getSystemEntropy() {
        byte[] bytes = new byte[RandomDevice.SYSTEM_BYTES];
        RandomDevice.fill(bytes, 0, bytes.length);
        return bytes;
    }
}

/** The generator that the JDK falls back to where a device named by the user cannot be opened: refused. */
@TargetClass(className = "sun.security.provider.SeedGenerator", innerClass = "ThreadedSeedGenerator")
final class Target_sun_security_provider_SeedGenerator_ThreadedSeedGenerator {
    private Target_sun_security_provider_SeedGenerator_ThreadedSeedGenerator() {}

    @Substitute
    void getSeedBytes(byte[] result) {
        throw new ProviderException("no entropy: the source that java.security.egd or securerandom.source names"
                + " cannot be read; leave it out");
    }

    /** Its thread measures nothing. */
    @Substitute
    public void run() {}
}

/** A stream of random bytes without an end, or a {@link ProviderException} that names what lacks. */
final class RandomDevice extends InputStream {
    static final File RANDOM = new File("/dev/random");
    static final File URANDOM = new File("/dev/urandom");
    /** Bytes of the digest that stands for the system elsewhere. */
    static final int SYSTEM_BYTES = 20;

    static boolean isRandomDevice(File file) {
        return file.equals(RANDOM) || file.equals(URANDOM);
    }

    static void fill(byte[] buffer, int offset, int length) {
        String obstacle = OperatingSystem.entropy().fill(buffer, offset, length);
        if (obstacle != null) {
            throw new ProviderException(obstacle);
        }
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        fill(one, 0, 1);
        return one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        fill(buffer, offset, length);
        return length;
    }
}
