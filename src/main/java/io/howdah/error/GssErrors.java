package io.howdah.error;

import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;

/** What can go wrong with Kerberos (GSSAPI). */
public final class GssErrors {
    private GssErrors() {}

    /** Nobody has a ticket that could be shown. */
    public static SQLException noTicket(Throwable cause) {
        return SqlErrors.withCause(
                new SQLInvalidAuthorizationSpecException(
                        "There is no Kerberos ticket to log in with: " + SqlErrors.reason(cause)
                                + ". Get one (kinit), name a JAAS entry that does (property jaasApplicationName), or"
                                + " connect as a Subject that has one",
                        SqlState.INVALID_AUTHORIZATION.code()),
                cause);
    }

    public static SQLException loginFailed(String jaasApplication, Throwable cause) {
        return SqlErrors.withCause(
                new SQLInvalidAuthorizationSpecException(
                        "The Kerberos login by the JAAS entry " + jaasApplication + " failed: "
                                + SqlErrors.reason(cause),
                        SqlState.INVALID_AUTHORIZATION.code()),
                cause);
    }

    public static SQLException noSuchJaasEntry(String jaasApplication) {
        return SqlErrors.badConfiguration("The JAAS configuration has no entry " + jaasApplication
                + " (property jaasApplicationName; the file is named by java.security.auth.login.config)");
    }

    /** @param principal the server's, as we asked for it: {@code postgres@host} */
    public static SQLException exchangeFailed(String principal, Throwable cause) {
        return SqlErrors.withCause(
                new SQLInvalidAuthorizationSpecException(
                        "Kerberos (GSSAPI) with " + principal + " failed: " + SqlErrors.reason(cause)
                                + ". The server's principal is made of the properties kerberosServerName and host",
                        SqlState.INVALID_AUTHORIZATION.code()),
                cause);
    }

    public static SQLException timedOut(String principal, Duration limit) {
        return new SQLTransientConnectionException(
                "No end of Kerberos (GSSAPI) with " + principal + " within " + SqlErrors.text(limit)
                        + " (property connectTimeout). The key distribution centre may be out of reach",
                SqlState.CONNECTION_REFUSED.code());
    }

    /** The mechanism came to less than was asked for. */
    public static SQLException tooLittle(String principal, String missing) {
        return new SQLInvalidAuthorizationSpecException(
                "Kerberos (GSSAPI) with " + principal + " came to no " + missing,
                SqlState.INVALID_AUTHORIZATION.code());
    }

    /** The runtime image lacks the modules that Kerberos needs. */
    public static SQLException noJgss(LinkageError cause) {
        return SqlErrors.withCause(
                new SQLNonTransientConnectionException(
                        "This Java runtime has no Kerberos: add the modules java.security.jgss and jdk.security.auth"
                                + " to it (--add-modules, or jlink)",
                        SqlState.CONNECTION_REFUSED.code()),
                cause);
    }

    public static SQLException encryptionRefused(String host, int port) {
        return new SQLNonTransientConnectionException(
                SqlErrors.endpoint(host, port) + " does not encrypt by GSSAPI, and gssEncMode=require demands it",
                SqlState.CONNECTION_REJECTED.code());
    }

    public static SQLException notOverUnixSockets(String host, int port) {
        return SqlErrors.badConfiguration("gssEncMode=require cannot be met over the Unix-domain socket "
                + SqlErrors.endpoint(host, port) + ": PostgreSQL does not encrypt there");
    }

    /** The server kept the byte to itself that says whether it encrypts by GSSAPI. */
    public static SQLException answerTimedOut(String host, int port, Duration limit) {
        return new SQLTransientConnectionException(
                "Cannot connect to " + SqlErrors.endpoint(host, port) + ": no answer to the request for GSSAPI within "
                        + SqlErrors.text(limit)
                        + " (property gssResponseTimeout, or connectTimeout if that is shorter)",
                SqlState.CONNECTION_REFUSED.code());
    }
}
