package io.howdah.connect;

import io.howdah.auth.KerberosLogin;
import io.howdah.config.ConnectionConfig;
import io.howdah.config.ConnectionConfig.HostSpec;
import io.howdah.error.GssErrors;
import io.howdah.session.CancelRequests;
import io.howdah.session.UnacknowledgedCancelException;
import io.howdah.tls.TlsContext;
import io.howdah.transport.Deadline;
import io.howdah.transport.Tls;
import io.howdah.transport.Transport;
import io.howdah.wire.ByteWriter;
import io.howdah.wire.Frontend;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The second connection that a CancelRequest needs: to the address of the session, and encrypted if the session is.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-CANCELING-REQUESTS">Canceling
 *     Requests in Progress</a>
 */
final class CancelConnection implements CancelRequests {
    private final Transport session;
    private final HostSpec host;
    private final ConnectionConfig config;
    private final Optional<KerberosLogin> ticket;

    /** @param ticket for a session that GSSAPI encrypts; empty for others */
    CancelConnection(Transport session, HostSpec host, ConnectionConfig config, Optional<KerberosLogin> ticket) {
        this.session = session;
        this.host = host;
        this.config = config;
        this.ticket = ticket;
    }

    @Override
    public void send(int processId, byte[] key) throws IOException {
        Deadline deadline = Deadline.after(config.timeouts().cancelSignal());
        Transport transport = session.redial(deadline);
        try {
            if (ticket.isPresent()) {
                if (!GssNegotiation.ask(transport, host, config, deadline)) {
                    throw GssErrors.encryptionRefused(host.host(), host.port());
                }
                transport = GssNegotiation.encrypt(transport, host, ticket.get(), deadline);
            } else if (session.tls().isPresent()) {
                TlsNegotiation.agree(transport, host, config, Encryption.TLS, deadline);
                transport = Tls.upgrade(transport, host, TlsContext.of(config.tls()), deadline);
            }
            var request = new ByteWriter(64);
            Frontend.cancelRequest(request, processId, key);
            transport.write(request.bytes(), 0, request.size());
            awaitClose(transport, deadline);
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        } finally {
            transport.close();
        }
    }

    /** The server closes when the signal is out; before that a cancel could still arrive late. */
    private static void awaitClose(Transport transport, Deadline deadline) throws UnacknowledgedCancelException {
        byte[] nothing = new byte[64];
        int count;
        try {
            count = transport.read(nothing, 0, nothing.length, deadline);
        } catch (IOException e) {
            throw new UnacknowledgedCancelException("the server did not acknowledge it: " + e.getMessage(), e);
        }
        if (count == Transport.TIMED_OUT) {
            throw new UnacknowledgedCancelException("the server did not acknowledge it in time");
        }
    }
}
