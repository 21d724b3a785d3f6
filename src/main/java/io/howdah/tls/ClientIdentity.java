package io.howdah.tls;

import io.howdah.config.ConnectionConfig.Secret;
import io.howdah.config.TlsSettings;
import io.howdah.config.TlsSettings.ClientCertificate;
import io.howdah.error.TlsErrors;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The client's certificate and its key.
 *
 * @param chain its own first
 */
record ClientIdentity(PrivateKey key, List<X509Certificate> chain) {
    ClientIdentity {
        chain = List.copyOf(chain);
    }

    /** Empty if there is none to be shown. */
    static Optional<ClientIdentity> of(TlsFiles files, TlsSettings settings) throws SQLException {
        if (files.key().isPresent()) {
            Optional<ClientIdentity> both = ofKeyFile(files.key().get(), files.certificate(), settings.keyPassword());
            if (both.isPresent()) {
                return both;
            }
        }
        if (files.certificate().isPresent()) {
            throw files.certificate()
                    .get()
                    .unusable(new UnusableFileException("there is no key for it. Give its file as sslkey"));
        }
        if (settings.clientCertificate() == ClientCertificate.REQUIRE) {
            throw TlsErrors.unusableFile(
                    "sslcertmode=require needs a certificate of the client, and there is none: give sslcert and sslkey",
                    null);
        }
        return Optional.empty();
    }

    private static Optional<ClientIdentity> ofKeyFile(
            TlsFile keyFile, Optional<TlsFile> certificateFile, Optional<Secret> password) throws SQLException {
        try {
            keyFile.requirePrivate();
            byte[] content = keyFile.read();
            if (isPkcs12(content)) {
                return Optional.of(ofPkcs12(content, password));
            }
            if (certificateFile.isEmpty()) {
                throw new UnusableFileException("there is no certificate for it. Give its file as sslcert");
            }
            PrivateKey key = PrivateKeys.read(content, password);
            List<X509Certificate> chain = chain(certificateFile.get());
            if (!belongTogether(key, chain.get(0).getPublicKey())) {
                throw new UnusableFileException("it is not the key of the certificate in "
                        + certificateFile.get().origin());
            }
            return Optional.of(new ClientIdentity(key, chain));
        } catch (IOException | GeneralSecurityException e) {
            throw keyFile.unusable(e);
        }
    }

    private static List<X509Certificate> chain(TlsFile file) throws SQLException {
        try {
            return Certificates.read(file.read());
        } catch (IOException e) {
            throw file.unusable(e);
        }
    }

    /** It begins with the version 3; keys have 0 or 1 there. RFC 7292. */
    private static boolean isPkcs12(byte[] content) {
        try {
            byte[] version =
                    Der.of(content).enter(Der.SEQUENCE).enter(Der.INTEGER).rest();
            return Arrays.equals(version, new byte[] {3});
        } catch (IOException e) {
            return false;
        }
    }

    private static ClientIdentity ofPkcs12(byte[] content, Optional<Secret> password)
            throws IOException, GeneralSecurityException {
        char[] secret = password.isPresent() ? password.get().reveal().toCharArray() : new char[0];
        var store = KeyStore.getInstance("PKCS12");
        try {
            store.load(new ByteArrayInputStream(content), secret);
        } catch (IOException e) {
            throw new UnusableFileException(
                    "it is not a PKCS #12 file that can be read, or "
                            + (password.isPresent() ? "sslpassword is wrong" : "there is no sslpassword for it"),
                    e);
        }
        for (String alias : Collections.list(store.aliases())) {
            if (store.getKey(alias, secret) instanceof PrivateKey key) {
                var chain = Arrays.stream(store.getCertificateChain(alias))
                        .map(X509Certificate.class::cast)
                        .toList();
                return new ClientIdentity(key, chain);
            }
        }
        throw new UnusableFileException("there is no private key in it");
    }

    /** Shown by a signature; the server would only say that the handshake failed. */
    private static boolean belongTogether(PrivateKey key, PublicKey certified) throws GeneralSecurityException {
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    case "EdDSA" -> "EdDSA";
                    // Its parameters may allow some hashes only: the handshake will tell.
                    default -> "";
                };
        if (!key.getAlgorithm().equals(certified.getAlgorithm())) {
            return false;
        }
        if (algorithm.isEmpty()) {
            return true;
        }
        byte[] message = {1, 2, 3};
        var signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(message);
        byte[] signed = signature.sign();
        try {
            signature.initVerify(certified);
            signature.update(message);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            // Of another curve or length.
            return false;
        }
    }
}
