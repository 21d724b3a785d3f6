package io.howdah.connect;

import static io.howdah.peer.BackendMessages.Column;
import static io.howdah.peer.BackendMessages.authenticationOk;
import static io.howdah.peer.BackendMessages.commandComplete;
import static io.howdah.peer.BackendMessages.dataRow;
import static io.howdah.peer.BackendMessages.errorResponse;
import static io.howdah.peer.BackendMessages.parameterStatus;
import static io.howdah.peer.BackendMessages.readyForQuery;
import static io.howdah.peer.BackendMessages.rowDescription;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.api.CredentialsProvider.Login;
import io.howdah.datasource.HowdahDataSource;
import io.howdah.peer.ScriptedPeer;
import io.howdah.peer.ScriptedPeer.Script;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers in states that a real one is seldom caught in. */
class TargetServerScriptTest {
    private static final String QUESTION =
            "SELECT pg_catalog.pg_is_in_recovery(), pg_catalog.current_setting('transaction_read_only')";

    @ParameterizedTest
    @CsvSource({
        "off, off, primary read-write preferPrimary preferSecondary any",
        "off, on,  primary read-only preferPrimary preferSecondary any",
        "on,  off, standby read-only preferPrimary preferSecondary any",
        "on,  on,  standby read-only preferPrimary preferSecondary any",
    })
    void decidesByWhatTheServerReportsWithoutARoundTrip(String standby, String readOnly, String fitting)
            throws IOException, SQLException {
        for (String target : "any primary standby read-write read-only preferPrimary preferSecondary".split(" ")) {
            try (var peer = ScriptedPeer.start(reporting(standby, readOnly))) {
                if (Set.of(fitting.split(" ")).contains(target)) {
                    connect(target, peer).close();
                } else {
                    assertThatThrownBy(() -> connect(target, peer))
                            .hasMessageContaining("targetServerType=" + target + " wants another");
                }
                assertThat(peer.transcript()).doesNotContain("> Query");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"f, off, read-write", "f, on, primary", "t, on, standby", "t, on, read-only"})
    void asksAServerThatDoesNotReport(String standby, String readOnly, String target) throws IOException, SQLException {
        try (var peer = ScriptedPeer.start(client -> client.expectStartup()
                .send(authenticationOk(), parameterStatus("server_version", "13.0"), readyForQuery('I'))
                .expectQuery(QUESTION)
                .send(
                        rowDescription(Column.text("a", 16), Column.text("b", 25)),
                        dataRow(standby, readOnly),
                        commandComplete("SELECT 1"),
                        readyForQuery('I')))) {
            connect(target, peer).close();
        }
    }

    @Test
    void goesOnWhereTheQuestionFailsOrFindsNoEnd() throws IOException, SQLException {
        try (var failing = ScriptedPeer.start(client -> client.expectStartup()
                        .send(authenticationOk(), readyForQuery('I'))
                        .expectQuery(QUESTION)
                        .send(errorResponse("ERROR", "42501", "no"), readyForQuery('I')));
                var silent = ScriptedPeer.start(client -> client.expectStartup()
                        .send(authenticationOk(), readyForQuery('I'))
                        .expectQuery(QUESTION)
                        .stall());
                var good = ScriptedPeer.start(reporting("off", "off"))) {
            connect("primary&connectTimeout=3", failing, silent, good).close();
        }
    }

    @Test
    void keepsTheSecondBestOpenWhileItLooksForTheBest() throws IOException, SQLException {
        try (var standby = ScriptedPeer.start(reporting("on", "off"));
                var refusing = ScriptedPeer.start(client -> client.expectStartup()
                        .send(authenticationOk(), errorResponse("FATAL", "3D000", "no such database")))) {
            connect("preferPrimary", standby, refusing).close();
            assertThat(standby.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"57P01", "57P02", "57P03", "53300", "53400"})
    void goesOnFromAServerThatIsBusyOrStopping(String state) throws IOException, SQLException {
        try (var busy = ScriptedPeer.start(
                        client -> client.expectStartup().send(errorResponse("FATAL", state, "not now")));
                var good = ScriptedPeer.start(reporting("off", "off"))) {
            connect("any", busy, good).close();
        }
    }

    @Test
    void triesAHostLastThatWasDownUntilItIsTimeToLookAgain() throws IOException, SQLException {
        Script starting = client -> client.expectStartup().send(errorResponse("FATAL", "57P03", "starting up"));
        try (var down = ScriptedPeer.start(starting, reporting("off", "off"));
                var up = ScriptedPeer.start(reporting("off", "off"), reporting("off", "off"))) {
            connect("any", down, up).close();
            connect("any", down, up).close();
            assertThat(down.connections()).as("not asked again").isEqualTo(1);
            assertThat(up.connections()).isEqualTo(2);
            connect("any&hostRecheckSeconds=0", down, up).close();
            assertThat(down.connections()).isEqualTo(2);
        }
    }

    @Test
    void aHostIsNotDownForWantOfCredentials() throws IOException, SQLException {
        try (var first = ScriptedPeer.start(reporting("off", "off"));
                var second = ScriptedPeer.start(reporting("off", "off"), reporting("off", "off"))) {
            var source = new HowdahDataSource();
            source.setUrl(url("any", first, second));
            source.setCredentialsProvider(server -> {
                if (server.port() == first.port()) {
                    throw new SQLException("the vault is closed", "53300");
                }
                return Login.of("me", "secret");
            });
            source.getConnection().close();
            assertThat(first.connections()).isZero();
            assertThat(second.connections()).isEqualTo(1);
            source.setCredentialsProvider(server -> Login.of("me", "secret"));
            source.getConnection().close();
            assertThat(first.connections()).as("asked first again").isEqualTo(1);
        }
    }

    @Test
    void aDataSourceRemembersForItself() throws IOException, SQLException {
        Script starting = client -> client.expectStartup().send(errorResponse("FATAL", "57P03", "starting up"));
        try (var down = ScriptedPeer.start(starting, starting);
                var up =
                        ScriptedPeer.start(reporting("off", "off"), reporting("off", "off"), reporting("off", "off"))) {
            var first = new HowdahDataSource();
            var second = new HowdahDataSource();
            first.setUrl(url("any", down, up));
            second.setUrl(url("any", down, up));
            first.getConnection().close();
            first.getConnection().close();
            assertThat(down.connections()).as("not asked again").isEqualTo(1);
            second.getConnection().close();
            assertThat(down.connections()).isEqualTo(2);
            assertThat(up.connections()).isEqualTo(3);
        }
    }

    @Test
    void spreadsConnectionsOverHosts() throws IOException, SQLException {
        Script[] scripts = new Script[40];
        Arrays.fill(scripts, reporting("off", "off"));
        try (var a = ScriptedPeer.start(scripts);
                var b = ScriptedPeer.start(scripts)) {
            // All forty at one of them comes once in a trillion times.
            for (int i = 0; i < 40 && (a.connections() == 0 || b.connections() == 0); i++) {
                connect("any&loadBalanceHosts=true", a, b).close();
            }
            assertThat(a.connections()).isPositive();
            assertThat(b.connections()).isPositive();
        }
    }

    private static Script reporting(String standby, String readOnly) {
        return client -> client.expectStartup()
                .send(
                        authenticationOk(),
                        parameterStatus("server_version", "18.0"),
                        parameterStatus("in_hot_standby", standby),
                        parameterStatus("default_transaction_read_only", readOnly),
                        readyForQuery('I'));
    }

    private static Connection connect(String target, ScriptedPeer... peers) throws SQLException {
        return DriverManager.getConnection(url(target, peers));
    }

    private static String url(String target, ScriptedPeer... peers) {
        var hosts = new StringBuilder();
        for (ScriptedPeer peer : peers) {
            hosts.append(hosts.isEmpty() ? "" : ",")
                    .append(peer.host())
                    .append(':')
                    .append(peer.port());
        }
        return "jdbc:howdah://" + hosts + "/mine?user=me&password=secret&sslmode=disable&targetServerType=" + target;
    }
}
