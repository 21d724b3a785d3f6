package io.howdah.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.config.ConnectionConfig.Secret;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPrivateKey;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.bouncycastle.util.io.pem.PemObjectGenerator;
import org.bouncycastle.util.io.pem.PemWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateKeysTest {
    private static final String PASSWORD = "cheese & wine";
    private static final Optional<Secret> SECRET = Optional.of(Secret.of(PASSWORD));
    private static final BouncyCastleProvider BOUNCY_CASTLE = new BouncyCastleProvider();
    private static final Optional<Secret> NONE = Optional.empty();

    static Stream<Arguments> algorithms() {
        return Stream.of("RSA", "EC", "Ed25519", "Ed448")
                .map(name -> Arguments.of(
                        name, TestAuthority.selfSigned("x").keys(name).issue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("algorithms")
    void readsEveryForm(String algorithm, TestIdentity identity) throws Exception {
        byte[] pkcs8 = identity.key().getEncoded();
        assertThat(PrivateKeys.read(pkcs8, NONE)).isEqualTo(identity.key());
        assertThat(read(identity.keyPem(), NONE)).isEqualTo(identity.key());
        assertThat(read("a comment\r\n" + identity.keyPem().replace("\n", "\r\n"), NONE))
                .isEqualTo(identity.key());
        assertThat(read(identity.chainPem() + identity.keyPem(), NONE)).isEqualTo(identity.key());
        String encrypted = pkcs8(identity, PKCS8Generator.AES_256_CBC, PASSWORD);
        assertThat(encrypted).contains("BEGIN ENCRYPTED PRIVATE KEY");
        assertThat(read(encrypted, SECRET)).isEqualTo(identity.key());
        assertThat(PrivateKeys.read(Pem.blocks(ascii(encrypted)).get(0).der(), SECRET))
                .isEqualTo(identity.key());

        // RFC 5958's version with the public key behind it, as newer tools write it.
        byte[] inner = Der.of(pkcs8).enter(Der.SEQUENCE).rest();
        byte[] newer = Der.write(
                Der.SEQUENCE,
                Der.write(Der.INTEGER, new byte[] {1}),
                java.util.Arrays.copyOfRange(inner, 3, inner.length),
                Der.write(0x81, new byte[33]));
        assertThat(PrivateKeys.read(newer, NONE)).isEqualTo(identity.key());
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void readsWhatOpenSslWroteBeforePkcs8(String algorithm) throws Exception {
        var identity = TestAuthority.selfSigned("x").keys(algorithm).issue();
        String pem = beforePkcs8(identity);
        assertThat(pem).contains("BEGIN " + algorithm + " PRIVATE KEY");
        String parameters = TestIdentity.pem("EC PARAMETERS", new byte[] {6, 1, 0});
        for (byte[] file :
                new byte[][] {ascii(pem), Pem.blocks(ascii(pem)).get(0).der(), ascii(parameters + pem)}) {
            var key = PrivateKeys.read(file, NONE);
            // With the public key behind it, it is another object and the same number.
            assertThat(key instanceof ECPrivateKey ec ? ec.getS() : key)
                    .isEqualTo(identity.key() instanceof ECPrivateKey ec ? ec.getS() : identity.key());
        }

        String old = pem(new JcaMiscPEMGenerator(
                identity.key(),
                new JcePEMEncryptorBuilder("AES-256-CBC")
                        .setProvider(BOUNCY_CASTLE)
                        .build(PASSWORD.toCharArray())));
        assertThat(old).contains("Proc-Type: 4,ENCRYPTED");
        assertThatThrownBy(() -> read(old, SECRET))
                .isInstanceOf(UnusableFileException.class)
                .hasMessageContaining("openssl pkcs8 -topk8");
    }

    @Test
    void saysWhatIsWrong() throws Exception {
        var identity = TestAuthority.selfSigned("x").issue();
        String encrypted = pkcs8(identity, PKCS8Generator.AES_256_CBC, PASSWORD);
        unusable(encrypted, NONE, "it is encrypted, and there is no sslpassword");
        unusable(encrypted, Optional.of(Secret.of("wrong")), "sslpassword may be wrong");
        unusable(encrypted, Optional.of(Secret.of("käse")), "characters beyond ASCII");
        unusable(pkcs8(identity, PKCS8Generator.DES3_CBC, PASSWORD), SECRET, "-v2 aes-256-cbc");
        unusable("", NONE, "no private key can be read from it");
        unusable(identity.certificatePem(), NONE, "no private key can be read from it");
        unusable("-----BEGIN PRIVATE KEY-----\n\u0000!", NONE, "no private key");
        unusable(identity.keyPem().replace("-----END", "----END"), NONE, "no private key");
        // Its algorithm is one of no key.
        byte[] odd = Der.write(
                Der.SEQUENCE,
                Der.write(Der.INTEGER, new byte[] {0}),
                Der.write(Der.SEQUENCE, Der.write(Der.OBJECT_ID, new byte[] {1, 2, 3})),
                Der.write(Der.OCTET_STRING));
        assertThatThrownBy(() -> PrivateKeys.read(odd, NONE)).hasMessageContaining("none of RSA, EC");
        byte[] withoutCurve = Der.write(
                Der.SEQUENCE, Der.write(Der.INTEGER, new byte[] {1}), Der.write(Der.OCTET_STRING, new byte[32]));
        assertThatThrownBy(() -> PrivateKeys.read(withoutCurve, NONE)).hasMessageContaining("does not name its curve");
    }

    /** Of whatever bytes there are: a key, or a sentence about it. */
    @Test
    void endsWellOnAnyBytes() throws Exception {
        var random = new Random(7);
        for (String algorithm : new String[] {"RSA", "EC", "Ed25519"}) {
            var identity = TestAuthority.selfSigned("x").keys(algorithm).issue();
            byte[][] seeds = {identity.key().getEncoded(), ascii(beforePkcs8(identity))};
            for (byte[] seed : seeds) {
                for (int i = 0; i < 150; i++) {
                    byte[] bytes =
                            java.util.Arrays.copyOf(seed, i % 3 == 0 ? random.nextInt(seed.length) : seed.length);
                    for (int j = random.nextInt(4); j > 0 && bytes.length > 0; j--) {
                        bytes[random.nextInt(Math.min(bytes.length, 60))] = (byte) random.nextInt();
                    }
                    try {
                        assertThat(PrivateKeys.read(bytes, NONE)).isNotNull();
                    } catch (UnusableFileException e) {
                        assertThat(e.getMessage()).isNotBlank();
                    }
                }
            }
        }
    }

    private static void unusable(String text, Optional<Secret> password, String message) {
        assertThatThrownBy(() -> read(text, password))
                .isInstanceOf(UnusableFileException.class)
                .hasMessageContaining(message);
    }

    private static Object read(String text, Optional<Secret> password) throws IOException {
        return PrivateKeys.read(ascii(text), password);
    }

    private static String pkcs8(TestIdentity identity, ASN1ObjectIdentifier cipher, String password) throws Exception {
        var encryptor = new JceOpenSSLPKCS8EncryptorBuilder(cipher)
                .setProvider(BOUNCY_CASTLE)
                .setIterationCount(2048)
                .setPassword(password.toCharArray())
                .build();
        return pem(new JcaPKCS8Generator(identity.key(), encryptor));
    }

    private static String beforePkcs8(TestIdentity identity) throws IOException {
        if (identity.key() instanceof ECPrivateKey key) {
            // As OpenSSL has it: with its curve.
            var sec1 = new org.bouncycastle.asn1.sec.ECPrivateKey(256, key.getS(), SECObjectIdentifiers.secp256r1);
            return TestIdentity.pem("EC PRIVATE KEY", sec1.getEncoded());
        }
        return pem(new JcaMiscPEMGenerator(identity.key()));
    }

    private static String pem(PemObjectGenerator generator) throws IOException {
        var text = new StringWriter();
        try (var writer = new PemWriter(text)) {
            writer.writeObject(generator);
        }
        return text.toString();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
