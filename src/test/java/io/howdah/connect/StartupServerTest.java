package io.howdah.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.api.HowdahConnection;
import io.howdah.peer.Message;
import io.howdah.peer.Relay;
import io.howdah.testserver.Role;
import io.howdah.testserver.ServerOptions;
import io.howdah.testserver.TestServer;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes over the wire, and how often we wait for it. */
class StartupServerTest {
    private final TestServer server = TestServer.shared();

    @ParameterizedTest
    @CsvSource({
        "TRUSTED, 1, StartupMessage",
        "CLEAR, 2, StartupMessage Password",
        "MD5, 2, StartupMessage Password",
        "SCRAM, 3, StartupMessage Password Password"
    })
    void waitsNoMoreThanAuthenticationNeeds(Role role, int roundTrips, String messages)
            throws IOException, SQLException {
        try (var relay = Relay.to(server);
                var connection = DriverManager.getConnection(url(relay, role))) {
            assertThat(relay.roundTrips()).isEqualTo(roundTrips);
            assertThat(String.join(" ", relay.clientMessages())).isEqualTo(messages);
            relay.reset();

            // Nothing was put off either: the first query is one round trip.
            try (var statement = connection.prepareStatement("select 1");
                    var rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
            }
            assertThat(relay.roundTrips()).isEqualTo(1);
        }
    }

    @Test
    void asksForTlsInOneMoreRoundTripOnAServerWithoutIt() throws IOException, SQLException {
        try (var plain = TestServer.start(ServerOptions.defaults().withoutTls());
                var relay = Relay.to(plain);
                var connection = DriverManager.getConnection(
                        url(relay, Role.TRUSTED).replace("sslmode=disable", "sslmode=prefer"))) {
            assertThat(connection.isClosed()).isFalse();
            assertThat(relay.roundTrips()).isEqualTo(2);
            assertThat(relay.clientMessages()).containsExactly("SSLRequest", "StartupMessage");
        }
    }

    @Test
    void saysExactlyThisToConnect() throws IOException, SQLException {
        try (var relay = Relay.to(server)) {
            DriverManager.getConnection(url(
                            relay,
                            Role.TRUSTED,
                            "timeZone=Europe/Paris",
                            "ApplicationName=golden",
                            "currentSchema=public",
                            "options=-c%20geqo=off",
                            "param.work_mem=64MB"))
                    .close();
            // The goodbye is under way when close() returns.
            long limit = System.nanoTime() + 5_000_000_000L;
            while (!clientTranscript(relay).contains("Terminate") && System.nanoTime() < limit) {
                Thread.onSpinWait();
            }
            assertThat(clientTranscript(relay))
                    .isEqualTo("> StartupMessage \\x00\\x03\\x00\\x02user\\x00trusted\\x00database\\x00howdah\\x00"
                            + "client_encoding\\x00UTF8\\x00DateStyle\\x00ISO\\x00TimeZone\\x00Europe/Paris\\x00"
                            + "application_name\\x00golden\\x00search_path\\x00public\\x00"
                            + "options\\x00-c geqo=off\\x00work_mem\\x0064MB\\x00\\x00\n"
                            + "> Terminate\n");
        }
    }

    @Test
    void saysExactlyThisToPrepareAndRunAQuery() throws IOException, SQLException {
        try (var relay = Relay.to(server);
                var connection = DriverManager.getConnection(url(relay, Role.TRUSTED));
                var statement = connection.prepareStatement("select ?::int4 + 1")) {
            relay.reset();
            run(statement);
            assertThat(clientTranscript(relay)).isEqualTo("""
                    > Parse S_1\\x00select $1::int4 + 1\\x00\\x00\\x01\\x00\\x00\\x00\\x17
                    > Describe SS_1\\x00
                    > Bind \\x00S_1\\x00\\x00\\x01\\x00\\x01\\x00\\x01\\x00\\x00\\x00\\x04\\x00\\x00\\x00)\\x00\\x00
                    > Execute \\x00\\x00\\x00\\x00\\x00
                    > Sync
                    """);
            relay.reset();
            run(statement);
            assertThat(clientTranscript(relay)).isEqualTo("""
                    > Bind \\x00S_1\\x00\\x00\\x01\\x00\\x01\\x00\\x01\\x00\\x00\\x00\\x04\\x00\\x00\\x00)\\x00\\x01\\x00\\x01
                    > Execute \\x00\\x00\\x00\\x00\\x00
                    > Sync
                    """);
            assertThat(relay.roundTrips()).isEqualTo(1);
        }
    }

    @Test
    void keepsWarningsFromStartupOnTheConnection() throws SQLException {
        // The server warns of a setting that ALTER ROLE holds and that it cannot apply.
        try (var own = TestServer.start(ServerOptions.defaults()
                        .sql("alter role trusted set default_text_search_config = 'nowhere.nothing'"));
                var connection = own.connect(Role.TRUSTED)) {
            List<String> warnings = warningsOf(connection.getWarnings());
            assertThat(connection.unwrap(HowdahConnection.class).parameter("server_version"))
                    .isNotNull();
            assertThat(warnings).anySatisfy(text -> assertThat(text).contains("default_text_search_config"));
        }
    }

    private static List<String> warningsOf(SQLWarning first) {
        var texts = new ArrayList<String>();
        for (var warning = first; warning != null; warning = warning.getNextWarning()) {
            texts.add(warning.getMessage());
        }
        return texts;
    }

    private static void run(PreparedStatement statement) throws SQLException {
        statement.setInt(1, 41);
        try (var rows = statement.executeQuery()) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(42);
        }
    }

    private String url(Relay relay, Role role, String... parameters) {
        String url = server.jdbcUrl(role, parameters) + "&sslmode=disable";
        return url.replaceFirst("//[^/]*/", "//" + relay.host() + ":" + relay.port() + "/");
    }

    private static String clientTranscript(Relay relay) {
        return relay.messages().stream()
                .filter(message -> message.sender() == Message.Sender.CLIENT)
                .map(message -> message + "\n")
                .collect(Collectors.joining());
    }
}
