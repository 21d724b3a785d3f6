package io.howdah.connect;

import io.howdah.config.ConnectionConfig;
import io.howdah.config.ConnectionConfig.HostSpec;
import io.howdah.error.SqlErrors;
import io.howdah.transport.Deadline;
import io.howdah.transport.Tls;
import io.howdah.transport.Transport;
import io.howdah.wire.ByteWriter;
import io.howdah.wire.Frontend;
import java.io.EOFException;
import java.io.IOException;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for TLS on a connection that is fresh: SSLRequest, its answer of one byte, the handshake.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-SSL">SSL Session Encryption</a>
 */
final class TlsNegotiation {
    private static final Logger LOG = LoggerFactory.getLogger(TlsNegotiation.class);

    private TlsNegotiation() {}

    /** Returns what to use from now on: the connection itself, where the server has no TLS and need not have it. */
    static Transport secure(
            Transport transport, HostSpec host, ConnectionConfig config, Encryption encryption, Deadline deadline)
            throws SQLException, IOException {
        var request = new ByteWriter(8);
        Frontend.sslRequest(request);
        transport.write(request.bytes(), 0, request.size());
        // One byte and no more: what comes behind it belongs to the handshake, or is an attack.
        byte[] answer = new byte[1];
        Deadline soon = deadline.earlier(Deadline.after(config.timeouts().sslResponse()));
        int count = transport.read(answer, 0, 1, soon);
        if (count == Transport.TIMED_OUT) {
            throw SqlErrors.connectTimedOut(host.host(), host.port(), "answer to the request for TLS", soon.limit());
        }
        if (count == Transport.END_OF_STREAM) {
            throw new EOFException("the server closed the connection when asked for TLS");
        }
        switch (answer[0]) {
            case 'S' -> {
                return handshake(transport, host, config, deadline);
            }
            case 'N' -> {
                if (encryption == Encryption.TLS) {
                    throw SqlErrors.tlsRefused(
                            host.host(), host.port(), config.tls().mode().value());
                }
                if (!transport.isLocal()) {
                    LOG.info("{} has no TLS: with sslmode=prefer the session goes on unencrypted", host);
                }
                return transport;
            }
            // Its text is not shown: anybody could have sent it.
            case 'E' -> throw new IOException("the server answered the request for TLS with an error");
            default ->
                throw SqlErrors.notPostgres(
                        host.host(),
                        host.port(),
                        "it answered the request for TLS with the byte 0x" + Integer.toHexString(answer[0] & 0xFF));
        }
    }

    private static Transport handshake(Transport transport, HostSpec host, ConnectionConfig config, Deadline deadline)
            throws HandshakeFailure {
        try {
            return Tls.upgrade(transport, host, config.tls(), deadline);
        } catch (SQLException e) {
            throw HandshakeFailure.of(e);
        }
    }
}
