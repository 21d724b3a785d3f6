package io.howdah.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.howdah.config.ConnectionConfig.HostSpec;
import io.howdah.config.ConnectionConfig.KeepAliveProbes;
import io.howdah.config.ConnectionConfig.SocketSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdk.net.ExtendedSocketOptions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class DialerTest {
    /** A path of a Unix-domain socket has at most 107 bytes. */
    private static final String TOO_LONG =
            "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789";

    @Test
    void setsTheSocketAsConfigured() throws Exception {
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var host = new HostSpec("127.0.0.1", server.getLocalPort());
            Socket plain = connect(host, new SocketSettings(false, false, -1, -1, Optional.empty()));
            assertThat(plain.getTcpNoDelay()).isFalse();
            assertThat(plain.getKeepAlive()).isFalse();

            var settings = new SocketSettings(true, true, 40_000, 50_000, Optional.of("127.0.0.1"));
            Socket tuned = connect(host, settings);
            assertThat(tuned.getTcpNoDelay()).isTrue();
            assertThat(tuned.getKeepAlive()).isTrue();
            // Systems round up, and Linux doubles.
            assertThat(tuned.getSendBufferSize()).isBetween(40_000, 100_000);
            assertThat(tuned.getReceiveBufferSize()).isBetween(50_000, 120_000);
            assertThat(tuned.getLocalAddress().getHostAddress()).isEqualTo("127.0.0.1");
            plain.close();
            tuned.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"localhost, 10", "localhost, 0", "127.0.0.1, 10", "127.0.0.1, 0"})
    void findsAHostByNameAndByAddress(String name, int limitSeconds) throws Exception {
        try (var server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            var host = new HostSpec(name, server.getLocalPort());
            Dialer.connect(host, Pipe.SOCKET, Deadline.after(Duration.ofSeconds(limitSeconds)))
                    .close();
            server.accept().close();
        }
    }

    @Test
    void namesHostPortAndPhaseWhenNobodyListens() throws Exception {
        int port = unusedPort();
        assertThatThrownBy(() -> Dialer.connect(new HostSpec("localhost", port), Pipe.SOCKET, Pipe.soon()))
                .isInstanceOfSatisfying(SQLException.class, e -> {
                    assertThat(e.getSQLState()).isEqualTo("08001");
                    assertThat(e.getSuppressed()).isNotEmpty();
                    assertThat(e.getSuppressed()[0]).hasRootCauseInstanceOf(IOException.class);
                })
                .hasMessageContaining("localhost:" + port)
                .hasMessageContaining("TCP connect")
                .hasMessageContaining("127.0.0.1: Connection refused");
    }

    /** The first refuses, the second swallows packets or is unreachable, the third is the one. */
    @Test
    void triesEveryAddressInTurn() throws Exception {
        try (var server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            var host = new HostSpec("db.example", server.getLocalPort());
            var deadline = Deadline.after(Duration.ofSeconds(3));
            Dialer.connectAny(addresses("127.0.0.7", "192.0.2.1", "127.0.0.1"), host, Pipe.SOCKET, deadline)
                    .close();
            server.accept().close();
            assertThat(deadline.passed()).isFalse();
        }
    }

    @Test
    void tellsWhyEachAddressFailed() throws Exception {
        var host = new HostSpec("db.example", unusedPort());
        assertThatThrownBy(() -> Dialer.connectAny(addresses("127.0.0.7", "::1"), host, Pipe.SOCKET, Pipe.soon()))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSuppressed()).hasSize(2))
                .hasMessageContaining("db.example:" + host.port())
                .hasMessageContaining("127.0.0.7: ")
                .hasMessageContaining("0:0:0:0:0:0:0:1: ");
    }

    @ParameterizedTest
    @CsvSource({"10", "0"})
    void saysThatANameIsUnknown(int limitSeconds) {
        var deadline = Deadline.after(Duration.ofSeconds(limitSeconds));
        assertThatThrownBy(() -> Dialer.connect(new HostSpec("nobody.invalid", 5432), Pipe.SOCKET, deadline))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"))
                .hasMessageContaining("nobody.invalid:5432")
                .hasMessageContaining("DNS look-up");
    }

    @Test
    void saysThatTheLocalAddressIsWrong() throws Exception {
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var host = new HostSpec("127.0.0.1", server.getLocalPort());
            for (String local : new String[] {"nobody.invalid", "192.0.2.1"}) {
                var settings = new SocketSettings(true, true, -1, -1, Optional.of(local));
                assertThatThrownBy(() -> Dialer.connect(host, settings, Pipe.soon()))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("localSocketAddress " + local);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"/nowhere/at/all", "/tmp/" + TOO_LONG})
    void saysThatThereIsNoUnixSocket(String directory) {
        assertThatThrownBy(() -> Dialer.connect(new HostSpec(directory, 5432), Pipe.SOCKET, Pipe.soon()))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"))
                .hasMessageContaining(directory + "/.s.PGSQL.5432")
                .hasMessageContaining("Unix-domain socket connect");
    }

    @Test
    void setsTheTimesOfKeepalive() throws Exception {
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var probes = new KeepAliveProbes(30, 5, 4);
            var settings =
                    new SocketSettings(true, true, -1, -1, Optional.empty(), Optional.of(probes), Optional.empty());
            Socket socket = connect(new HostSpec("127.0.0.1", server.getLocalPort()), settings);
            Assumptions.assumeTrue(
                    socket.supportedOptions().contains(ExtendedSocketOptions.TCP_KEEPIDLE),
                    "Skipped: this system has no such options");
            assertThat(socket.getOption(ExtendedSocketOptions.TCP_KEEPIDLE)).isEqualTo(30);
            assertThat(socket.getOption(ExtendedSocketOptions.TCP_KEEPINTERVAL)).isEqualTo(5);
            assertThat(socket.getOption(ExtendedSocketOptions.TCP_KEEPCOUNT)).isEqualTo(4);
            socket.close();
        }
    }

    /** A queue that nobody empties: a connect that blocks would wait for ever. */
    @Test
    void waitsForRoomAtAUnixSocketNoLongerThanTheDeadline(@TempDir Path directory) throws Exception {
        var host = new HostSpec(directory.toString(), 5432);
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(host.socketPath()), 1);
            List<Transport> waiting = new ArrayList<>();
            SQLException error = catchThrowableOfType(SQLException.class, () -> {
                for (int i = 0; i < 50; i++) {
                    waiting.add(Dialer.connect(host, Pipe.SOCKET, Deadline.after(Duration.ofMillis(200))));
                }
            });
            assertThat(error.getMessage()).contains("no end of Unix-domain socket connect within 200 ms");
            server.accept().close();
            waiting.add(Dialer.connect(host, Pipe.SOCKET, Deadline.after(Duration.ofSeconds(5))));
            waiting.forEach(Transport::close);
        }
    }

    @Test
    void looksWhoIsAtTheOtherEndOfAUnixSocket(@TempDir Path directory) throws Exception {
        var host = new HostSpec(directory.toString(), 5432);
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(host.socketPath()));
            Dialer.connect(host, withPeer(System.getProperty("user.name")), Pipe.soon())
                    .close();
            assertThatThrownBy(() -> Dialer.connect(host, withPeer("somebody"), Pipe.soon()))
                    .hasMessageContaining("requirepeer demands that the server runs as somebody, and it runs as");
        }
    }

    private static SocketSettings withPeer(String user) {
        return new SocketSettings(true, true, -1, -1, Optional.empty(), Optional.empty(), Optional.of(user));
    }

    @Test
    void givesEachAddressOfANameAndNoneOfWhatIsOne() throws Exception {
        assertThat(Dialer.places(new HostSpec("localhost", 7), Pipe.soon()))
                .contains(new HostSpec("localhost", 7).at("127.0.0.1"));
        for (HostSpec one : List.of(
                new HostSpec("10.0.0.1", 7),
                new HostSpec("::1", 7),
                new HostSpec("/tmp", 7),
                new HostSpec("nobody.invalid", 7).at("10.0.0.1"))) {
            assertThat(Dialer.places(one, Pipe.soon())).containsExactly(one);
        }
    }

    /** An address of the range for documentation: packets to it get lost, or the system knows at once. */
    @Test
    void waitsForASilentAddressNoLongerThanTheDeadline() {
        long start = System.nanoTime();
        SQLException error = catchThrowableOfType(
                SQLException.class,
                () -> Dialer.connect(
                        new HostSpec("192.0.2.1", 5432), Pipe.SOCKET, Deadline.after(Duration.ofMillis(300))));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        assertThat(error.getMessage()).contains("192.0.2.1:5432").contains("TCP connect");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true",
        "::1, true",
        "fe80::1%eth0, true",
        "10.1, true",
        "localhost, false",
        "1.example, false",
        "my_db, false",
        "'', false",
    })
    void tellsAddressesFromNames(String host, boolean literal) {
        assertThat(HostLookup.isLiteral(host)).isEqualTo(literal);
    }

    private static Socket connect(HostSpec host, SocketSettings settings) throws SQLException {
        return ((SocketTransport) Dialer.connect(host, settings, Pipe.soon())).tcp();
    }

    private static InetAddress[] addresses(String... literals) throws IOException {
        var addresses = new InetAddress[literals.length];
        for (int i = 0; i < literals.length; i++) {
            addresses[i] = InetAddress.getByName(literals[i]);
        }
        return addresses;
    }

    private static int unusedPort() throws IOException {
        try (var server = new ServerSocket(0)) {
            return server.getLocalPort();
        }
    }
}
