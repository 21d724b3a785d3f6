package io.howdah.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.api.HowdahConnection;
import io.howdah.testserver.Role;
import io.howdah.testserver.TestServer;
import java.io.StringReader;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a flight recording holds. */
class FlightRecorderServerTest {
    private final TestServer server = TestServer.shared();

    @Test
    void recordsWhatAConnectionDoes(@TempDir Path directory) throws Exception {
        List<RecordedEvent> events = recorded(directory);
        assertThat(events)
                .extracting(event -> event.getEventType().getName())
                .contains(
                        "io.howdah.Connect",
                        "io.howdah.ConnectPhase",
                        "io.howdah.Statement",
                        "io.howdah.Parse",
                        "io.howdah.TransactionEnd",
                        "io.howdah.Copy",
                        "io.howdah.Notification");
        assertThat(events)
                .filteredOn(event -> event.getEventType().getName().equals("io.howdah.ConnectPhase"))
                .extracting(event -> event.getString("phase"))
                .contains("RESOLVE", "CONNECT", "AUTHENTICATE", "START");
        RecordedEvent select = statement(events, "select generate_series(1, ?)");
        assertThat(select.getLong("rows")).isEqualTo(7);
        assertThat(select.getLong("bytesReceived")).isGreaterThanOrEqualTo(7 * 11);
        assertThat(select.getLong("bytesSent")).isPositive();
        assertThat(select.getString("database")).isEqualTo(server.database());
        assertThat(select.getInt("backendPid")).isPositive();
        assertThat(select.getEventType().getCategoryNames()).containsExactly("Howdah");
        assertThat(statement(events, "select 1 / 0").getString("sqlState")).isEqualTo("22012");
    }

    private static RecordedEvent statement(List<RecordedEvent> events, String sql) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals("io.howdah.Statement"))
                .filter(event -> sql.equals(event.getString("sql")))
                .findFirst()
                .orElseThrow();
    }

    private List<RecordedEvent> recorded(Path directory) throws Exception {
        try (var recording = new Recording()) {
            for (EventType type : FlightRecorder.getFlightRecorder().getEventTypes()) {
                if (!type.getName().startsWith("io.howdah.")) {
                    recording.disable(type.getName());
                }
            }
            for (String name : List.of("Statement", "Fetch")) {
                recording.enable("io.howdah." + name).withoutThreshold();
            }
            recording.start();
            use();
            recording.stop();
            Path file = directory.resolve("recording.jfr");
            recording.dump(file);
            return RecordingFile.readAllEvents(file);
        }
    }

    private void use() throws SQLException {
        try (var connection = DriverManager.getConnection(server.jdbcUrl(Role.TRUSTED));
                var statement = connection.createStatement();
                var select = connection.prepareStatement("select generate_series(1, ?)")) {
            connection.setAutoCommit(false);
            select.setInt(1, 7);
            select.executeQuery();
            statement.execute("create temp table t (a int)");
            connection.unwrap(HowdahConnection.class).copy().copyIn("copy t from stdin", new StringReader("1\n"));
            connection.commit();
            connection.setAutoCommit(true);
            statement.execute("listen elephants");
            statement.execute("notify elephants, 'they come'");
            assertThatThrownBy(() -> statement.execute("select 1 / 0")).isInstanceOf(SQLException.class);
        }
    }
}
