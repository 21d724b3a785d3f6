package io.howdah.connect;

import io.howdah.auth.GssExchange;
import io.howdah.auth.KerberosLogin;
import io.howdah.config.ConnectionConfig;
import io.howdah.config.ConnectionConfig.HostSpec;
import io.howdah.config.GssSettings;
import io.howdah.error.GssErrors;
import io.howdah.error.SqlErrors;
import io.howdah.transport.Deadline;
import io.howdah.transport.GssTransport;
import io.howdah.transport.Transport;
import io.howdah.wire.ByteWriter;
import io.howdah.wire.Frontend;
import io.howdah.wire.ProtocolException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Asks for encryption by GSSAPI on a connection that is fresh, and sets it up.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-GSSAPI">GSSAPI Session
 *     Encryption</a>
 */
final class GssNegotiation {
    /** With its length word; longer than any packet afterwards, for tickets with much in them. */
    private static final int LARGEST_TOKEN = 64 * 1024;

    private static final int HEADER = Integer.BYTES;

    private final Transport transport;
    private final HostSpec host;
    private final Deadline deadline;

    private GssNegotiation(Transport transport, HostSpec host, Deadline deadline) {
        this.transport = transport;
        this.host = host;
        this.deadline = deadline;
    }

    /**
     * Whether the server agrees. If not, the connection is to be used as it is.
     *
     * @throws IOException if the server answers with an error, as those before 12 do, or hangs up
     */
    static boolean ask(Transport transport, HostSpec host, ConnectionConfig config, Deadline deadline)
            throws SQLException, IOException {
        var request = new ByteWriter(8);
        Frontend.gssEncRequest(request);
        transport.write(request.bytes(), 0, request.size());
        // One byte and no more: what comes behind it belongs to the handshake, or is an attack.
        byte[] answer = new byte[1];
        Deadline soon = deadline.earlier(Deadline.after(GssSettings.of(config).response()));
        int count = transport.read(answer, 0, 1, soon);
        if (count == Transport.TIMED_OUT) {
            throw GssErrors.answerTimedOut(host.host(), host.port(), soon.limit());
        }
        if (count == Transport.END_OF_STREAM) {
            throw new EOFException("the server closed the connection when asked for GSSAPI");
        }
        return switch (answer[0]) {
            case 'G' -> {
                // The client speaks first. What is there already somebody slipped in.
                if (transport.available() > 0) {
                    throw new ProtocolException("bytes came behind its answer to the request for GSSAPI");
                }
                yield true;
            }
            case 'N' -> false;
            // Its text is not shown: anybody could have sent it.
            case 'E' -> throw new IOException("the server answered the request for GSSAPI with an error");
            default ->
                throw new ProtocolException(
                        "it answered the request for GSSAPI with 0x" + Integer.toHexString(answer[0] & 0xFF));
        };
    }

    /**
     * The handshake, to which the server has agreed.
     *
     * @param transport not to be used any more; the caller closes it if this fails
     */
    static Transport encrypt(Transport transport, HostSpec host, KerberosLogin login, Deadline deadline)
            throws SQLException, IOException {
        GssExchange exchange = login.encrypt(host.host());
        new GssNegotiation(transport, host, deadline).exchange(exchange);
        return GssTransport.over(transport, exchange.context());
    }

    private void exchange(GssExchange exchange) throws SQLException, IOException {
        Optional<byte[]> token = KerberosStep.answer(exchange, new byte[0], deadline);
        while (true) {
            if (token.isPresent()) {
                byte[] bytes = token.get();
                byte[] packet = ByteBuffer.allocate(HEADER + bytes.length)
                        .putInt(bytes.length)
                        .put(bytes)
                        .array();
                transport.write(packet, 0, packet.length);
            }
            if (exchange.established()) {
                return;
            }
            token = KerberosStep.answer(exchange, receive(), deadline);
        }
    }

    private byte[] receive() throws SQLException, IOException {
        ByteBuffer header = read(HEADER);
        if (header.get(0) == 'E') {
            // Its text is not shown: anybody could have sent it.
            throw new IOException("the server broke off the GSSAPI handshake with an error");
        }
        int length = header.getInt(0);
        if (length <= 0 || length > LARGEST_TOKEN - HEADER) {
            throw new ProtocolException("its GSSAPI token claims " + Integer.toUnsignedString(length) + " bytes");
        }
        return read(length).array();
    }

    private ByteBuffer read(int length) throws SQLException, IOException {
        byte[] bytes = new byte[length];
        int filled = 0;
        while (filled < length) {
            int count =
                    deadline.passed() ? Transport.TIMED_OUT : transport.read(bytes, filled, length - filled, deadline);
            if (count == Transport.TIMED_OUT) {
                throw SqlErrors.connectTimedOut(host.host(), host.port(), "GSSAPI handshake", deadline.limit());
            }
            if (count == Transport.END_OF_STREAM) {
                throw new EOFException("the server closed the connection in the GSSAPI handshake");
            }
            filled += count;
        }
        return ByteBuffer.wrap(bytes);
    }
}
