package io.howdah.connect;

import io.howdah.auth.Credentials;
import io.howdah.auth.KerberosLogin;
import io.howdah.auth.KerberosPolicy;
import io.howdah.auth.LoginMethods;
import io.howdah.auth.OAuthBearer;
import io.howdah.auth.TokenExchange;
import io.howdah.config.ConnectionConfig.HostSpec;
import io.howdah.config.GssSettings;
import io.howdah.error.OAuthErrors;
import io.howdah.transport.Deadline;
import io.howdah.transport.Transport;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an attempt logs in with beside a password; each part is got when the server first asks for it. */
final class Logins implements LoginMethods {
    private final GssSettings gss;
    private final Credentials credentials;
    private final HostSpec host;
    private final Deadline deadline;
    private final Optional<OAuthLogin> oauth;
    private Transport transport;
    private KerberosLogin kerberos;

    Logins(GssSettings gss, Credentials credentials, HostSpec host, Deadline deadline, Optional<OAuthLogin> oauth) {
        this.gss = gss;
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
            Log.LOG.debug("No encryption by GSSAPI with {}: {}", host, e.getMessage());
            return false;
        }
    }

    /** Our ticket; the same for encryption and login. */
    KerberosLogin ticket() throws SQLException {
        if (kerberos == null) {
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

    @Override
    public TokenExchange kerberos() throws SQLException {
        return KerberosStep.within(deadline, ticket().prove(host.host()));
    }

    @Override
    public TokenExchange negotiate() throws SQLException {
        return KerberosStep.within(deadline, ticket().negotiate(host.host()));
    }

    /** What the login goes over, once it is as safe as it gets. */
    void over(Transport newTransport) {
        transport = newTransport;
    }

    @Override
    public OAuthBearer oauth() throws SQLException {
        if (oauth.isEmpty()) {
            throw OAuthErrors.noToken();
        }
        if (!isSafeForTokens(transport)) {
            throw OAuthErrors.unsafeLink();
        }
        return oauth.get().bearer(host);
    }

    /** Whether nobody but the server can read along, as far as we know: a token is worth something to whoever has it. */
    private static boolean isSafeForTokens(Transport link) {
        return link.isLocal() || link.isGss() || link.tls().isPresent();
    }

    /** A class of its own, so that slf4j starts up only once there is something to say. */
    private static final class Log {
        static final Logger LOG = LoggerFactory.getLogger(Logins.class);
    }
}
