package io.howdah.connect;

import static io.howdah.connect.AuthenticationServerTest.oneText;
import static io.howdah.peer.BackendMessages.authenticationOk;
import static io.howdah.peer.BackendMessages.errorResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.peer.Conversation;
import io.howdah.peer.ScriptedPeer;
import io.howdah.testserver.OnEveryRelease;
import io.howdah.testserver.TestServer;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesProvider;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SimpleTimeZone;
import java.util.TimeZone;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ResourceLock(Resources.TIME_ZONE)
class TimeZoneServerTest {
    /** As in Java's tables, once we put it there, and in no server's. */
    private static final String NOWHERE = "Howdah/Nowhere";

    private final TimeZone before = TimeZone.getDefault();

    @BeforeAll
    static void makeKnownToJava() {
        if (!ZoneRulesProvider.getAvailableZoneIds().contains(NOWHERE)) {
            ZoneRulesProvider.registerProvider(new OneZone());
        }
    }

    private static final class OneZone extends ZoneRulesProvider {
        @Override
        protected Set<String> provideZoneIds() {
            return Set.of(NOWHERE);
        }

        @Override
        protected ZoneRules provideRules(String zoneId, boolean forCaching) {
            return ZoneRules.of(ZoneOffset.ofHours(-7));
        }

        @Override
        protected NavigableMap<String, ZoneRules> provideVersions(String zoneId) {
            return new TreeMap<>(Map.of("1", provideRules(zoneId, false)));
        }
    }

    @AfterEach
    void restore() {
        TimeZone.setDefault(before);
    }

    @OnEveryRelease
    void takesThePresentOffsetOfAZoneTheServerDoesNotKnow(TestServer server) throws SQLException {
        TimeZone.setDefault(new SimpleTimeZone(-7 * 3_600_000, NOWHERE));
        try (var connection = server.connect()) {
            assertThat(oneText(connection, "select extract(timezone from now())"))
                    .isEqualTo("-25200");
            assertThat(connection.getWarnings().getMessage())
                    .isEqualTo("The server does not know the JVM's time zone Howdah/Nowhere: the session's TimeZone is"
                            + " GMT+07:00, its present offset. Set the property timeZone to a zone that both know");
            assertThat(connection.getWarnings().getNextWarning() == null).isTrue();
        }
    }

    @OnEveryRelease
    void doesNotReplaceAZoneThatAUserChose(TestServer server) {
        assertThatThrownBy(() -> server.connect("timeZone=" + NOWHERE))
                .hasMessage("FATAL: invalid value for parameter \"TimeZone\": \"Howdah/Nowhere\"")
                .hasNoSuppressedExceptions()
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("22023");
    }

    @OnEveryRelease
    void keepsTheZoneOfTheJvmOtherwise(TestServer server) throws SQLException {
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));
        try (var connection = server.connect()) {
            assertThat(oneText(connection, "show timezone")).isEqualTo("Asia/Kolkata");
            assertThat(connection.getWarnings() == null).isTrue();
        }
    }

    @Test
    void showsTheErrorOfAnotherSettingAfterAll() {
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));
        assertThatThrownBy(() -> TestServer.shared().connect("param.work_mem=lots"))
                .hasMessageContaining("\"work_mem\"")
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("22023");
    }

    @Test
    void takesTheOffsetOfAZoneMadeByHand() throws SQLException {
        TimeZone.setDefault(new SimpleTimeZone(3 * 3_600_000, "Headquarters"));
        try (var connection = TestServer.shared().connect()) {
            assertThat(oneText(connection, "select extract(timezone from now())"))
                    .isEqualTo("10800");
        }
    }

    @ParameterizedTest
    @CsvSource({"22023, true", "42704, false", "28000, false"})
    void decidesBySqlState(String sqlState, boolean again) throws IOException, SQLException {
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));
        ScriptedPeer.Script refusal = client ->
                client.expectStartup().send(authenticationOk(), errorResponse("FATAL", sqlState, "valeur invalide"));
        try (var peer = again ? ScriptedPeer.start(refusal, Conversation::welcome) : ScriptedPeer.start(refusal)) {
            if (again) {
                DriverManager.getConnection(peer.jdbcUrl()).close();
                assertThat(peer.messages(0).get(0).text()).contains("TimeZone\\x00Asia/Kolkata\\x00");
                assertThat(peer.messages(1).get(0).text()).contains("TimeZone\\x00GMT-05:30\\x00");
            } else {
                assertThatThrownBy(() -> DriverManager.getConnection(peer.jdbcUrl()))
                        .hasMessage("FATAL: valeur invalide");
            }
        }
    }
}
