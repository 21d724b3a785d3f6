package io.howdah.oauth;

import io.howdah.config.OAuthSettings;
import io.howdah.error.OAuthErrors;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The tokens that users of this JVM got by the device flow, so that a pool asks its user once and not for each connection.
 * Kept in memory only, until they expire or a server refuses them. Safe for several threads.
 */
public final class DeviceLogins {
    private static final int MOST_KEPT = 64;

    /** A token that is about to expire would be refused when it arrives. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    /** How long one will do whose issuer does not say. */
    private static final Duration USUAL_LIFE = Duration.ofMinutes(5);

    private static final ReentrantLock LOCK = new ReentrantLock();

    @SuppressWarnings("serial")
    private static final Map<Who, Login> KEPT = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Who, Login> eldest) {
            return size() > MOST_KEPT;
        }
    };

    /** Tokens are the same for the same of these. */
    private record Who(String issuer, String client, Optional<String> scope, String user) {}

    /** Held while its user is asked, so that of many connections only one asks. */
    private static final class Login {
        final ReentrantLock asking = new ReentrantLock();
        volatile String token;
        volatile long untilNanos;
    }

    private DeviceLogins() {}

    /** The token that is kept; empty if there is none, or it is too old. */
    public static Optional<String> kept(OAuthSettings settings, String user) throws SQLException {
        return valid(login(settings, user));
    }

    /**
     * Has the user log in, unless another thread just had.
     *
     * @param refused the kept token that the server refused; empty if none was sent
     */
    public static String logIn(OAuthSettings settings, String user, ServerHint hint, Optional<String> refused)
            throws SQLException {
        Login login = login(settings, user);
        lock(login, settings);
        try {
            Optional<String> other = valid(login);
            if (other.isPresent() && !other.equals(refused)) {
                return other.get();
            }
            login.token = null;
            DeviceFlow.Token token = run(settings, hint);
            Duration life = token.validFor().orElse(USUAL_LIFE).minus(MARGIN);
            login.untilNanos = System.nanoTime() + Math.max(0, life.toNanos());
            login.token = token.text();
            return token.text();
        } finally {
            login.asking.unlock();
        }
    }

    /** Forgets all tokens. */
    public static void forget() {
        LOCK.lock();
        try {
            KEPT.clear();
        } finally {
            LOCK.unlock();
        }
    }

    private static void lock(Login login, OAuthSettings settings) throws SQLException {
        try {
            login.asking.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw OAuthErrors.interrupted(settings.issuer().orElseThrow());
        }
    }

    private static DeviceFlow.Token run(OAuthSettings settings, ServerHint hint) throws SQLException {
        Issuer issuer = Issuer.configured(settings.issuer().orElseThrow());
        Optional<String> scope = settings.scope().isPresent() ? settings.scope() : hint.scope();
        if (hint.discovery().isPresent()) {
            issuer = issuer.at(hint.discovery().get());
        }
        if (!issuer.knowsItsDocument()) {
            throw OAuthErrors.untrusted("the server does not say where its issuer's discovery document is. Write the"
                    + " address of the document into the property oauth_issuer");
        }
        try {
            // The standard has the client wait between two questions (RFC 8628, 3.5), for as long as the issuer says.
            return new DeviceFlow(settings, issuer, scope, time -> Thread.sleep(time.toMillis())).run();
        } catch (LinkageError e) {
            throw OAuthErrors.noHttp(e);
        }
    }

    private static Optional<String> valid(Login login) {
        String token = login.token;
        return token != null && login.untilNanos - System.nanoTime() > 0 ? Optional.of(token) : Optional.empty();
    }

    private static Login login(OAuthSettings settings, String user) throws SQLException {
        var who = new Who(
                Issuer.configured(settings.issuer().orElseThrow()).id(),
                settings.clientId().orElseThrow(),
                settings.scope(),
                user);
        LOCK.lock();
        try {
            return KEPT.computeIfAbsent(who, newcomer -> new Login());
        } finally {
            LOCK.unlock();
        }
    }
}
