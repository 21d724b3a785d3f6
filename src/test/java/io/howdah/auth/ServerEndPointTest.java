package io.howdah.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerEndPointTest {
    private static final Map<String, KeyPair> KEYS = new ConcurrentHashMap<>();

    @ParameterizedTest
    @CsvSource({
        "RSA, MD5withRSA,            SHA-256",
        "RSA, SHA1withRSA,           SHA-256",
        "RSA, SHA224withRSA,         SHA-224",
        "RSA, SHA256withRSA,         SHA-256",
        "RSA, SHA384withRSA,         SHA-384",
        "RSA, SHA512withRSA,         SHA-512",
        "RSA, SHA3-256withRSA,       SHA3-256",
        "RSA, SHA1withRSAandMGF1,    SHA-256",
        "RSA, SHA256withRSAandMGF1,  SHA-256",
        "RSA, SHA384withRSAandMGF1,  SHA-384",
        "RSA, SHA512withRSAandMGF1,  SHA-512",
        "EC,  SHA1withECDSA,         SHA-256",
        "EC,  SHA256withECDSA,       SHA-256",
        "EC,  SHA384withECDSA,       SHA-384",
        "EC,  SHA512withECDSA,       SHA-512",
        "EC,  SHA3-512withECDSA,     SHA3-512",
        "DSA, SHA256withDSA,         SHA-256",
    })
    void hashesTheCertificateAsItsSignatureDoes(String keys, String signature, String hash) throws Exception {
        var certificate = Certificates.signed(keys(keys), signature);
        assertThat(ServerEndPoint.of(certificate))
                .isEqualTo(MessageDigest.getInstance(hash).digest(certificate.getEncoded()));
    }

    @ParameterizedTest
    @CsvSource({
        "Ed25519,   Ed25519,       EdDSA|Ed25519|1.3.101.112",
        "Ed448,     Ed448,         EdDSA|Ed448|1.3.101.113",
        "RSA,       RIPEMD160withRSA, 1.3.36.3.3.1.2",
        "ML-DSA-44, ML-DSA-44,     2.16.840.1.101.3.4.3.17|ML-DSA",
    })
    void refusesSignaturesWithoutAHashByName(String keys, String signature, String named) throws Exception {
        var certificate = Certificates.signed(keys(keys), signature);
        assertThatThrownBy(() -> ServerEndPoint.of(certificate))
                .isInstanceOf(GeneralSecurityException.class)
                .message()
                .containsPattern(named);
    }

    private static KeyPair keys(String algorithm) {
        return KEYS.computeIfAbsent(algorithm, name -> {
            try {
                return Certificates.keys(name);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
