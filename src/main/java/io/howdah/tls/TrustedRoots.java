package io.howdah.tls;

import io.howdah.config.TlsSettings;
import io.howdah.error.TlsErrors;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CRL;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Whom the settings trust, as a trust manager. */
final class TrustedRoots {
    private static final int LARGEST_RESOURCE = 16 << 20;

    private final TlsSettings settings;
    private final TlsFiles files;

    private TrustedRoots(TlsSettings settings, TlsFiles files) {
        this.settings = settings;
        this.files = files;
    }

    /**
     * Empty where anybody is taken at his word: no roots are to be had, and the mode does not demand them.
     *
     * @throws SQLException if it does
     */
    static Optional<TrustManager> of(TlsSettings settings, TlsFiles files)
            throws SQLException, GeneralSecurityException {
        return new TrustedRoots(settings, files).verifier();
    }

    private Optional<TrustManager> verifier() throws SQLException, GeneralSecurityException {
        String value = settings.rootCertificates().orElse("");
        String origin;
        Set<TrustAnchor> anchors;
        if (value.equals(TlsSettings.SYSTEM)) {
            origin = "the JVM's trust store (sslrootcert=system)";
            anchors = anchors(Arrays.asList(jvmStore().getAcceptedIssuers()));
        } else if (value.startsWith(TlsFiles.CLASS_PATH)) {
            origin = "sslrootcert=" + value;
            anchors = anchors(resource(value.substring(TlsFiles.CLASS_PATH.length()), origin));
        } else if (files.roots().isPresent()) {
            origin = files.roots().get().origin();
            anchors = anchors(file(files.roots().get()));
        } else if (settings.mode().demandsVerification()) {
            throw TlsErrors.unusableFile(
                    "sslmode=" + settings.mode().value()
                            + " needs root certificates to verify the server's, and there is no "
                            + TlsFile.directory()
                                    .map(directory ->
                                            directory.resolve("root.crt").toString())
                                    .orElse("~/.postgresql/root.crt")
                            + ". Give a file as sslrootcert, or sslrootcert=system for the JVM's trust store",
                    null);
        } else if (settings.revocationList().isPresent()
                || settings.revocationDirectory().isPresent()) {
            throw TlsErrors.unusableFile(
                    "sslcrl and sslcrldir do nothing without root certificates: give them as sslrootcert", null);
        } else {
            return Optional.empty();
        }
        if (anchors.isEmpty()) {
            throw TlsErrors.unusableFile("There is no certificate in " + origin, null);
        }
        return Optional.of(new CertificateVerifier(verifier(anchors), new RefusalReasons(origin)));
    }

    private X509ExtendedTrustManager verifier(Set<TrustAnchor> anchors) throws SQLException, GeneralSecurityException {
        List<CRL> lists = revocationLists();
        var parameters = new PKIXBuilderParameters(anchors, new X509CertSelector());
        // Then of every authority in a chain, as libpq has it. Nothing is fetched from addresses in a certificate
        // unless
        // whoever runs the JVM switched that on.
        parameters.setRevocationEnabled(!lists.isEmpty());
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(lists)));
        var factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(new CertPathTrustManagerParameters(parameters));
        return extended(factory);
    }

    private static X509ExtendedTrustManager jvmStore() throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance("PKIX");
        factory.init((KeyStore) null);
        return extended(factory);
    }

    private static X509ExtendedTrustManager extended(TrustManagerFactory factory) throws GeneralSecurityException {
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager extended) {
                return extended;
            }
        }
        throw new GeneralSecurityException("its PKIX trust managers are not of the kind that knows connections");
    }

    private static Set<TrustAnchor> anchors(List<X509Certificate> certificates) {
        var anchors = new HashSet<TrustAnchor>();
        for (X509Certificate certificate : certificates) {
            anchors.add(new TrustAnchor(certificate, null));
        }
        return anchors;
    }

    private static List<X509Certificate> file(TlsFile file) throws SQLException {
        try {
            return Certificates.read(file.read());
        } catch (IOException e) {
            throw file.unusable(e);
        }
    }

    private static List<X509Certificate> resource(String name, String origin) throws SQLException {
        String path = name.startsWith("/") ? name.substring(1) : name;
        try (InputStream in = open(path)) {
            if (in == null) {
                throw TlsErrors.unusableFile(origin + " cannot be used: there is no such resource", null);
            }
            return Certificates.read(in.readNBytes(LARGEST_RESOURCE));
        } catch (UnusableFileException e) {
            throw TlsErrors.unusableFile(origin + " cannot be used: " + e.getMessage(), e);
        } catch (IOException e) {
            throw TlsErrors.unusableFile(origin + " cannot be used: it cannot be read", e);
        }
    }

    /** The application's loader first; the driver may be in one that does not see the application. */
    private static InputStream open(String path) {
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        InputStream in = application == null ? null : application.getResourceAsStream(path);
        return in != null ? in : TrustedRoots.class.getClassLoader().getResourceAsStream(path);
    }

    private List<CRL> revocationLists() throws SQLException {
        var lists = new ArrayList<CRL>();
        for (TlsFile file : files.revocationLists()) {
            try {
                lists.addAll(Certificates.readRevocationLists(file.read()));
            } catch (IOException e) {
                throw file.unusable(e);
            }
        }
        return lists;
    }
}
