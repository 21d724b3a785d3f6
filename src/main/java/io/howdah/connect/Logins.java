package io.howdah.connect;

import io.howdah.auth.Credentials;
import io.howdah.auth.KerberosLogin;
import io.howdah.auth.KerberosPolicy;
import io.howdah.auth.LoginMethods;
import io.howdah.auth.OAuthBearer;
import io.howdah.auth.TokenExchange;
import io.howdah.config.ConnectionConfig.HostSpec;
import io.howdah.config.GssSettings;
import io.howdah.transport.Deadline;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an attempt logs in with beside a password; each part is got when the server first asks for it. */
final class Logins implements LoginMethods {
    private final GssSettings gss;
    private final Credentials credentials;
    private final HostSpec host;
    private final Deadline deadline;
    private KerberosLogin kerberos;

    Logins(GssSettings gss, Credentials credentials, HostSpec host, Deadline deadline) {
        this.gss = gss;
        this.credentials = credentials;
        this.host = host;
        this.deadline = deadline;
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

    @Override
    public OAuthBearer oauth() throws SQLException {
        throw new UnsupportedOperationException();
    }

    /** A class of its own, so that slf4j starts up only once there is something to say. */
    private static final class Log {
        static final Logger LOG = LoggerFactory.getLogger(Logins.class);
    }
}
