package io.howdah.tls;

import io.howdah.api.ConnectionSecurity.ServerVerification;
import io.howdah.config.SslMode;
import io.howdah.config.TlsSettings;
import io.howdah.error.TlsErrors;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * What the connections of some settings have in common: trust, the client's certificate, and the TLS sessions that a later
 * connection may resume. Made once, and again when a file has changed. Thread-safe.
 */
public final class TlsContext {
    /** More than the databases of an application; each keeps a key and its TLS sessions. */
    private static final int MOST = 32;

    private static final ReentrantLock LOCK = new ReentrantLock();

    /** The least recently used first. */
    private static final Map<Key, TlsContext> MADE = new LinkedHashMap<>(16, 0.75f, true);

    private final TlsSettings settings;
    private final SSLContext sslContext;
    private final ServerVerification verification;

    private TlsContext(TlsSettings settings, SSLContext sslContext, ServerVerification verification) {
        this.settings = settings;
        this.sslContext = sslContext;
        this.verification = verification;
    }

    private record Key(TlsSettings settings, List<TlsFile.Stamp> stamps) {}

    /**
     * Reads the files, unless it has before and they are the same still.
     *
     * @throws SQLException if one cannot be used, or is missing where the mode demands it: no server can help that
     */
    public static TlsContext of(TlsSettings settings) throws SQLException {
        boolean hostToo = settings.mode() == SslMode.VERIFY_FULL;
        if (settings.sslContext().isPresent()) {
            return new TlsContext(
                    settings,
                    settings.sslContext().get(),
                    hostToo ? ServerVerification.SSL_CONTEXT_AND_HOST : ServerVerification.SSL_CONTEXT);
        }
        // Held while files are read: others that want the same context would otherwise make it too, and share nothing.
        LOCK.lock();
        try {
            TlsFiles files = TlsFiles.of(settings);
            var key = new Key(settings, files.stamps());
            TlsContext made = MADE.get(key);
            if (made == null) {
                made = make(settings, files);
                MADE.put(key, made);
                if (MADE.size() > MOST) {
                    MADE.remove(MADE.keySet().iterator().next());
                }
            }
            return made;
        } finally {
            LOCK.unlock();
        }
    }

    /** Forgets what was made: keys, trust, TLS sessions. Connections that have it keep it. */
    public static void forget() {
        LOCK.lock();
        try {
            MADE.clear();
        } finally {
            LOCK.unlock();
        }
    }

    private static TlsContext make(TlsSettings settings, TlsFiles files) throws SQLException {
        try {
            Optional<ClientIdentity> identity = ClientIdentity.of(files, settings);
            KeyManager[] keys =
                    identity.isPresent() ? new KeyManager[] {new ClientKeyManager(identity.get())} : new KeyManager[0];
            Optional<TrustManager> verifier = TrustedRoots.of(settings, files);
            TrustManager trust = verifier.isPresent() ? verifier.get() : new UnverifiedCertificates();
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, new TrustManager[] {trust}, null);
            return new TlsContext(
                    settings,
                    context,
                    verifier.isEmpty()
                            ? ServerVerification.NONE
                            : settings.mode() == SslMode.VERIFY_FULL
                                    ? ServerVerification.AUTHORITY_AND_HOST
                                    : ServerVerification.AUTHORITY);
        } catch (GeneralSecurityException e) {
            throw TlsErrors.notPossible(e.getMessage(), e);
        }
    }

    public TlsSettings settings() {
        return settings;
    }

    public SSLContext sslContext() {
        return sslContext;
    }

    /** What a handshake by this context shows about the server. */
    public ServerVerification verification() {
        return verification;
    }

    /**
     * What is still wrong with a server whose handshake succeeded: that its certificate is for another host, under {@code
     * verify-full}, or that it is not in force. Asked after every handshake, since a resumed one looks at no certificate, and
     * since an {@code SSLContext} of the application's knows nothing of hosts.
     *
     * @param address what the host is if it is an address itself
     * @return why it is not accepted and what would help; empty if it is
     */
    public Optional<String> fault(X509Certificate certificate, String host, Optional<InetAddress> address) {
        boolean chainIsOurs =
                verification == ServerVerification.AUTHORITY || verification == ServerVerification.AUTHORITY_AND_HOST;
        Optional<String> fault = chainIsOurs ? RefusalReasons.validityFault(certificate) : Optional.empty();
        if (fault.isPresent() || settings.mode() != SslMode.VERIFY_FULL) {
            return fault;
        }
        try {
            HostNames names = HostNames.of(certificate);
            return names.match(host, address)
                    ? Optional.empty()
                    : Optional.of("it is for " + names.shown() + ", and not for " + host
                            + " (sslmode=verify-full). Connect by"
                            + " a name that it has; hostaddr can say what address that is");
        } catch (CertificateParsingException e) {
            return Optional.of("its names cannot be read: " + Shown.of(String.valueOf(e.getMessage())));
        }
    }

    /** Why our verification refused the server's certificate, if that is what ended the handshake. */
    public static Optional<String> refusal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RefusedCertificateException refused) {
                return Optional.of(refused.getMessage());
            }
        }
        return Optional.empty();
    }
}
