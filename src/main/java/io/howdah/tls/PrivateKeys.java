package io.howdah.tls;

import io.howdah.config.ConnectionConfig.Secret;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A private key from PEM or DER: PKCS #8 (RFC 5958), plain or encrypted; PKCS #1 (RFC 8017, A.1.2) and SEC 1 (RFC 5915),
 * of which the JDK reads neither and which are PKCS #8 once they are wrapped.
 */
final class PrivateKeys {
    private static final byte[] VERSION_0 = Der.write(Der.INTEGER, new byte[] {0});
    private static final byte[] RSA = objectId(0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01);
    private static final byte[] RSA_PSS = objectId(0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0A);
    private static final byte[] EC = objectId(0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01);
    private static final byte[] ED25519 = objectId(0x2B, 0x65, 0x70);
    private static final byte[] ED448 = objectId(0x2B, 0x65, 0x71);

    /** As {@code KeyFactory} names them. */
    private static final Map<String, byte[]> ALGORITHMS =
            Map.of("RSA", RSA, "RSASSA-PSS", RSA_PSS, "EC", EC, "Ed25519", ED25519, "Ed448", ED448);

    private final Optional<Secret> password;

    private PrivateKeys(Optional<Secret> password) {
        this.password = password;
    }

    /** @throws UnusableFileException if there is none to be had in it */
    static PrivateKey read(byte[] file, Optional<Secret> password) throws IOException {
        var keys = new PrivateKeys(password);
        try {
            for (Pem block : Pem.blocks(file)) {
                if (block.label().endsWith("PRIVATE KEY")) {
                    return keys.ofPem(block);
                }
            }
            return keys.ofDer(file);
        } catch (UnusableFileException e) {
            throw e;
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new UnusableFileException("no private key can be read from it", e);
        }
    }

    private PrivateKey ofPem(Pem block) throws IOException, GeneralSecurityException {
        if (block.encryptedByHeaders()) {
            throw new UnusableFileException("it is encrypted in OpenSSL's old way. openssl pkcs8 -topk8 makes a PKCS #8"
                    + " file of it, which can be read");
        }
        return ofDer(block.der());
    }

    /** What kind it is shows in the first elements. */
    private PrivateKey ofDer(byte[] der) throws IOException, GeneralSecurityException {
        Der key = Der.of(der).enter(Der.SEQUENCE);
        if (key.tag() == Der.SEQUENCE) {
            return ofPkcs8(decrypt(der));
        }
        key.enter(Der.INTEGER);
        return switch (key.tag()) {
            case Der.SEQUENCE -> ofPkcs8(der);
            case Der.INTEGER -> ofPkcs1(der);
            case Der.OCTET_STRING -> ofSec1(der);
            default -> throw new UnusableFileException("it is none of PKCS #8, PKCS #1, SEC 1 and PKCS #12");
        };
    }

    private static PrivateKey ofPkcs8(byte[] der) throws IOException, GeneralSecurityException {
        Der key = Der.of(der).enter(Der.SEQUENCE);
        key.enter(Der.INTEGER);
        byte[] algorithm = key.element();
        byte[] content = key.element();
        // A newer version has the public key behind it, which the JDK does not expect.
        var spec = new PKCS8EncodedKeySpec(Der.write(Der.SEQUENCE, VERSION_0, algorithm, content));
        byte[] id = Der.of(algorithm).enter(Der.SEQUENCE).element();
        for (var known : ALGORITHMS.entrySet()) {
            if (Arrays.equals(known.getValue(), id)) {
                return KeyFactory.getInstance(known.getKey()).generatePrivate(spec);
            }
        }
        throw new UnusableFileException("its algorithm is none of RSA, EC, Ed25519 and Ed448");
    }

    private static PrivateKey ofPkcs1(byte[] der) throws IOException, GeneralSecurityException {
        return ofPkcs8(wrap(Der.write(Der.SEQUENCE, RSA, Der.write(Der.NULL)), der));
    }

    private static PrivateKey ofSec1(byte[] der) throws IOException, GeneralSecurityException {
        Der key = Der.of(der).enter(Der.SEQUENCE);
        key.enter(Der.INTEGER);
        key.enter(Der.OCTET_STRING);
        if (!key.hasMore() || key.tag() != Der.CONTEXT_0) {
            throw new UnusableFileException(
                    "it does not name its curve. openssl pkcs8 -topk8 makes a PKCS #8 file of it");
        }
        byte[] curve = key.enter(Der.CONTEXT_0).rest();
        return ofPkcs8(wrap(Der.write(Der.SEQUENCE, EC, curve), der));
    }

    private static byte[] wrap(byte[] algorithm, byte[] key) {
        return Der.write(Der.SEQUENCE, VERSION_0, algorithm, Der.write(Der.OCTET_STRING, key));
    }

    private byte[] decrypt(byte[] der) throws IOException {
        if (password.isEmpty()) {
            throw new UnusableFileException("it is encrypted, and there is no sslpassword");
        }
        char[] characters = password.get().reveal().toCharArray();
        for (char c : characters) {
            if (c < ' ' || c > '~') {
                throw new UnusableFileException(
                        "it is encrypted, and Java does so by plain letters only: sslpassword has"
                                + " characters beyond ASCII");
            }
        }
        EncryptedPrivateKeyInfo encrypted;
        SecretKeyFactory factory;
        String algorithm;
        try {
            encrypted = new EncryptedPrivateKeyInfo(der);
            var parameters = encrypted.getAlgParameters();
            // Of PBES2 the name is that of the scheme, and only the parameters know of what it is made.
            algorithm = parameters != null
                            && parameters.toString() != null
                            && parameters.toString().startsWith("PBEWith")
                    ? parameters.toString()
                    : encrypted.getAlgName();
            factory = SecretKeyFactory.getInstance(algorithm);
        } catch (IOException | GeneralSecurityException e) {
            throw new UnusableFileException(
                    "this JVM cannot undo its encryption. openssl pkcs8 -topk8 -v2 aes-256-cbc -v2prf hmacWithSHA256"
                            + " makes one that it can",
                    e);
        }
        try {
            var passwordSpec = new PBEKeySpec(characters);
            var cipher = Cipher.getInstance(algorithm);
            cipher.init(Cipher.DECRYPT_MODE, factory.generateSecret(passwordSpec), encrypted.getAlgParameters());
            return encrypted.getKeySpec(cipher).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new UnusableFileException("it cannot be decrypted; sslpassword may be wrong", e);
        }
    }

    private static byte[] objectId(int... bytes) {
        byte[] id = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            id[i] = (byte) bytes[i];
        }
        return Der.write(Der.OBJECT_ID, id);
    }
}
