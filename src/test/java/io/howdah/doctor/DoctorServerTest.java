package io.howdah.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.testserver.Role;
import io.howdah.testserver.ServerOptions;
import io.howdah.testserver.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoctorServerTest {
    private final TestServer server = TestServer.shared();

    @Test
    void tellsOfEachPhaseAndPrintsRows() {
        Told told = Told.by(
                server.jdbcUrl(Role.SCRAM, "sslmode=require"),
                "-c",
                "select n as number, case when n = 2 then null else 'row ' || n end as name, E'a\\x07b' as bell"
                        + " from generate_series(1, 2) n");
        assertThat(told.end()).as(told.text()).isEqualTo(ExitCode.WELL);
        assertThat(told.text())
                .containsPattern("(?m)^settings +user scram, database \\S+, sslmode=require, \\S+$")
                .containsPattern("(?m)^resolve +\\S+$")
                .containsPattern("(?m)^connect +\\S+$")
                .containsPattern("(?m)^encrypt +TLSv1\\.\\d, TLS_\\w+")
                .containsPattern("(?m)^authenticate +SCRAM_SHA_256_PLUS, bound to the TLS channel as scram$")
                .containsPattern("(?m)^start +PostgreSQL \\S+.*, protocol 3\\.\\d, process \\d+$")
                .endsWith("""
                        number | name  | bell
                        -------+-------+-----
                        1      | row 1 | a.b
                        2      | NULL  | a.b
                        (2 rows)
                        """)
                .doesNotContain(Role.SCRAM.password());
    }

    @Test
    void cutsOffWhatIsTooLong() {
        Told told = Told.by(server.jdbcUrl(), "-c", "select repeat('x', 1000) from generate_series(1, 1000)");
        assertThat(told.end()).isEqualTo(ExitCode.WELL);
        assertThat(told.text())
                .contains("x".repeat(RowTable.WIDEST) + "..")
                .doesNotContain("x".repeat(RowTable.WIDEST + 1))
                .endsWith("(the first " + RowTable.MOST_ROWS + " rows)\n");
    }

    @Test
    void aStatementThatFailsAndOneThatChanges() {
        Told failed = Told.by(server.jdbcUrl(), "-c", "select nonsense");
        assertThat(failed.end()).isEqualTo(ExitCode.QUERY_FAILED);
        assertThat(failed.text()).containsPattern("(?m)^query +FAILED, SQLSTATE 42703$");
        assertThat(Told.by(
                                server.jdbcUrl(),
                                "-c",
                                "create temporary table t as select generate_series(1, 3) n; delete from t")
                        .text())
                .endsWith("3 rows changed\n3 rows changed\n");
    }

    @Test
    void aWrongPassword() {
        Told told = Told.by(server.jdbcUrl(Role.SCRAM).replaceAll("password=[^&]*", "password=Kanarienvogel"));
        assertThat(told.end()).isEqualTo(ExitCode.NOT_AUTHENTICATED);
        assertThat(told.text())
                .contains("FAILED, SQLSTATE 28P01", "What to change: give the role's password")
                .doesNotContain("Kanarienvogel");
    }

    @Test
    void aPasswordThatWasAskedForCountsAndIsNotKept() {
        char[] typed = Role.SCRAM.password().toCharArray();
        String url = server.jdbcUrl(Role.SCRAM).replaceAll("password=[^&]*", "password=Kanarienvogel");
        Told told = Told.by(() -> typed, "-W", url);
        assertThat(told.end()).as(told.text()).isEqualTo(ExitCode.WELL);
        assertThat(typed).containsOnly('\0');
        assertThat(told.text()).doesNotContain("Kanarienvogel", Role.SCRAM.password());
    }

    @Test
    void anUnknownDatabase() {
        Told told = Told.by(server.jdbcUrl().replace("/" + server.database() + "?", "/nowhere?"));
        assertThat(told.end()).isEqualTo(ExitCode.NOT_STARTED);
        assertThat(told.text()).contains("FAILED, SQLSTATE 3D000", "name a database that is there");
    }

    @Test
    void anAddressThatPgHbaRejects() {
        Told told = Told.by(server.jdbcUrl(Role.REJECTED));
        assertThat(told.end()).isEqualTo(ExitCode.NOT_AUTHENTICATED);
        assertThat(told.text()).contains("FAILED, SQLSTATE 28000", "pg_hba.conf decides");
    }

    @Test
    void aServerThatIsFull() throws Exception {
        try (var full = TestServer.startEmbedded(ServerOptions.defaults()
                .setting("max_connections", "4")
                .setting("superuser_reserved_connections", "0")
                .setting("reserved_connections", "0")
                .setting("max_wal_senders", "0"))) {
            List<AutoCloseable> open = new ArrayList<>();
            try {
                for (int i = 0; i < 4; i++) {
                    open.add(full.connect());
                }
                Told told = Told.by(full.jdbcUrl());
                assertThat(told.end()).as(told.text()).isEqualTo(ExitCode.NOT_STARTED);
                assertThat(told.text()).contains("FAILED, SQLSTATE 53300", "make pools smaller");
            } finally {
                for (AutoCloseable each : open) {
                    each.close();
                }
            }
        }
    }
}
