package io.howdah.jdbc.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.testserver.TestServer;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A thousand tables. The budgets are ten times and more what a busy machine needs; a query that goes over the catalogue
 * once for each table exceeds them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManyTablesServerTest {
    private static final int TABLES = 1_000;
    private static final String SCHEMA = "howdah_many";

    private Connection connection;
    private DatabaseMetaData about;

    @BeforeAll
    void createTables() throws SQLException {
        connection = TestServer.shared().connect();
        about = connection.getMetaData();
        // In one transaction each, or the locks of a thousand tables would not fit the server's table of locks.
        run("drop schema if exists howdah_many cascade; create schema howdah_many");
        run("create table howdah_many.t0 (id int primary key)");
        for (int from = 1; from < TABLES; from += 100) {
            run("""
                    do $$ begin
                        for i in %d .. %d loop
                            execute format('create table howdah_many.t%%s (id serial primary key, a int, b text, c date,'
                                || ' d numeric(10, 2), e timestamptz, parent int references howdah_many.t%%s)', i, i - 1);
                        end loop;
                    end $$""".formatted(from, Math.min(from + 99, TABLES - 1)));
        }
    }

    @AfterAll
    void dropTables() throws SQLException {
        for (int from = 0; from < TABLES; from += 100) {
            run("""
                    do $$ begin
                        for i in %d .. %d loop
                            execute format('drop table howdah_many.t%%s cascade', i);
                        end loop;
                    end $$""".formatted(from, from + 99));
        }
        run("drop schema howdah_many");
        connection.close();
    }

    private void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @FunctionalInterface
    private interface Lister {
        ResultSet list() throws SQLException;
    }

    private static Duration timeOf(int expectedRows, Lister lister) throws SQLException {
        long start = System.nanoTime();
        int count = 0;
        try (ResultSet rows = lister.list()) {
            while (rows.next()) {
                count++;
            }
        }
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        assertThat(count).isEqualTo(expectedRows);
        return time;
    }

    @Test
    void aWholeSchemaIsListedAtOnce() throws SQLException {
        Duration budget = Duration.ofSeconds(5);
        int children = TABLES - 1;
        assertThat(timeOf(TABLES, () -> about.getTables(null, SCHEMA, null, new String[] {"TABLE"})))
                .isLessThan(budget);
        assertThat(timeOf(1 + 7 * children, () -> about.getColumns(null, SCHEMA, null, "%")))
                .isLessThan(budget);
        assertThat(timeOf(TABLES, () -> about.getPrimaryKeys(null, SCHEMA, null)))
                .isLessThan(budget);
        assertThat(timeOf(children, () -> about.getImportedKeys(null, SCHEMA, null)))
                .isLessThan(budget);
        assertThat(timeOf(children, () -> about.getExportedKeys(null, SCHEMA, null)))
                .isLessThan(budget);
        assertThat(timeOf(TABLES, () -> about.getIndexInfo(null, SCHEMA, null, false, true)))
                .isLessThan(budget);
    }

    @Test
    void oneTableOfManyIsFoundQuickly() throws SQLException {
        Duration budget = Duration.ofSeconds(5);
        Duration all = Duration.ZERO;
        for (int i = 1; i <= 50; i++) {
            String table = "t" + i;
            all = all.plus(timeOf(1, () -> about.getTables(null, SCHEMA, table, null)))
                    .plus(timeOf(7, () -> about.getColumns(null, SCHEMA, table, null)))
                    .plus(timeOf(1, () -> about.getPrimaryKeys(null, SCHEMA, table)))
                    .plus(timeOf(1, () -> about.getImportedKeys(null, SCHEMA, table)))
                    .plus(timeOf(1, () -> about.getExportedKeys(null, SCHEMA, table)))
                    .plus(timeOf(1, () -> about.getIndexInfo(null, SCHEMA, table, false, true)));
        }
        assertThat(all).isLessThan(budget);
    }
}
