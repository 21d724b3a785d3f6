package io.howdah.connect;

import static io.howdah.connect.AuthenticationServerTest.oneText;
import static io.howdah.connect.AuthenticationServerTest.securityOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.api.ConnectionSecurity.Authentication;
import io.howdah.api.ConnectionSecurity.Encryption;
import io.howdah.api.HowdahConnection;
import io.howdah.peer.Relay;
import io.howdah.testserver.Kdc;
import io.howdah.testserver.Role;
import io.howdah.testserver.TestServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A real server and a real KDC. */
class KerberosServerTest {
    private static final String ALICE = "jaasApplicationName=" + Kdc.ALICE;
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.startPackaged(Kdc.shared()
                .server(
                        "hostgssenc all trusted all reject",
                        "host all alice all gss include_realm=0",
                        "host all bob all gss include_realm=0"));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void logsInByATicket() throws SQLException {
        try (var connection = connect("alice", ALICE, "gssEncMode=disable")) {
            assertThat(oneText(connection, "select current_user")).isEqualTo("alice");
            assertThat(gss(connection)).isEqualTo("t,f,alice@HOWDAH.TEST");
            assertThat(securityOf(connection).authentication()).isEqualTo(Authentication.GSSAPI);
            assertThat(securityOf(connection).encryption()).isEqualTo(Encryption.TLS);
        }
    }

    /** What kinit leaves is all it takes; in a JVM of its own, whose environment says where that is. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | t,t,alice@HOWDAH.TEST",
                "sslmode=require | t,f,alice@HOWDAH.TEST",
                "gssEncMode=disable | t,f,alice@HOWDAH.TEST",
            })
    void needsNothingButATicketInTheCache(String parameters, String gss) throws Exception {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.security.krb5.conf=" + Kdc.shared().configuration(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KerberosServerTest.class.getName(),
                        url("alice", parameters))
                .redirectErrorStream(true);
        builder.environment().put("KRB5CCNAME", "FILE:" + Kdc.shared().ticketCache());
        Process program = builder.start();
        assertThat(program.inputReader().lines()).containsExactly(gss);
        assertThat(program.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    /** @param arguments a URL */
    public static void main(String[] arguments) throws SQLException {
        try (var connection = DriverManager.getConnection(arguments[0])) {
            System.out.println(gss(connection));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"prefer", "require"})
    void encrypts(String mode) throws SQLException {
        try (var connection = connect("alice", ALICE, "gssEncMode=" + mode, "sslmode=require")) {
            assertThat(gss(connection)).isEqualTo("t,t,alice@HOWDAH.TEST");
            assertThat(securityOf(connection).encryption()).isEqualTo(Encryption.GSSAPI);
            assertThat(securityOf(connection).authentication()).isEqualTo(Authentication.GSSAPI);
            assertThat(securityOf(connection).tlsProtocol()).isEmpty();
        }
    }

    @Test
    void notificationsComeThroughGssWhileOthersUseTheConnection() throws Exception {
        try (var connection = connect("alice", ALICE, "gssEncMode=require")) {
            var notifications = connection.unwrap(HowdahConnection.class).notifications();
            notifications.listen("orders");
            var waiting = CompletableFuture.supplyAsync(() -> {
                try {
                    return notifications.await(Duration.ofSeconds(20));
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            for (int i = 0; i < 50; i++) {
                assertThat(oneText(connection, "select " + i)).isEqualTo("" + i);
            }
            notifications.notify("orders", "42");
            assertThat(waiting.get(20, TimeUnit.SECONDS)).singleElement().satisfies(each -> assertThat(each.payload())
                    .isEqualTo("42"));
            assertThat(notifications.poll()).isEmpty();
        }
    }

    @Test
    void aPasswordCanGetTheTicket() throws SQLException {
        try (var connection = connect(
                "bob",
                "jaasApplicationName=" + Kdc.BY_PASSWORD,
                "password=" + Kdc.password(Kdc.BOB).replace(" ", "%20"))) {
            assertThat(gss(connection)).isEqualTo("t,f,bob@HOWDAH.TEST");
        }
        assertThatThrownBy(() -> connect("bob", "jaasApplicationName=" + Kdc.BY_PASSWORD, "password=canary"))
                .hasMessageStartingWith("The Kerberos login by the JAAS entry by-password failed: ")
                .hasMessageNotContaining("canary");
    }

    @Test
    void theServerDecidesWhoMayBeWhom() {
        for (String mode : new String[] {"disable", "require"}) {
            assertThatThrownBy(() -> connect("bob", ALICE, "gssEncMode=" + mode))
                    .hasMessage("FATAL: GSSAPI authentication failed for user \"bob\"");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jaasApplicationName=nobody | The Kerberos login by the JAAS entry nobody failed: ",
                "jaasApplicationName=none-such | The JAAS configuration has no entry none-such",
                "jaasLogin=false | There is no Kerberos ticket to log in with: ",
                "gssUseDefaultCreds=true | There is no Kerberos ticket to log in with: ",
                "gssEncMode=require&jaasLogin=false | There is no Kerberos ticket to log in with: ",
                "jaasApplicationName=alice&kerberosServerName=none | Kerberos (GSSAPI) with none@localhost failed: ",
                "jaasApplicationName=alice&krbsrvname=a/b | Property kerberosServerName must be ",
            })
    void saysWhatIsMissing(String parameters, String message) {
        assertThatThrownBy(() -> connect("alice", parameters))
                .isInstanceOf(SQLException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void goesOnWithoutATicketUnlessEncryptionIsDemanded() throws SQLException {
        String nobody = "jaasApplicationName=" + Kdc.NOBODY;
        try (var connection = connect(Role.TRUSTED.user(), nobody, "gssEncMode=prefer")) {
            assertThat(securityOf(connection).encryption()).isEqualTo(Encryption.TLS);
        }
        assertThatThrownBy(() -> connect(Role.TRUSTED.user(), nobody, "gssEncMode=require"))
                .hasMessageContaining("JAAS entry nobody");
    }

    /** pg_hba.conf may have no line for it. */
    @Test
    void goesOnWhereEncryptionByGssapiIsRefused() throws SQLException {
        try (var connection = connect(Role.TRUSTED.user(), ALICE, "gssEncMode=prefer")) {
            assertThat(securityOf(connection).encryption()).isEqualTo(Encryption.TLS);
        }
        assertThatThrownBy(() -> connect(Role.TRUSTED.user(), ALICE, "gssEncMode=require"))
                .hasMessageContaining("pg_hba.conf rejects connection");
    }

    @Test
    void takesAServerThatKnowsNoGssapi() throws SQLException {
        TestServer other = TestServer.shared();
        try (var connection = DriverManager.getConnection(other.jdbcUrl(ALICE, "gssEncMode=prefer"))) {
            assertThat(securityOf(connection).encryption()).isEqualTo(Encryption.TLS);
        }
        assertThatThrownBy(() -> DriverManager.getConnection(other.jdbcUrl(ALICE, "gssEncMode=require")))
                .hasMessageEndingWith("does not encrypt by GSSAPI, and gssEncMode=require demands it");
    }

    @Test
    void cannotBeDemandedOverAUnixSocket() throws SQLException {
        assertThatThrownBy(() -> DriverManager.getConnection(server.unixSocketUrl(ALICE, "gssEncMode=require")))
                .hasMessageContaining("does not encrypt there");
        DriverManager.getConnection(server.unixSocketUrl(ALICE, "gssEncMode=prefer"))
                .close();
    }

    @Test
    void carriesLargeResultsAndBatches() throws SQLException {
        try (var connection = encrypted();
                var statement = connection.createStatement()) {
            statement.execute("create temp table herd (id int, name text)");
            connection.setAutoCommit(false);
            try (var insert = connection.prepareStatement("insert into herd values (?, ?)")) {
                for (int i = 0; i < 20_000; i++) {
                    insert.setInt(1, i);
                    insert.setString(2, "elephant number " + i);
                    insert.addBatch();
                }
                assertThat(insert.executeBatch()).hasSize(20_000);
            }
            try (var rows = statement.executeQuery("select id, name, repeat('x', 1000) from herd order by id")) {
                int count = 0;
                while (rows.next()) {
                    assertThat(rows.getInt(1)).isEqualTo(count);
                    assertThat(rows.getString(2)).isEqualTo("elephant number " + count++);
                    assertThat(rows.getString(3)).hasSize(1000);
                }
                assertThat(count).isEqualTo(20_000);
            }
            String large = "grass ".repeat(700_000);
            try (var echo = connection.prepareStatement("select ?::text")) {
                echo.setString(1, large);
                try (var rows = echo.executeQuery()) {
                    rows.next();
                    assertThat(rows.getString(1)).isEqualTo(large);
                }
            }
        }
    }

    @Test
    void endsAQueryThatTakesTooLong() throws SQLException {
        try (var connection = encrypted();
                var statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            assertThatThrownBy(() -> statement.execute("select pg_sleep(30)")).isInstanceOf(SQLTimeoutException.class);
            assertThat(gss(connection)).startsWith("t,t");
        }
    }

    @Test
    void cancelsOverGssapiToo() throws Exception {
        try (var connection = encrypted();
                var watcher = server.connect();
                var statement = connection.createStatement()) {
            int pid = Integer.parseInt(oneText(connection, "select pg_backend_pid()"));
            var running = CompletableFuture.supplyAsync(() -> {
                try {
                    statement.execute("select pg_sleep(30)");
                    return "done";
                } catch (SQLException e) {
                    return e.getSQLState();
                }
            });
            while (!oneText(watcher, "select coalesce(wait_event, '') from pg_stat_activity where pid = " + pid)
                    .equals("PgSleep")) {
                assertThat(running).isNotDone();
            }
            statement.cancel();
            assertThat(running.get(20, TimeUnit.SECONDS)).isEqualTo("57014");
            assertThat(gss(connection)).startsWith("t,t");
        }
    }

    @Test
    void sendsTheCancelKeyOverGssapiOnly() throws Exception {
        try (var relay = Relay.to("127.0.0.1", server.port());
                var connection = DriverManager.getConnection(url("alice", ALICE, "gssEncMode=require")
                        .replace("localhost:" + server.port(), relay.host() + ":" + relay.port()));
                var statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            assertThatThrownBy(() -> statement.execute("select pg_sleep(30)")).isInstanceOf(SQLTimeoutException.class);
            // All that can be read in the clear: the session, and its cancel.
            assertThat(relay.clientMessages()).containsExactly("GSSENCRequest", "GSSENCRequest");
        }
    }

    @Test
    void tellsThatTheConnectionWasCut() throws SQLException {
        try (var connection = encrypted();
                var watcher = server.connect()) {
            String pid = oneText(connection, "select pg_backend_pid()");
            assertThat(oneText(watcher, "select pg_terminate_backend(" + pid + ", 10000)"))
                    .isEqualTo("t");
            assertThatThrownBy(() -> oneText(connection, "select 1")).isInstanceOf(SQLException.class);
            assertThat(connection.isClosed()).isTrue();
        }
    }

    private static Connection encrypted() throws SQLException {
        return connect("alice", ALICE, "gssEncMode=require");
    }

    /** Whether authenticated, whether encrypted, and who, as the server has it. */
    private static String gss(Connection connection) throws SQLException {
        return oneText(
                connection,
                "select concat_ws(',', gss_authenticated, encrypted, principal) from pg_stat_gssapi"
                        + " where pid = pg_backend_pid()");
    }

    private static Connection connect(String user, String... parameters) throws SQLException {
        return DriverManager.getConnection(url(user, parameters));
    }

    private static String url(String user, String... parameters) {
        return "jdbc:howdah://localhost:" + server.port() + "/" + server.database() + "?user=" + user + "&"
                + String.join("&", parameters);
    }
}
