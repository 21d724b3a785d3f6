package io.howdah.connect;

import io.howdah.config.ConnectionConfig;
import io.howdah.config.ConnectionConfig.ChannelBinding;
import io.howdah.config.ConnectionConfig.HostSpec;
import io.howdah.error.TlsErrors;
import io.howdah.transport.Deadline;
import io.howdah.transport.Transport;
import io.howdah.wire.ByteWriter;
import io.howdah.wire.Frontend;
import io.howdah.wire.ProtocolException;
import java.io.EOFException;
import java.io.IOException;
import java.sql.SQLException;

/**
 * Agrees on TLS on a connection that is fresh: SSLRequest and its answer of one byte, or nothing where TLS comes first
 * ({@code sslNegotiation=direct}).
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-SSL">SSL Session Encryption</a>
 */
final class TlsNegotiation {
    private TlsNegotiation() {}

    /**
     * Whether the handshake is to begin. False where the server has no TLS and need not have it: the connection is then to
     * be used as it is.
     */
    static boolean agree(
            Transport transport, HostSpec host, ConnectionConfig config, Encryption encryption, Deadline deadline)
            throws SQLException, IOException {
        if (config.tls().direct()) {
            return true;
        }
        var request = new ByteWriter(8);
        Frontend.sslRequest(request);
        transport.write(request.bytes(), 0, request.size());
        // One byte and no more: what comes behind it belongs to the handshake, or is an attack.
        byte[] answer = new byte[1];
        Deadline soon = deadline.earlier(Deadline.after(config.timeouts().sslResponse()));
        int count = transport.read(answer, 0, 1, soon);
        if (count == Transport.TIMED_OUT) {
            throw TlsErrors.answerTimedOut(host.host(), host.port(), soon.limit());
        }
        if (count == Transport.END_OF_STREAM) {
            throw new EOFException("the server closed the connection when asked for TLS");
        }
        return switch (answer[0]) {
            case 'S' -> {
                // The client speaks first in TLS. What is there already would be taken for the server's words later,
                // and
                // what comes from now on the handshake fails on.
                if (transport.available() > 0) {
                    throw TlsErrors.plainBytes(host.host(), host.port());
                }
                yield true;
            }
            case 'N' -> {
                if (encryption == Encryption.TLS) {
                    throw TlsErrors.refused(host.host(), host.port(), demand(config));
                }
                yield false;
            }
            // Its text is not shown: anybody could have sent it.
            case 'E' -> throw new IOException("the server answered the request for TLS with an error");
            default -> throw new ProtocolException("it answered the request for TLS with " + printable(answer[0]));
        };
    }

    /** What does not do without TLS: a property, or what was begun over TLS. */
    private static String demand(ConnectionConfig config) {
        if (config.tls().mode().demandsTls()) {
            return "sslmode=" + config.tls().mode().value();
        }
        return config.auth().channelBinding() == ChannelBinding.REQUIRE
                ? "channelBinding=require"
                : "a session over TLS";
    }

    private static String printable(byte answer) {
        return answer > ' ' && answer < 127 ? "'" + (char) answer + "'" : "0x" + Integer.toHexString(answer & 0xFF);
    }
}
