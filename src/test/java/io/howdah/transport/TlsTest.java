package io.howdah.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.config.ConnectionConfig.HostSpec;
import io.howdah.transport.Pipe.StreamPeer;
import java.io.IOException;
import java.net.Socket;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TlsTest {
    private static final HostSpec HOST = new HostSpec("db.example", 5432);

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void tellsWhatTheHandshakeCameTo(String protocol) throws Exception {
        var seen = handshake(HOST, server -> server.setEnabledProtocols(new String[] {protocol}));
        assertThat(seen.client.protocol()).isEqualTo(protocol);
        assertThat(seen.client.cipherSuite()).startsWith("TLS_");
        assertThat(seen.client.applicationProtocol()).isEmpty();
        assertThat(seen.client.serverCertificate()).isEqualTo(Pipe.CERTIFICATE);
    }

    @Test
    void offersThePostgresqlApplicationProtocol() throws Exception {
        var offered = new AtomicReference<List<String>>();
        var seen = handshake(
                HOST,
                server -> server.setHandshakeApplicationProtocolSelector((socket, protocols) -> {
                    offered.set(protocols);
                    return "postgresql";
                }));
        assertThat(offered.get()).containsExactly("postgresql");
        assertThat(seen.client.applicationProtocol()).isEqualTo("postgresql");
    }

    @ParameterizedTest
    @CsvSource({
        "db.example, db.example",
        "localhost, localhost",
        "db.example., db.example",
        "my_db,",
        "bücher.example, xn--bcher-kva.example",
        "127.0.0.1,",
        "::1,",
        "a..b,",
    })
    void namesTheHostButNoAddress(String host, String name) throws Exception {
        var seen = handshake(new HostSpec(host, 5432), server -> {});
        var names = seen.server.getRequestedServerNames().stream()
                .map(n -> ((SNIHostName) n).getAsciiName())
                .toList();
        assertThat(names).isEqualTo(Stream.ofNullable(name).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.1", "TLSv1"})
    void speaksNothingOlderThanTls12(String protocol) throws Exception {
        assertThatThrownBy(() -> handshake(HOST, server -> server.setEnabledProtocols(new String[] {protocol})))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("TLS with db.example:5432 failed");
    }

    /** What an attacker appends to the server's "S", to be taken as the server's words later. */
    @Test
    void failsOnBytesThatAreNotEncrypted() throws Exception {
        fails(socket -> socket.getOutputStream().write(new byte[] {'R', 0, 0, 0, 8, 0, 0, 0, 0}));
    }

    @Test
    void failsWhenTheServerHangsUp() throws Exception {
        fails(Socket::close);
    }

    private static void fails(SocketAction action) throws Exception {
        try (var pipe = Pipe.tcp()) {
            action.on(((StreamPeer) pipe.peer()).socket());
            assertThatThrownBy(() -> Tls.upgrade(pipe.client(), HOST, Pipe.context(), Pipe.soon()))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"))
                    .hasMessageContaining("TLS with db.example:5432 failed");
            assertThatThrownBy(() -> pipe.client().write(new byte[1], 0, 1)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void waitsForASilentPeerNoLongerThanTheDeadline() throws Exception {
        timesOut(socket -> {});
    }

    /** A record that never gets complete: every single read of the socket is quick. */
    @Test
    void waitsForADribblingPeerNoLongerThanTheDeadline() throws Exception {
        timesOut(socket -> {
            var out = socket.getOutputStream();
            out.write(new byte[] {22, 3, 3, 0x40, 0});
            while (true) {
                out.write(2);
                LockSupport.parkNanos(100_000);
            }
        });
    }

    /** Complete records without end: the handshake never makes progress, though each of them is read at once. */
    @Test
    void waitsForAChatteringPeerNoLongerThanTheDeadline() throws Exception {
        timesOut(socket -> {
            var out = socket.getOutputStream();
            // A ServerHello of 16 MiB less one, in records of one byte each.
            out.write(new byte[] {22, 3, 3, 0, 4, 2, (byte) 0, 0x70, 0});
            while (true) {
                out.write(new byte[] {22, 3, 3, 0, 1, 0});
                LockSupport.parkNanos(100_000);
            }
        });
    }

    private static void timesOut(SocketAction peer) throws Exception {
        try (var pipe = Pipe.tcp()) {
            var thread = CompletableFuture.runAsync(
                    () -> Pipe.unchecked(() -> peer.on(((StreamPeer) pipe.peer()).socket())));
            long start = System.nanoTime();
            assertThatThrownBy(() ->
                            Tls.upgrade(pipe.client(), HOST, Pipe.context(), Deadline.after(Duration.ofMillis(400))))
                    .isInstanceOf(SQLTransientConnectionException.class)
                    .hasMessageContaining("db.example:5432")
                    .hasMessageContaining("TLS handshake")
                    .hasMessageContaining("400 ms");
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(399), Duration.ofMillis(1_500));
            assertThatThrownBy(() -> pipe.client().write(new byte[1], 0, 1)).isInstanceOf(IOException.class);
            pipe.client().close();
            pipe.peer().close();
            thread.exceptionally(failure -> null).join();
        }
    }

    @Test
    void isNotForUnixSockets() throws Exception {
        try (var pipe = Pipe.Kind.UNIX.open()) {
            assertThatThrownBy(() -> Tls.upgrade(pipe.client(), HOST, Pipe.context(), Pipe.soon()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private interface SocketAction {
        void on(Socket socket) throws IOException;
    }

    private interface ServerSetup {
        void on(SSLSocket server);
    }

    /** What both sides know afterwards. */
    private record Seen(TlsSession client, ExtendedSSLSession server) {}

    private static Seen handshake(HostSpec host, ServerSetup setup) throws Exception {
        try (var pipe = Pipe.tcp()) {
            var server = Pipe.serverTls(((StreamPeer) pipe.peer()).socket());
            setup.on(server);
            var thread = CompletableFuture.runAsync(() -> Pipe.unchecked(() -> {
                try (server) {
                    server.startHandshake();
                    // TLS 1.3: the client's last words are read, or closing would reset the connection under it.
                    server.getInputStream().read();
                }
            }));
            var secured = Tls.upgrade(pipe.client(), host, Pipe.context(), Pipe.soon());
            var session = secured.tls().orElseThrow();
            secured.write(new byte[1], 0, 1);
            thread.join();
            return new Seen(session, (ExtendedSSLSession) server.getSession());
        }
    }
}
