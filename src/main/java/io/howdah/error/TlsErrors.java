package io.howdah.error;

import static io.howdah.error.SqlErrors.endpoint;
import static io.howdah.error.SqlErrors.reason;
import static io.howdah.error.SqlErrors.text;
import static io.howdah.error.SqlErrors.withCause;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;

/** What goes wrong with TLS: a part of the catalogue that {@link SqlErrors} is. */
public final class TlsErrors {
    private TlsErrors() {}

    // ---- on this side

    /** @param what a sentence that names the property */
    public static SQLException unusableFile(String what, Throwable cause) {
        return withCause(new SQLNonTransientConnectionException(what, SqlState.CONNECTION_REFUSED.code()), cause);
    }

    /** The JVM cannot do what the settings ask for. */
    public static SQLException notPossible(String what, Throwable cause) {
        return withCause(
                new SQLNonTransientConnectionException(
                        "TLS as the properties want it is not possible in this JVM: " + what,
                        SqlState.CONNECTION_REFUSED.code()),
                cause);
    }

    // ---- with the server

    /** The server kept the byte to itself that says whether it does TLS. */
    public static SQLException answerTimedOut(String host, int port, Duration limit) {
        return new SQLTransientConnectionException(
                "Cannot connect to " + endpoint(host, port) + ": no answer to the request for TLS within " + text(limit)
                        + " (property sslResponseTimeout, or connectTimeout if that is shorter)",
                SqlState.CONNECTION_REFUSED.code());
    }

    /** @param demand the property that wants TLS, and its value */
    public static SQLException refused(String host, int port, String demand) {
        return new SQLNonTransientConnectionException(
                endpoint(host, port) + " does not support TLS, and " + demand + " demands it",
                SqlState.CONNECTION_REJECTED.code());
    }

    /** Somebody said something in the clear where only the handshake may follow. */
    public static SQLException plainBytes(String host, int port) {
        return new SQLNonTransientConnectionException(
                "Bytes that are not encrypted came from " + endpoint(host, port)
                        + " before the TLS handshake. No PostgreSQL server sends any: somebody in between may have put"
                        + " them there",
                SqlState.PROTOCOL_VIOLATION.code());
    }

    /** @param hint a sentence to go behind the reason, or empty */
    public static SQLException failed(String host, int port, Throwable cause, String hint) {
        return withCause(
                new SQLNonTransientConnectionException(
                        "TLS with " + endpoint(host, port) + " failed: " + reason(cause)
                                + (hint.isEmpty() ? "" : ". " + hint),
                        SqlState.CONNECTION_REFUSED.code()),
                cause);
    }

    /** @param why what is wrong with it and what would help */
    public static SQLException certificateRefused(String host, int port, String why, Throwable cause) {
        return withCause(
                new SQLNonTransientConnectionException(
                        "The certificate of " + endpoint(host, port) + " is not accepted: " + why,
                        SqlState.CONNECTION_REFUSED.code()),
                cause);
    }

    /** @param chosen the application protocol that the server chose; empty for none */
    public static SQLException notDirect(String host, int port, String chosen) {
        return new SQLNonTransientConnectionException(
                endpoint(host, port) + " speaks TLS, but did not choose the protocol \"postgresql\" in it ("
                        + (chosen.isEmpty() ? "none was chosen" : "it chose another")
                        + "), which sslNegotiation=direct demands. Leave that out unless the server is 17 or later",
                SqlState.PROTOCOL_VIOLATION.code());
    }

    /** The server did not ask for the certificate that {@code sslcertmode=require} wants to show. */
    public static SQLException certificateNotWanted(String host, int port) {
        return new SQLNonTransientConnectionException(
                endpoint(host, port) + " did not take a certificate of the client, and sslcertmode=require demands it."
                        + " A server asks for one where its ssl_ca_file is set",
                SqlState.CONNECTION_REJECTED.code());
    }
}
