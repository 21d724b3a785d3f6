package io.howdah.datasource;

import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.api.HowdahConnection;
import io.howdah.testserver.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Connections that nobody closes. */
@ResourceLock(Resources.SYSTEM_ERR)
class UnclosedConnectionsServerTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final TestServer server = TestServer.shared();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private PrintStream errors;

    @BeforeEach
    void readTheLog() {
        errors = System.err;
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void leaveTheLog() {
        System.setErr(errors);
    }

    private Connection open() throws SQLException {
        return server.connect("logUnclosedConnections=true");
    }

    @Test
    void areClosedAndToldOfWhenTheNextIsOpened() throws Exception {
        int backend = forget();
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!log.toString(StandardCharsets.UTF_8).contains("lost without being closed")) {
            assertThat(System.nanoTime()).as("found in time").isLessThan(end);
            System.gc();
            open().close();
        }
        assertThat(log.toString(StandardCharsets.UTF_8)).contains("UnclosedConnectionsServerTest.forget");
        try (var connection = open();
                var ask = connection.prepareStatement("select count(*) from pg_stat_activity where pid = ?")) {
            ask.setInt(1, backend);
            while (true) {
                assertThat(System.nanoTime()).as("gone in time").isLessThan(end);
                try (var rows = ask.executeQuery()) {
                    rows.next();
                    if (rows.getInt(1) == 0) {
                        return;
                    }
                }
            }
        }
    }

    /** With a result that is being read, which must not keep it from being lost. */
    private int forget() throws SQLException {
        Connection lost = open();
        var statement = lost.createStatement();
        statement
                .executeQuery("select repeat('x', 1000) from generate_series(1, 100000)")
                .next();
        return lost.unwrap(HowdahConnection.class).backendPid();
    }

    @Test
    void thoseThatWereClosedAreNoNews() throws SQLException {
        openAndClose(20);
        long end = System.nanoTime() + LIMIT.toNanos();
        while (UnclosedConnections.SHARED.watched() > 0) {
            assertThat(System.nanoTime()).as("found in time").isLessThan(end);
            System.gc();
            UnclosedConnections.SHARED.closeLost();
        }
        assertThat(log.toString(StandardCharsets.UTF_8)).doesNotContain("lost without being closed");
    }

    private void openAndClose(int count) throws SQLException {
        List<Connection> held = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            held.add(open());
        }
        assertThat(UnclosedConnections.SHARED.watched()).isGreaterThanOrEqualTo(count);
        for (Connection each : held) {
            each.close();
        }
    }
}
