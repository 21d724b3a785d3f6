package io.howdah.error;

import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;

/** What can go wrong on the way to an OAuth token. None of the messages holds one. */
public final class OAuthErrors {
    private OAuthErrors() {}

    public static SQLException noToken() {
        return new SQLInvalidAuthorizationSpecException(
                "The server asks for an OAuth token and none was given. Set the property oauthToken, give an"
                        + " oauthTokenProvider, or name who gives tokens (oauth_issuer and oauth_client_id)",
                SqlState.INVALID_AUTHORIZATION.code());
    }

    /** Whoever sees a token can use it. */
    public static SQLException unsafeLink() {
        return new SQLInvalidAuthorizationSpecException(
                "The server asks for an OAuth token, and over this link others could take it: it goes only to a server"
                        + " whose certificate was verified, or that is on this machine. Set sslmode=verify-full",
                SqlState.INVALID_AUTHORIZATION.code());
    }

    /** @param server host and port */
    public static SQLException providerFailed(String server, Throwable cause) {
        return SqlErrors.withCause(
                new SQLInvalidAuthorizationSpecException(
                        "The oauthTokenProvider has no token for " + server + ": " + SqlErrors.reason(cause),
                        SqlState.INVALID_AUTHORIZATION.code()),
                cause);
    }

    public static SQLException providerGaveNull(String server) {
        return new SQLInvalidAuthorizationSpecException(
                "The oauthTokenProvider returned null for " + server, SqlState.INVALID_AUTHORIZATION.code());
    }

    /** An issuer or a server says something that it must not, or that we cannot trust. */
    public static SQLException untrusted(String what) {
        return new SQLNonTransientConnectionException(
                "The OAuth login is broken off: " + what, SqlState.CONNECTION_REJECTED.code());
    }

    public static SQLException badIssuer(String why) {
        return SqlErrors.badConfiguration("Property oauth_issuer " + why);
    }

    /** @param what such as {@code the discovery document} */
    public static SQLException issuerUnreachable(String issuer, String what, Throwable cause) {
        return SqlErrors.withCause(
                new SQLTransientConnectionException(
                        "The OAuth issuer " + issuer + " cannot be asked for " + what + ": " + SqlErrors.reason(cause),
                        SqlState.CONNECTION_REFUSED.code()),
                cause);
    }

    /** @param error the issuer's code and description, printable */
    public static SQLException issuerRefused(String issuer, String error) {
        return new SQLInvalidAuthorizationSpecException(
                "The OAuth issuer " + issuer + " gives no token: " + error, SqlState.INVALID_AUTHORIZATION.code());
    }

    public static SQLException loginTimedOut(String issuer, Duration limit) {
        return new SQLTransientConnectionException(
                "Nobody logged in at the OAuth issuer " + issuer + " within " + SqlErrors.text(limit)
                        + " (the issuer's limit, or property oauthTimeout)",
                SqlState.CONNECTION_REFUSED.code());
    }

    public static SQLException interrupted(String issuer) {
        return new SQLTransientConnectionException(
                "The thread was interrupted while it waited for a login at the OAuth issuer " + issuer,
                SqlState.CONNECTION_REFUSED.code());
    }

    /** The runtime image lacks a module. */
    public static SQLException noHttp(LinkageError cause) {
        return SqlErrors.withCause(
                new SQLNonTransientConnectionException(
                        "This Java runtime has no HTTP client: add the module java.net.http to it (--add-modules, or"
                                + " jlink), or give an oauthTokenProvider",
                        SqlState.CONNECTION_REFUSED.code()),
                cause);
    }
}
