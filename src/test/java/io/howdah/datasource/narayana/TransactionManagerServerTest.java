package io.howdah.datasource.narayana;

import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.bench.JvmRun;
import io.howdah.datasource.narayana.TransferProgram.Task;
import io.howdah.testserver.ServerOptions;
import io.howdah.testserver.TestServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Narayana, the transaction manager of WildFly and Quarkus, and two databases between which money is moved: it is never in
 * both nor in none, whenever the program dies.
 */
class TransactionManagerServerTest {
    private static TestServer server;

    @TempDir
    private Path log;

    @BeforeAll
    static void startServer() throws SQLException {
        server = TestServer.start(ServerOptions.defaults().setting("max_prepared_transactions", "10"));
        try (Connection connection = server.connect()) {
            run(connection, "create database second");
        }
        for (String url : urls()) {
            try (Connection connection = DriverManager.getConnection(url)) {
                run(connection, "create table account (id int primary key, amount int not null)");
            }
        }
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void fillAccounts() throws SQLException {
        for (String url : urls()) {
            try (Connection connection = DriverManager.getConnection(url)) {
                run(connection, "truncate account");
                run(connection, "insert into account values (1, 10)");
            }
        }
    }

    private static List<String> urls() {
        String url = server.jdbcUrl();
        return List.of(url, url.replace("/" + server.database() + "?", "/second?"));
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String run(Task task, int exitCode) throws Exception {
        JvmRun run = JvmRun.of(
                System.getProperty("java.class.path"),
                List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"),
                TransferProgram.class,
                task.name(),
                log.toString(),
                urls().get(0),
                urls().get(1));
        assertThat(run.exitCode()).as(run.said()).isEqualTo(exitCode);
        return run.said();
    }

    private static void accountsAre(int first, int second) throws SQLException {
        assertThat(List.of(ask(0, "select amount from account"), ask(1, "select amount from account")))
                .containsExactly(first, second);
    }

    private static void preparedAre(int number) throws SQLException {
        assertThat(ask(0, "select count(*) from pg_prepared_xacts")).isEqualTo(number);
    }

    private static int ask(int database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(urls().get(database));
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @Test
    void commitsInBoth() throws Exception {
        assertThat(run(Task.COMMIT, 0)).contains("committed");
        accountsAre(5, 15);
        preparedAre(0);
    }

    @Test
    void rollsBackInBoth() throws Exception {
        run(Task.ROLL_BACK, 0);
        accountsAre(10, 10);
        preparedAre(0);
    }

    @Test
    void whatFailedInOneIsCommittedInNone() throws Exception {
        assertThat(run(Task.COMMIT_AFTER_A_FAILURE, 0)).contains("failed with 22012", "rolled back");
        accountsAre(10, 10);
        preparedAre(0);
    }

    @Test
    void commitsInOnePhaseWhereOneTakesPart() throws Exception {
        assertThat(run(Task.COMMIT_IN_ONE, 0)).contains("committed");
        accountsAre(5, 10);
    }

    @Test
    void theSameConnectionsServeTheNextTransaction() throws Exception {
        run(Task.COMMIT_TWICE, 0);
        accountsAre(0, 20);
    }

    @Test
    void whatWasDecidedIsCommittedAfterADeathBeforeAnyCommit() throws Exception {
        run(Task.DIE_BEFORE_THE_FIRST_COMMIT, TransferProgram.DEAD);
        accountsAre(10, 10);
        preparedAre(2);
        run(Task.RECOVER, 0);
        accountsAre(5, 15);
        preparedAre(0);
    }

    @Test
    void whatWasDecidedIsCommittedAfterADeathBetweenCommits() throws Exception {
        run(Task.DIE_BEFORE_THE_SECOND_COMMIT, TransferProgram.DEAD);
        preparedAre(1);
        run(Task.RECOVER, 0);
        accountsAre(5, 15);
        preparedAre(0);
    }

    @Test
    void whatWasNotDecidedIsRolledBackAfterADeath() throws Exception {
        run(Task.DIE_BEFORE_THE_SECOND_PREPARE, TransferProgram.DEAD);
        preparedAre(1);
        run(Task.RECOVER, 0);
        accountsAre(10, 10);
        preparedAre(0);
    }
}
