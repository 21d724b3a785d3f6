package io.howdah.auth;

import io.howdah.error.GssErrors;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.sql.SQLException;
import java.util.Optional;
import javax.security.auth.Subject;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSCredential;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.GSSName;
import org.ietf.jgss.Oid;

/**
 * Our ticket, and the conversations it can begin. Kept with a session, whose cancel requests may come from a thread that
 * has no ticket itself. Safe for several threads.
 */
public final class KerberosLogin {
    private static final String KRB5 = "1.2.840.113554.1.2.2";
    private static final String SPNEGO = "1.3.6.1.5.5.2";

    private final KerberosPolicy policy;
    private final GSSManager manager;
    private final Oid krb5;
    private final Oid spnego;
    private final GSSCredential credential;

    private KerberosLogin(KerberosPolicy policy, Credentials credentials) throws SQLException, GSSException {
        this.policy = policy;
        manager = GSSManager.getInstance();
        krb5 = new Oid(KRB5);
        spnego = new Oid(SPNEGO);
        Optional<GSSCredential> callers = callersCredential();
        if (callers.isPresent()) {
            credential = callers.get();
        } else {
            credential = credentialOf(logIn(credentials));
        }
    }

    /**
     * Finds a ticket, or gets one. May ask the key distribution centre, if a JAAS entry has a password or a keytab.
     *
     * @param credentials for a JAAS entry that asks for name and password
     * @throws SQLException 28000 if there is no ticket; 08001 if the Java runtime has no Kerberos
     */
    public static KerberosLogin of(KerberosPolicy policy, Credentials credentials) throws SQLException {
        try {
            return new KerberosLogin(policy, credentials);
        } catch (GSSException e) {
            throw GssErrors.noTicket(e);
        } catch (LinkageError e) {
            throw GssErrors.noJgss(e);
        }
    }

    /** A conversation that proves both sides to each other. */
    public GssExchange prove(String host) throws SQLException {
        return begin(host, krb5, false);
    }

    /** The same, in the wrapping that Windows servers ask for. */
    public GssExchange negotiate(String host) throws SQLException {
        return begin(host, spnego, false);
    }

    /** A conversation that ends in keys, by which both sides can encrypt. */
    public GssExchange encrypt(String host) throws SQLException {
        return begin(host, krb5, true);
    }

    private GssExchange begin(String host, Oid mechanism, boolean encrypts) throws SQLException {
        String principal = policy.service() + "@" + host;
        try {
            GSSName server = manager.createName(principal, GSSName.NT_HOSTBASED_SERVICE);
            GSSContext context = manager.createContext(server, mechanism, credential, GSSContext.DEFAULT_LIFETIME);
            context.requestMutualAuth(true);
            context.requestCredDeleg(policy.delegation() == KerberosPolicy.Delegation.GRANTED);
            context.requestReplayDet(encrypts);
            context.requestSequenceDet(encrypts);
            context.requestConf(encrypts);
            context.requestInteg(true);
            return new GssExchange(context, principal, encrypts);
        } catch (GSSException e) {
            throw GssErrors.exchangeFailed(principal, e);
        }
    }

    /** The calling thread's, or whatever JGSS is set up to find; empty if that is nothing and we may log in ourselves. */
    private Optional<GSSCredential> callersCredential() throws GSSException {
        boolean mayLogIn = policy.source() == KerberosPolicy.Source.SUBJECT_OR_LOGIN;
        // Set to false, JGSS logs in by itself, and may ask for a password on the console.
        if (mayLogIn && "false".equals(System.getProperty("javax.security.auth.useSubjectCredsOnly"))) {
            return Optional.empty();
        }
        try {
            return Optional.of(createCredential());
        } catch (GSSException e) {
            if (mayLogIn) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private GSSCredential createCredential() throws GSSException {
        return manager.createCredential(
                null, GSSCredential.DEFAULT_LIFETIME, new Oid[] {krb5, spnego}, GSSCredential.INITIATE_ONLY);
    }

    private GSSCredential credentialOf(Subject owner) throws GSSException {
        try {
            return Subject.doAs(owner, (PrivilegedExceptionAction<GSSCredential>) this::createCredential);
        } catch (PrivilegedActionException e) {
            throw (GSSException) e.getException();
        }
    }

    private Subject logIn(Credentials credentials) throws SQLException {
        JaasEntry entry = JaasEntry.find(policy.jaasApplication());
        try {
            var login =
                    new LoginContext(entry.name(), new Subject(), new JaasPrompt(credentials), entry.configuration());
            login.login();
            return login.getSubject();
        } catch (LoginException e) {
            throw entry.isOurs() ? GssErrors.noTicket(e) : GssErrors.loginFailed(entry.name(), e);
        }
    }
}
