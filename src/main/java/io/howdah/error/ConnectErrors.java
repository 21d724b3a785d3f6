package io.howdah.error;

import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.stream.Collectors;

/** What can go wrong in choosing a server and in finding what proves us to it. */
public final class ConnectErrors {
    private ConnectErrors() {}

    /**
     * Nobody will do.
     *
     * @param failures one for each host or address, in the order in which they were tried; at least two
     * @param what that was tried: hosts or addresses
     */
    public static SQLException noneConnects(List<SQLException> failures, String what) {
        String text = "None of " + failures.size() + " " + what + " could be connected to: "
                + failures.stream().map(SQLException::getMessage).collect(Collectors.joining("; "));
        String state = failures.get(failures.size() - 1).getSQLState();
        // One that may be back soon is reason enough to try again.
        SQLException error = failures.stream().anyMatch(SQLTransientConnectionException.class::isInstance)
                ? new SQLTransientConnectionException(text, state)
                : new SQLNonTransientConnectionException(text, state);
        failures.forEach(error::addSuppressed);
        return error;
    }

    /**
     * A server that is there and of another kind. Transient: roles change.
     *
     * @param is such as "a standby"
     */
    public static SQLException wrongRole(String server, String is, String wanted) {
        return new SQLTransientConnectionException(
                server + " is " + is + ", and targetServerType=" + wanted + " wants another",
                SqlState.CONNECTION_REFUSED.code());
    }

    /** Nothing was tried, since the time was up before. */
    public static SQLException noTimeLeft(String server) {
        return new SQLTransientConnectionException(
                server + " was not tried: the time was up (property connectTimeout)",
                SqlState.CONNECTION_REFUSED.code());
    }

    /** The user's own provider of credentials failed. */
    public static SQLException credentialsProviderFailed(String server, Throwable cause) {
        String reason = cause.getMessage() == null ? cause.getClass().getName() : cause.getMessage();
        return new SQLInvalidAuthorizationSpecException(
                "The credentials provider gave nothing for " + server + ": " + reason,
                SqlState.INVALID_AUTHORIZATION.code(),
                cause);
    }

    /** The user's own provider of credentials has those of another user only. */
    public static SQLException otherUser(String asked, String given) {
        return new SQLInvalidAuthorizationSpecException(
                "the call asks for user " + asked + ", and the provider logs in as " + given,
                SqlState.INVALID_AUTHORIZATION.code());
    }

    /** Attached to the server's refusal of a password that nobody remembers to have given. */
    public static SQLException passwordCameFrom(String file) {
        return new SQLInvalidAuthorizationSpecException(
                "The password was taken from the file " + file, SqlState.INVALID_PASSWORD.code());
    }

    /** What reads like a setter or builder and cannot hold that. */
    public static IllegalArgumentException badProperty(SQLException why) {
        return new IllegalArgumentException(why.getMessage(), why);
    }
}
