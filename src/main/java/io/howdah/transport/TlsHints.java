package io.howdah.transport;

import io.howdah.config.TlsSettings;
import java.net.SocketException;
import javax.net.ssl.SSLException;

/**
 * What would help against a failure of TLS. All that is known of it is JSSE's text: the name of the alert that the server
 * ended with (RFC 8446, 6.2), which JSSE does not translate.
 */
public final class TlsHints {
    private static final String ALERT = "fatal alert: ";

    private TlsHints() {}

    /**
     * Also for a failed read later: under TLS 1.3 a server judges the client's certificate when the client believes the
     * handshake done.
     *
     * @return a sentence, or empty if nothing is known
     */
    public static String of(Exception failure, TlsSettings settings) {
        String message = String.valueOf(failure.getMessage());
        int alert = message.indexOf(ALERT);
        if (alert >= 0) {
            return ofAlert(message.substring(alert + ALERT.length()), settings);
        }
        if (settings.direct() && failure instanceof SSLException) {
            return "Servers before 17 have no TLS from the first byte: leave sslNegotiation=direct out there";
        }
        if (failure instanceof SocketException
                && (settings.certificate().isPresent() || settings.key().isPresent())) {
            // Its alert was lost: it hung up while we were still writing.
            return "The server hung up, and may not accept the client's certificate (sslcert): its log tells";
        }
        return "";
    }

    private static String ofAlert(String alert, TlsSettings settings) {
        return switch (alert) {
            case "certificate_required" ->
                "The server demands a certificate of the client: give sslcert and sslkey, or"
                        + " ~/.postgresql/postgresql.crt and .key";
            case "unknown_ca", "bad_certificate", "certificate_unknown", "unsupported_certificate", "access_denied" ->
                "The server does not accept the client's certificate (sslcert): its authority must be in the server's"
                        + " ssl_ca_file";
            case "certificate_expired", "certificate_revoked" ->
                "The client's certificate (sslcert) is expired or revoked, says the server";
            case "protocol_version" ->
                "The server speaks none of " + String.join(", ", settings.protocols())
                        + " (ssl_min_protocol_version, ssl_max_protocol_version)";
            case "unrecognized_name" ->
                "The server, or a proxy in front of it, does not know the host by this name; sslsni=0 does not tell it";
            case "no_application_protocol" -> "What is there speaks TLS, but not PostgreSQL's protocol in it";
            case "handshake_failure", "insufficient_security" ->
                "There may be no cipher suite that both sides allow, or the server demands a certificate of the client"
                        + " (sslcert)";
            default -> "";
        };
    }
}
