package io.howdah.connect;

import io.howdah.api.ConnectionSecurity.ServerVerification;
import io.howdah.auth.Credentials;
import io.howdah.auth.KerberosLogin;
import io.howdah.auth.KerberosPolicy;
import io.howdah.auth.OAuthBearer;
import io.howdah.auth.TokenExchange;
import io.howdah.config.ConnectionConfig;
import io.howdah.config.ConnectionConfig.HostSpec;
import io.howdah.config.GssSettings;
import io.howdah.error.LogText;
import io.howdah.error.OAuthErrors;
import io.howdah.error.SqlErrors;
import io.howdah.transport.Deadline;
import io.howdah.transport.Transport;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an attempt logs in with beside a password; each part is got when the server first asks for it. */
final class Logins {
    private final ConnectionConfig config;
    private final Credentials credentials;
    private final HostSpec host;
    private final Deadline deadline;
    private final Optional<OAuthLogin> oauth;
    private KerberosLogin kerberos;

    Logins(
            ConnectionConfig config,
            Credentials credentials,
            HostSpec host,
            Deadline deadline,
            Optional<OAuthLogin> oauth) {
        this.config = config;
        this.credentials = credentials;
        this.host = host;
        this.deadline = deadline;
        this.oauth = oauth;
    }

    /** Whether there is a ticket; why not is told by {@link #ticket()}. */
    boolean hasTicket() {
        try {
            ticket();
            return true;
        } catch (SQLException e) {
            Log.LOG.debug("No encryption by GSSAPI with {}: {}", host, LogText.of(String.valueOf(e.getMessage())));
            return false;
        }
    }

    /** Our ticket; the same for encryption and login. */
    KerberosLogin ticket() throws SQLException {
        if (kerberos == null) {
            GssSettings gss = GssSettings.of(config);
            kerberos = KerberosLogin.of(
                    new KerberosPolicy(
                            gss.service(),
                            gss.login() ? KerberosPolicy.Source.SUBJECT_OR_LOGIN : KerberosPolicy.Source.AS_JGSS_FINDS,
                            gss.jaasApplication(),
                            gss.delegation() ? KerberosPolicy.Delegation.GRANTED : KerberosPolicy.Delegation.NONE),
                    credentials);
        }
        return kerberos;
    }

    void requireTime() throws SQLException {
        if (deadline.passed()) {
            throw SqlErrors.connectTimedOut(host.host(), host.port(), "authentication", deadline.limit());
        }
    }

    TokenExchange kerberos() throws SQLException {
        return KerberosStep.within(deadline, ticket().prove(host.host()));
    }

    TokenExchange negotiate() throws SQLException {
        return KerberosStep.within(deadline, ticket().negotiate(host.host()));
    }

    /** @param link that the token is to go over */
    OAuthBearer bearer(Transport link) throws SQLException {
        if (oauth.isEmpty()) {
            throw OAuthErrors.noToken();
        }
        if (!isSafeForTokens(link)) {
            throw OAuthErrors.unsafeLink();
        }
        return oauth.get().bearer(host);
    }

    /** Whether nobody but the server can read along, as far as we know: a token is worth something to whoever has it. */
    private static boolean isSafeForTokens(Transport link) {
        return link.isLocal()
                || link.isGss()
                || link.tls().isPresent() && link.tls().get().verification() != ServerVerification.NONE;
    }

    /** A class of its own, so that slf4j starts up only once there is something to say. */
    private static final class Log {
        static final Logger LOG = LoggerFactory.getLogger(Logins.class);
    }
}
