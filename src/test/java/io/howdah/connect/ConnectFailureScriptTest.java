package io.howdah.connect;

import static io.howdah.peer.BackendMessages.authentication;
import static io.howdah.peer.BackendMessages.authenticationCleartextPassword;
import static io.howdah.peer.BackendMessages.authenticationMd5Password;
import static io.howdah.peer.BackendMessages.authenticationOk;
import static io.howdah.peer.BackendMessages.authenticationSasl;
import static io.howdah.peer.BackendMessages.commandComplete;
import static io.howdah.peer.BackendMessages.errorResponse;
import static io.howdah.peer.BackendMessages.messageClaiming;
import static io.howdah.peer.BackendMessages.noticeResponse;
import static io.howdah.peer.BackendMessages.parameterStatus;
import static io.howdah.peer.BackendMessages.readyForQuery;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import io.howdah.api.PostgresException;
import io.howdah.peer.Conversation;
import io.howdah.peer.ScriptedPeer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectFailureScriptTest {
    private static final String NO_POSTGRES = " does not answer like a PostgreSQL server: ";

    /** Answers to the StartupMessage that no PostgreSQL server gives. */
    enum Nonsense {
        HTTP("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII), "a message of type 'H' claims a length of"),
        /** A TLS alert, as from a port that wants TLS from the first byte. */
        TLS_ALERT(new byte[] {0x15, 3, 3, 0, 2, 2, 40}, "a message of type 0x15 claims a length of"),
        ZEROS(new byte[64], "a message of type 0x0 claims a length of 0"),
        NEGATIVE_LENGTH(messageClaiming(-1, 'R', new byte[4]), "a message of type 'R' claims a length of -1"),
        LONG_REQUEST(authentication(10, new byte[5000]), "a message of type 'R' has 5004 bytes and comes before"),
        HUGE_REQUEST(messageClaiming(1 << 30, 'R', new byte[4]), "type 'R' claims a length of 1073741824"),
        TRUNCATED_REQUEST(messageClaiming(6, 'R', new byte[2]), "ends in the middle of a field"),
        NOTICE_FIRST(noticeResponse("NOTICE", "00000", "hello"), "it opened with a message of type 'N'"),
        PARAMETER_FIRST(parameterStatus("server_version", "18.6"), "it opened with a message of type 'S'"),
        READY_FIRST(readyForQuery('I'), "it opened with a message of type 'Z'"),
        ROWS_FIRST(commandComplete("SELECT 1"), "it opened with a message of type 'C'"),
        NO_ERROR_FIELDS(messageClaiming(8, 'E', new byte[] {'S', 'x', 'x', 'x'}), "has no end"),
        ROW_BEFORE_READY(both(authenticationOk(), commandComplete("X")), "it sent a message of type 'C' before"),
        SECOND_REQUEST(both(authenticationOk(), authenticationOk()), "it sent a message of type 'R' before"),
        IN_A_TRANSACTION(both(authenticationOk(), readyForQuery('T')), "it begins with the transaction status 'T'"),
        LONG_READY(both(authenticationOk(), messageClaiming(6, 'Z', new byte[2])), "1 bytes too many"),
        LATIN(both(authenticationOk(), parameterStatus("client_encoding", "LATIN1")), "client_encoding was changed");

        final byte[] bytes;
        final String message;

        Nonsense(byte[] bytes, String message) {
            this.bytes = bytes;
            this.message = message;
        }

        private static byte[] both(byte[] first, byte[] second) {
            byte[] both = Arrays.copyOf(first, first.length + second.length);
            System.arraycopy(second, 0, both, first.length, second.length);
            return both;
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysWhatIsNoPostgres(Nonsense nonsense) throws IOException {
        try (var peer = ScriptedPeer.start(
                client -> client.expectStartup().send(nonsense.bytes).expectEnd())) {
            assertThatThrownBy(() -> DriverManager.getConnection(peer.jdbcUrl()))
                    .hasMessageStartingWith(peer.host() + ":" + peer.port() + NO_POSTGRES)
                    .hasMessageContaining(nonsense.message)
                    .hasMessageEndingWith("Check host and port. A port that wants TLS from the first byte takes"
                            + " sslNegotiation=direct")
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("08P01");
        }
    }

    @Test
    void saysWhatIsNoPostgresInAnswerToTheRequestForTls() throws IOException {
        try (var peer = ScriptedPeer.start(client -> client.expectSslRequest()
                .send("HTTP/1.1 400 Bad Request\r\n".getBytes(US_ASCII))
                .expectEnd())) {
            assertThatThrownBy(() -> DriverManager.getConnection(peer.jdbcUrl().replace("disable", "prefer")))
                    .hasMessageContaining(NO_POSTGRES + "it answered the request for TLS with 'H'");
        }
    }

    @Test
    void namesHostPortAndCauseOfARefusedConnection() throws IOException {
        int port = unusedPort();
        assertThatThrownBy(() -> DriverManager.getConnection("jdbc:howdah://127.0.0.1:" + port + "/x?user=me"))
                .hasMessage(
                        "Cannot connect to 127.0.0.1:" + port + ": TCP connect failed: 127.0.0.1: Connection refused")
                .hasRootCauseInstanceOf(ConnectException.class)
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("08001");
    }

    @Test
    void namesAHostThatNobodyKnows() {
        assertThatThrownBy(() -> DriverManager.getConnection("jdbc:howdah://no-such-host.invalid:5439/x?user=me"))
                .hasMessageStartingWith("Cannot connect to no-such-host.invalid:5439: DNS look-up failed: ")
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("08001");
    }

    @Test
    void namesTheSocketThatIsNotThere() {
        assertThatThrownBy(() -> DriverManager.getConnection("jdbc:howdah://%2Fno%2Fsuch%2Fplace:5439/x?user=me"))
                .hasMessageStartingWith(
                        "Cannot connect to /no/such/place/.s.PGSQL.5439: Unix-domain socket connect failed: ");
    }

    @Test
    void triesTheNextHost() throws IOException, SQLException {
        try (var peer = ScriptedPeer.start(Conversation::welcome);
                var connection = DriverManager.getConnection(
                        peer.jdbcUrl().replace("//", "//127.0.0.1:" + unusedPort() + ",no-such-host.invalid,"))) {
            assertThat(connection.isClosed()).isFalse();
        }
    }

    @Test
    void leavesTimeForTheNextHostWhenOneIsSilent() throws IOException, SQLException {
        try (var silent = ScriptedPeer.start(client -> client.expectStartup().stall());
                var peer = ScriptedPeer.start(Conversation::welcome);
                var connection = DriverManager.getConnection(
                        peer.jdbcUrl("connectTimeout=2").replace("//", "//127.0.0.1:" + silent.port() + ","))) {
            assertThat(connection.isClosed()).isFalse();
        }
    }

    @Test
    void showsTheFailuresOfAllHosts() throws IOException {
        int dead = unusedPort();
        try (var starting = ScriptedPeer.start(client ->
                client.expectStartup().send(errorResponse("FATAL", "57P03", "the database system is starting up")))) {
            String url = starting.jdbcUrl().replace("//", "//127.0.0.1:" + dead + ",");
            assertThatThrownBy(() -> DriverManager.getConnection(url))
                    // It may be ready soon.
                    .isInstanceOf(SQLTransientConnectionException.class)
                    .hasMessage("None of 2 hosts could be connected to: Cannot connect to 127.0.0.1:" + dead
                            + ": TCP connect failed: 127.0.0.1: Connection refused"
                            + "; FATAL: the database system is starting up")
                    .satisfies(e -> assertThat(e.getSuppressed()).hasSize(2))
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("57P03");
        }
    }

    @Test
    void stopsAtARefusalThatHoldsEverywhere() throws IOException {
        int dead = unusedPort();
        try (var peer = ScriptedPeer.start(client -> client.expectStartup()
                        .send(authenticationOk(), errorResponse("FATAL", "3D000", "no such database")));
                var next = ScriptedPeer.start()) {
            String url = peer.jdbcUrl()
                    .replace("//", "//127.0.0.1:" + dead + ",")
                    .replace("/mine", ",127.0.0.1:" + next.port() + "/mine");
            assertThatThrownBy(() -> DriverManager.getConnection(url))
                    .hasMessage("FATAL: no such database")
                    .satisfies(e -> assertThat(e.getSuppressed()[0]).hasMessageContaining("Connection refused"));
            assertThat(next.connections()).isZero();
        }
    }

    @Test
    void isTransientWhileTheServerStarts() throws IOException {
        try (var peer = ScriptedPeer.start(client ->
                client.expectStartup().send(errorResponse("FATAL", "57P03", "the database system is starting up")))) {
            assertThatThrownBy(() -> DriverManager.getConnection(peer.jdbcUrl()))
                    .isInstanceOf(SQLTransientConnectionException.class)
                    .isInstanceOf(PostgresException.class)
                    .hasMessage("FATAL: the database system is starting up");
            assertThat(peer.connections()).isEqualTo(1);
        }
    }

    @Test
    void showsAnErrorInTheMannerOfVersion2() throws IOException {
        ScriptedPeer.Script old = client -> client.expectStartup()
                .send("Ecould not fork new process for connection: Resource temporarily unavailable\n\0"
                        .getBytes(US_ASCII))
                .close();
        try (var peer = ScriptedPeer.start(old, old)) {
            assertThatThrownBy(() -> DriverManager.getConnection(peer.jdbcUrl()))
                    .hasMessage(peer.host() + ":" + peer.port() + " refused the connection: could not fork new process"
                            + " for connection: Resource temporarily unavailable")
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("08004");
        }
    }

    @Test
    void saysThatTheServerHungUp() throws IOException {
        try (var peer = ScriptedPeer.start(client -> client.expectStartup().close(), client -> client.expectStartup()
                .close())) {
            assertThatThrownBy(() -> DriverManager.getConnection(peer.jdbcUrl()))
                    .hasMessage("Cannot connect to " + peer.host() + ":" + peer.port()
                            + ": startup failed: the server closed the connection")
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("08001");
        }
    }

    // ---- the deadline

    /** Where a peer may keep us waiting. */
    enum Wait {
        SILENCE("no end of authentication"),
        SILENCE_IN_THE_MIDDLE("no end of authentication"),
        SILENCE_AFTER_OK("no end of startup"),
        DRIBBLE("no end of authentication"),
        NOTICES("no end of startup"),
        LONG_MESSAGE("no end of startup");

        final String message;

        Wait(String message) {
            this.message = message;
        }

        void play(Conversation client) throws IOException {
            client.expectStartup();
            switch (this) {
                case SILENCE -> client.stall();
                case SILENCE_IN_THE_MIDDLE ->
                    client.send(authenticationCleartextPassword()).expect("p").stall();
                case SILENCE_AFTER_OK -> client.send(authenticationOk()).stall();
                case DRIBBLE -> client.dribble(Duration.ofMillis(20), authentication(10, new byte[1900]));
                case NOTICES -> {
                    client.send(authenticationOk());
                    while (true) {
                        client.dribble(Duration.ofMillis(1), noticeResponse("NOTICE", "00000", "still here"));
                    }
                }
                case LONG_MESSAGE ->
                    client.send(authenticationOk(), messageClaiming(1 << 30, 'N', new byte[1000]))
                            .stall();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsWithTheDeadline(Wait wait) throws IOException {
        try (var peer = ScriptedPeer.start(client -> {
            try {
                wait.play(client);
            } catch (IOException e) {
                // The client has gone while we were talking, as it should.
                client.close();
            }
        })) {
            long start = System.nanoTime();
            assertThatThrownBy(() -> DriverManager.getConnection(peer.jdbcUrl("connectTimeout=300ms")))
                    .isInstanceOf(SQLTransientConnectionException.class)
                    .hasMessage("Cannot connect to " + peer.host() + ":" + peer.port() + ": " + wait.message
                            + " within 300 ms (property connectTimeout)")
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("08001");
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(295), Duration.ofSeconds(5));
        }
    }

    @Test
    void allLoginTimeoutsCount() throws IOException {
        ScriptedPeer.Script silence = client -> client.expectStartup().stall();
        try (var peer = ScriptedPeer.start(silence, silence, silence)) {
            assertThatThrownBy(() -> DriverManager.getConnection(peer.jdbcUrl("loginTimeout=1")))
                    .hasMessageContaining("within 1 s");
            DriverManager.setLoginTimeout(1);
            try {
                assertThatThrownBy(() -> DriverManager.getConnection(peer.jdbcUrl()))
                        .hasMessageContaining("within 1 s");
                assertThatThrownBy(() -> DriverManager.getConnection(peer.jdbcUrl("connectTimeout=200ms")))
                        .hasMessageContaining("within 200 ms");
            } finally {
                DriverManager.setLoginTimeout(0);
            }
        }
    }

    /** A length field is a claim: memory is taken as the bytes arrive. */
    @ParameterizedTest
    @ValueSource(chars = {'E', 'N', 'D', 'R', 'S', 'Z'})
    void allocatesNothingOnTheWordOfALengthField(char type) throws IOException, SQLException {
        try (var peer = ScriptedPeer.start(client -> client.expectStartup()
                .send(authenticationOk(), messageClaiming(1 << 30, type, new byte[100]))
                .stall())) {
            String url = peer.jdbcUrl("connectTimeout=200ms");
            var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadAllocatedBytes();
            assertThatThrownBy(() -> DriverManager.getConnection(url)).isInstanceOf(SQLException.class);
            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(8L << 20);
        }
    }

    // ---- before anything is sent

    @Test
    void refusesAStartupPacketThatNoServerTakes() throws IOException, SQLException {
        try (var peer = ScriptedPeer.start(client -> client.expectEnd(), Conversation::welcome)) {
            String search = "currentSchema=" + "s".repeat(9_900);
            assertThatThrownBy(() -> DriverManager.getConnection(peer.jdbcUrl(search + "s".repeat(100))))
                    .hasMessageMatching(
                            "User, database and settings take 101\\d\\d bytes at startup, and a server takes"
                                    + " 10000\\. Shorten them .*")
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("08001");
            DriverManager.getConnection(peer.jdbcUrl("currentSchema=" + "s".repeat(9_800)))
                    .close();
        }
    }

    @Test
    void keepsAPasswordInTheClearFromAnOpenLink() throws IOException, SQLException {
        InetAddress outside = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .findFirst()
                .orElseGet(() -> Assumptions.abort("Skipped: this machine has no address but loopback"));
        // Whoever sits in between has only to say that the server has no TLS.
        ScriptedPeer.Script asking = client ->
                client.expectStartup().send(authenticationCleartextPassword()).expectEnd();
        try (var peer = ScriptedPeer.startOn(
                outside,
                asking,
                // Asked for TLS first, and then once more without.
                asking,
                asking,
                client -> client.expectStartup()
                        .send(authenticationCleartextPassword())
                        .expect("p")
                        .greet())) {
            String host = outside.getHostAddress().replaceFirst("%.*", "");
            String url = peer.jdbcUrl().replace(peer.host(), host.indexOf(':') < 0 ? host : "[" + host + "]");
            assertThatThrownBy(() -> DriverManager.getConnection(url))
                    .hasMessageContaining("asks for the password in clear over a link that is not encrypted")
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("28000");
            assertThatThrownBy(() -> DriverManager.getConnection(url.replace("sslmode=disable", "sslmode=prefer")))
                    .hasMessageContaining("asks for the password in clear over a link that is not encrypted");
            DriverManager.getConnection(url + "&allowCleartextPassword=true").close();
        }
    }

    // ---- secrets, and bytes at random

    @ParameterizedTest
    @ValueSource(strings = {"disable", "prefer"})
    void showsNoPasswordInAnyFailure(String sslmode) throws IOException {
        String canary = "cAnArY-4711";
        for (Nonsense nonsense : Nonsense.values()) {
            ScriptedPeer.Script script = client -> client.expectStartup().send(nonsense.bytes);
            try (var peer = ScriptedPeer.start(script)) {
                assertThat(failureText(peer.jdbcUrl()
                                .replace("=disable", "=" + sslmode)
                                .replace("password=secret", "password=" + canary)))
                        .doesNotContain(canary);
            }
        }
        byte[][] requests = {
            authenticationCleartextPassword(),
            authenticationMd5Password(new byte[] {1, 2, 3, 4}),
            authenticationSasl("SCRAM-SHA-256"),
            authenticationSasl("NOPE"),
            authentication(7),
            authentication(99)
        };
        for (byte[] request : requests) {
            ScriptedPeer.Script script = client -> client.expectStartup()
                    .send(request, errorResponse("FATAL", "28P01", "no"))
                    .close();
            // Once more, should the end of the connection overtake what was sent before it.
            try (var peer = ScriptedPeer.start(script, script)) {
                assertThat(failureText(peer.jdbcUrl()
                                .replace("=disable", "=" + sslmode)
                                .replace("password=secret", "password=" + canary)))
                        .doesNotContain(canary);
            }
        }
    }

    /** The exception, its causes and its suppressed, and what was logged meanwhile. */
    private static String failureText(String url) {
        var stderr = System.err;
        var logged = new ByteArrayOutputStream();
        System.setErr(new PrintStream(logged, true, UTF_8));
        try {
            var failure = catchThrowableOfType(SQLException.class, () -> DriverManager.getConnection(url));
            var text = new StringWriter();
            failure.printStackTrace(new PrintWriter(text, true));
            return text + logged.toString(UTF_8);
        } finally {
            System.setErr(stderr);
        }
    }

    @Test
    void turnsWhateverComesIntoSqlExceptionsOnly() throws IOException {
        long seed = System.nanoTime();
        var random = new Random(seed);
        byte[][] pieces = {
            authenticationOk(),
            authenticationSasl("SCRAM-SHA-256"),
            parameterStatus("server_version", "18.6"),
            parameterStatus("TimeZone", "UTC"),
            errorResponse("FATAL", "57P03", "wait"),
            noticeResponse("NOTICE", "00000", "hello"),
            readyForQuery('I')
        };
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
        for (int round = 0; round < 300 && System.nanoTime() < end; round++) {
            var bytes = new ByteArrayOutputStream();
            bytes.writeBytes(authenticationOk());
            for (int i = random.nextInt(4); i >= 0; i--) {
                byte[] piece = pieces[random.nextInt(pieces.length)].clone();
                piece[random.nextInt(piece.length)] = (byte) random.nextInt(256);
                bytes.writeBytes(piece);
            }
            byte[] all = bytes.toByteArray();
            all[random.nextInt(all.length)] = (byte) random.nextInt(256);
            ScriptedPeer.Script script =
                    client -> client.expectStartup().send(all).close();
            try (var peer = ScriptedPeer.start(script, script)) {
                DriverManager.getConnection(peer.jdbcUrl("connectTimeout=2")).close();
            } catch (SQLException e) {
                assertThat(e.getSQLState()).as("seed %d", seed).isNotNull();
            }
        }
    }

    private static int unusedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
