package org.eremite.tests.platform;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.ChaCha20ParameterSpec;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** {@code java.security} and {@code javax.crypto}; randomness comes from a generator with a seed of its own. */
final class CryptographyChapter {
    private static final byte[] TEXT = "The quick brown fox jumps over the lazy dog".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] KEY = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
    private static final byte[] NONCE = HexFormat.of().parseHex("cafebabefacedbaddecaf888");

    private CryptographyChapter() {}

    static void tell(Transcript transcript) {
        digests(transcript);
        ciphers(transcript);
        keys(transcript);
        signatures(transcript);
        stores(transcript);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static void digests(Transcript t) {
        for (String name : List.of("MD5", "SHA-1", "SHA-224", "SHA-256", "SHA-384", "SHA-512", "SHA-512/256", "SHA3-224", "SHA3-256", "SHA3-512")) {
            t.line("digest." + name, () -> hex(MessageDigest.getInstance(name).digest(TEXT)));
        }
        t.line("digest.large", () -> {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (int i = 0; i < 1000; i++) {
                digest.update(TEXT, i % 10, 30);
            }
            return hex(digest.digest());
        });
        t.line("digest.unknown", () -> MessageDigest.getInstance("ROT13"));
        for (String name : List.of("HmacMD5", "HmacSHA1", "HmacSHA256", "HmacSHA512", "HmacSHA3-256")) {
            t.line("mac." + name, () -> {
                Mac mac = Mac.getInstance(name);
                mac.init(new SecretKeySpec(KEY, name));
                return hex(mac.doFinal(TEXT));
            });
        }
        for (String name : List.of("PBKDF2WithHmacSHA1", "PBKDF2WithHmacSHA256", "PBKDF2WithHmacSHA512")) {
            t.line("key." + name, () -> hex(SecretKeyFactory.getInstance(name)
                    .generateSecret(new PBEKeySpec("password".toCharArray(), "salt".getBytes(StandardCharsets.US_ASCII), 500, 256)).getEncoded()));
        }
        t.line("key.HKDF", () -> hex(KDF.getInstance("HKDF-SHA256").deriveData(
                HKDFParameterSpec.ofExtract().addIKM(KEY).addSalt(NONCE).thenExpand(TEXT, 42))));
    }

    private static byte[] run(String name, int mode, byte[] key, AlgorithmParameterSpec parameters, byte[] input) throws Exception {
        Cipher cipher = Cipher.getInstance(name);
        cipher.init(mode, new SecretKeySpec(key, name.substring(0, name.indexOf('/') < 0 ? name.length() : name.indexOf('/'))), parameters, seeded());
        return cipher.doFinal(input);
    }

    private static void ciphers(Transcript t) {
        AlgorithmParameterSpec vector = new IvParameterSpec(Arrays.copyOf(KEY, 16));
        AlgorithmParameterSpec gcm = new GCMParameterSpec(128, NONCE);
        t.line("cipher.ecb", () -> hex(run("AES/ECB/PKCS5Padding", Cipher.ENCRYPT_MODE, KEY, null, TEXT)));
        t.line("cipher.cbc", () -> hex(run("AES/CBC/PKCS5Padding", Cipher.ENCRYPT_MODE, KEY, vector, TEXT)));
        t.line("cipher.ctr", () -> hex(run("AES/CTR/NoPadding", Cipher.ENCRYPT_MODE, KEY, vector, TEXT)));
        t.line("cipher.gcm", () -> hex(run("AES/GCM/NoPadding", Cipher.ENCRYPT_MODE, KEY, gcm, TEXT)));
        t.line("cipher.gcmBack", () -> Arrays.equals(TEXT, run("AES/GCM/NoPadding", Cipher.DECRYPT_MODE, KEY, gcm,
                run("AES/GCM/NoPadding", Cipher.ENCRYPT_MODE, KEY, gcm, TEXT))));
        t.line("cipher.gcmLarge", () -> hex(MessageDigest.getInstance("SHA-256").digest(
                run("AES/GCM/NoPadding", Cipher.ENCRYPT_MODE, KEY, gcm, new byte[100_000]))));
        t.line("cipher.gcmForged", () -> {
            byte[] packed = run("AES/GCM/NoPadding", Cipher.ENCRYPT_MODE, KEY, gcm, TEXT);
            packed[3] ^= 1;
            return run("AES/GCM/NoPadding", Cipher.DECRYPT_MODE, KEY, gcm, packed);
        });
        t.line("cipher.gcmAssociated", () -> {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(KEY, 0, 16, "AES"), gcm);
            cipher.updateAAD(NONCE);
            return hex(cipher.update(TEXT, 0, 20)) + hex(cipher.doFinal(TEXT, 20, 23));
        });
        t.line("cipher.chacha", () -> hex(run("ChaCha20", Cipher.ENCRYPT_MODE, KEY, new ChaCha20ParameterSpec(NONCE, 1), TEXT)));
        t.line("cipher.chachaPoly", () -> hex(run("ChaCha20-Poly1305", Cipher.ENCRYPT_MODE, KEY, new IvParameterSpec(NONCE), TEXT)));
        t.line("cipher.tripleDes", () -> hex(run("DESede/CBC/PKCS5Padding", Cipher.ENCRYPT_MODE, Arrays.copyOf(KEY, 24), new IvParameterSpec(Arrays.copyOf(KEY, 8)), TEXT)));
        t.line("cipher.wrongKey", () -> run("AES/ECB/PKCS5Padding", Cipher.ENCRYPT_MODE, new byte[5], null, TEXT));
        t.line("cipher.wrongPadding", () -> run("AES/CBC/PKCS5Padding", Cipher.DECRYPT_MODE, KEY, vector, new byte[16]));
        t.line("cipher.unknown", () -> Cipher.getInstance("Enigma/ECB/NoPadding"));
    }

    /** A generator whose numbers follow from its seed, and which never asks the system for more. */
    private static SecureRandom seeded() throws Exception {
        SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
        random.setSeed(KEY);
        return random;
    }

    private static void keys(Transcript t) {
        t.line("random.seeded", () -> {
            byte[] bytes = new byte[16];
            seeded().nextBytes(bytes);
            return hex(bytes);
        });
        t.line("prime", () -> BigInteger.probablePrime(256, seeded()));
        t.line("generator.rsa", () -> {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(1024, seeded());
            return ((java.security.interfaces.RSAPublicKey) generator.generateKeyPair().getPublic()).getModulus().bitLength();
        });
        t.line("generator.ec", () -> generated("EC", new ECGenParameterSpec("secp256r1")).getPublic().getEncoded().length);
        t.line("agreement.x25519", () -> {
            KeyPair one = generated("X25519", NamedParameterSpec.X25519);
            KeyPair two = generated("X25519", NamedParameterSpec.X25519);
            KeyAgreement agreement = KeyAgreement.getInstance("X25519");
            agreement.init(one.getPrivate());
            agreement.doPhase(two.getPublic(), true);
            return agreement.generateSecret().length;
        });
        t.line("agreement.ecdh", () -> {
            KeyPair one = generated("EC", new ECGenParameterSpec("secp384r1"));
            KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
            agreement.init(one.getPrivate());
            agreement.doPhase(one.getPublic(), true);
            return agreement.generateSecret().length;
        });
        t.line("parameters", () -> {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("AES");
            parameters.init(new IvParameterSpec(Arrays.copyOf(KEY, 16)));
            return hex(parameters.getEncoded());
        });
        t.line("factory.rsa", () -> hex(KeyFactory.getInstance("RSA").generatePublic(
                new RSAPublicKeySpec(BigInteger.TWO.pow(1023).add(BigInteger.valueOf(9)), BigInteger.valueOf(65537))).getEncoded()).length());
    }

    private static KeyPair generated(String algorithm, AlgorithmParameterSpec parameters) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(parameters, seeded());
        return generator.generateKeyPair();
    }

    private static void signatures(Transcript t) {
        for (String name : List.of("SHA256withRSA", "SHA256withECDSA", "Ed25519", "SHA256withDSA")) {
            t.line("signature." + name, () -> {
                KeyPair pair = pair(name);
                Signature signer = Signature.getInstance(name);
                signer.initSign(pair.getPrivate(), seeded());
                signer.update(TEXT);
                byte[] signature = signer.sign();
                signer.initVerify(pair.getPublic());
                signer.update(TEXT);
                boolean right = signer.verify(signature);
                signer.initVerify(pair.getPublic());
                signer.update(KEY);
                return right + " " + signer.verify(signature);
            });
        }
        t.line("encoding", () -> {
            KeyPair pair = pair("SHA256withECDSA");
            KeyFactory factory = KeyFactory.getInstance("EC");
            PrivateKey back = factory.generatePrivate(new PKCS8EncodedKeySpec(pair.getPrivate().getEncoded()));
            return back.equals(pair.getPrivate()) + " "
                    + factory.generatePublic(new X509EncodedKeySpec(pair.getPublic().getEncoded())).equals(pair.getPublic());
        });
        t.refusal("signature.unknown", () -> Signature.getInstance("SHA1withNothing"));
    }

    private static KeyPair pair(String signature) throws Exception {
        if (signature.equals("Ed25519")) {
            return generated("Ed25519", NamedParameterSpec.ED25519);
        }
        if (signature.endsWith("ECDSA")) {
            return generated("EC", new ECGenParameterSpec("secp256r1"));
        }
        KeyPairGenerator generator = KeyPairGenerator.getInstance(signature.substring(signature.indexOf("with") + 4));
        generator.initialize(1024, seeded());
        return generator.generateKeyPair();
    }

    private static void stores(Transcript t) {
        t.line("providers", () -> Arrays.stream(Security.getProviders()).map(Provider::getName)
                .filter(List.of("SUN", "SunRsaSign", "SunEC", "SunJCE")::contains).toList());
        t.line("algorithms", () -> Security.getAlgorithms("MessageDigest").contains("SHA-256"));
        t.line("store.empty", () -> {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            return store.size() + " " + store.getType();
        });
        t.line("property", () -> Security.getProperty("keystore.type"));
        t.line("property.disabled", () -> Security.getProperty("jdk.tls.disabledAlgorithms").contains("SSLv3"));
    }
}
