package io.howdah.jdbc;

import static io.howdah.jdbc.Answers.all;
import static io.howdah.jdbc.Answers.fails;
import static io.howdah.jdbc.Answers.run;
import static java.sql.Statement.RETURN_GENERATED_KEYS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.howdah.testserver.TestServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys of statements that do more than insert a row. */
class GeneratedKeysServerTest {
    private final TestServer server = TestServer.shared();
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = server.connect();
        run(
                connection,
                "create temp table t (id int generated always as identity primary key, a int unique, at date default '2024-02-29');"
                        + " insert into t (a) values (1), (2)");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            insert into t (a) values (?) on conflict (a) do update set at = '2025-01-01' | 1 | 1
            insert into t (a) values (?) on conflict do nothing                        | 1 |
            insert into t (a) values (?) on conflict do nothing                        | 9 | 4
            insert into t (a) values (?), (8) /* and */ ;                              | 7 | 3/4
            update t set at = null where a = ?                                         | 2 | 2
            delete from t where a >= ?                                                 | 1 | 1/2
            with x as (delete from t where a = ? returning a) insert into t (a) select a + 5 from x | 1 | 3
            """)
    void givesTheKeysOfTheRowsTouched(String sql, int value, String keys) throws SQLException {
        String expected = keys == null ? "" : keys;
        for (Object request : new Object[] {RETURN_GENERATED_KEYS, new String[] {"id"}, new int[] {1}}) {
            connection.setAutoCommit(false);
            try (PreparedStatement statement = prepare(sql, request)) {
                statement.setInt(1, value);
                statement.executeUpdate();
                var found = new StringBuilder();
                ResultSet rows = statement.getGeneratedKeys();
                while (rows.next()) {
                    found.append(found.isEmpty() ? "" : "/").append(rows.getInt("id"));
                }
                run(connection, "rollback");
                // A sequence is not rolled back.
                run(connection, "alter table t alter id restart with 3");
                connection.commit();
                if (!(sql.contains("do nothing") && value == 9)) {
                    assertThat(found.toString()).isEqualTo(expected);
                } else {
                    assertThat(found.toString()).isNotEmpty();
                }
            }
        }
    }

    private PreparedStatement prepare(String sql, Object request) throws SQLException {
        if (request instanceof String[] names) {
            return connection.prepareStatement(sql, names);
        }
        return request instanceof int[] places
                ? connection.prepareStatement(sql, places)
                : connection.prepareStatement(sql, (int) request);
    }

    @Test
    void manyKeysAreCounted() throws SQLException {
        run(connection, "create temp table many (id int generated always as identity primary key, x int)");
        String sql = "insert into many (x) select g from generate_series(1, 200000) g";
        try (Statement statement = connection.createStatement();
                PreparedStatement prepared = connection.prepareStatement(sql, RETURN_GENERATED_KEYS)) {
            assertThat(statement.executeUpdate(sql, RETURN_GENERATED_KEYS)).isEqualTo(200_000);
            assertThat(all(statement.getGeneratedKeys())).hasSize(200_000);
            assertThat(prepared.executeUpdate()).isEqualTo(200_000);
            assertThat(all(prepared.getGeneratedKeys())).hasSize(200_000);
        }
    }

    @Test
    void anErrorBehindManyKeysIsThrown() throws SQLException {
        run(
                connection,
                "create temp table late (id int generated always as identity primary key,"
                        + " x int unique deferrable initially deferred)");
        String sql = "insert into late (x) select g / 2 from generate_series(1, 200000) g";
        try (Statement statement = connection.createStatement();
                PreparedStatement prepared = connection.prepareStatement(sql, RETURN_GENERATED_KEYS)) {
            fails("23505", () -> statement.executeUpdate(sql, RETURN_GENERATED_KEYS));
            assertThat(all(statement.getGeneratedKeys())).isEmpty();
            assertThat(statement.getUpdateCount()).isEqualTo(-1);
            fails("23505", prepared::executeUpdate);
            assertThat(all(prepared.getGeneratedKeys())).isEmpty();
        }
    }

    @Test
    void givesThoseOfAMerge() throws SQLException {
        assumeThat(server.major()).as("MERGE has RETURNING from version 17 on").isGreaterThanOrEqualTo(17);
        try (PreparedStatement merge = connection.prepareStatement(
                "merge into t using (values (?::int)) v(n) on t.a = n"
                        + " when matched then update set at = null when not matched then insert (a) values (n)",
                new String[] {"a", "at"})) {
            merge.setInt(1, 2);
            assertThat(merge.executeUpdate()).isEqualTo(1);
            assertThat(all(merge.getGeneratedKeys())).containsExactly("2,null");
            merge.setInt(1, 5);
            merge.executeUpdate();
            assertThat(all(merge.getGeneratedKeys())).containsExactly("5,2024-02-29");
        }
    }

    @Test
    void namesOfColumnsAreNoSql() throws SQLException {
        String odd = "a\"; drop table t; --";
        run(connection, "create temp table odd (\"" + odd.replace("\"", "\"\"") + "\" int default 7, b int)");
        try (PreparedStatement insert =
                connection.prepareStatement("insert into odd (b) values (1)", new String[] {odd})) {
            insert.executeUpdate();
            assertThat(all(insert.getGeneratedKeys())).containsExactly("7");
        }
    }

    /** How many columns the keys have, and their names. */
    private static String keyNames(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql, RETURN_GENERATED_KEYS)) {
            statement.executeUpdate();
            var description = statement.getGeneratedKeys().getMetaData();
            var names = new StringBuilder();
            for (int i = 1; i <= description.getColumnCount(); i++) {
                names.append(i == 1 ? "" : " ").append(description.getColumnName(i));
            }
            return names.toString();
        }
    }

    @Test
    void theKeysAreThePrimaryKeyIdentityAndDefaults() throws SQLException {
        try (Connection keys = server.connect()) {
            run(keys, """
                    create temp table "T 1" (note text, at date default '2024-02-29', b int, "A" int, id serial,
                        primary key ("A", b));
                    create temp table plain (a int, b text);
                    create temp view seen as select * from plain""");
            String own = "b A at id";
            assertThat(keyNames(keys, "insert into \"T 1\" (\"A\", b) values (1, 2)"))
                    .isEqualTo(own);
            assertThat(keyNames(keys, "INSERT into pg_temp.\"T 1\"(\"A\", b) values (1, 3) -- end"))
                    .isEqualTo(own);
            assertThat(
                            keyNames(
                                    keys,
                                    "insert into \"T 1\" as x (\"A\", b) select 1, 4 from plain p right join (values (1)) v on true"))
                    .isEqualTo(own);
            // What has none, and what is no plain INSERT, gives all.
            assertThat(keyNames(keys, "insert into plain values (1)")).isEqualTo("a b");
            assertThat(keyNames(keys, "insert into seen values (1)")).isEqualTo("a b");
            assertThat(keyNames(keys, "update plain set a = 2")).isEqualTo("a b");
            assertThat(keyNames(keys, "with w as (select 5) insert into \"T 1\" (\"A\", b) select 1, 5 from w"))
                    .isEqualTo("note at b A id");
            assertThat(keyNames(keys, "insert into \"T 1\" (\"A\", b) values (2, 2) returning note"))
                    .isEqualTo("note");
        }
    }

    @Test
    void onWishTheKeysAreAllColumns() throws SQLException {
        try (Connection all = server.connect("generatedKeys=all")) {
            run(all, "create temp table wide (a text, id serial primary key, b int)");
            assertThat(keyNames(all, "insert into wide (b) values (1)")).isEqualTo("a id b");
        }
    }

    @Test
    void aLongTextAsksNoMoreThanAShortOne() throws SQLException {
        String values = "(5)" + ", (null)".repeat(1_000);
        assertThat(keyNames(connection, "insert into t (a) values " + values)).isEqualTo("id at");
        connection.setAutoCommit(false);
        run(connection, "savepoint broken");
        fails("22012", () -> run(connection, "select 1 / 0"));
        // In a transaction that has failed nobody could be asked.
        fails("25P02", () -> keyNames(connection, "insert into t (a) values " + values.replace("(5)", "(6)")));
        run(connection, "rollback to savepoint broken");
        assertThat(keyNames(connection, "insert into t (a) values " + values.replace("(5)", "(7)")))
                .isEqualTo("id at");
    }

    @Test
    void theFirstColumnIsTheKey() throws SQLException {
        run(connection, "create temp table late (at date default '2024-02-29', id bigserial primary key)");
        try (PreparedStatement insert =
                connection.prepareStatement("insert into late default values", RETURN_GENERATED_KEYS)) {
            insert.executeUpdate();
            ResultSet keys = insert.getGeneratedKeys();
            keys.next();
            assertThat(keys.getLong(1)).isEqualTo(1);
            fails("42703", () -> keys.getString("note")).hasMessageContaining("generatedKeys=all");
        }
    }

    /** Whatever others do to the table meanwhile. */
    @Test
    void columnsThatAreGoneAreForgottenAndTheStatementIsSentAgain() throws SQLException {
        String insert = "insert into changing (b) values (?)";
        run(
                connection,
                "create table changing (id int generated by default as identity primary key, a int default 1, b int)");
        try (Connection other = server.connect();
                Statement statement = connection.createStatement();
                PreparedStatement prepared = connection.prepareStatement(insert, RETURN_GENERATED_KEYS);
                PreparedStatement batch = connection.prepareStatement(insert, RETURN_GENERATED_KEYS)) {
            for (int round = 0; round < 2; round++) {
                connection.setAutoCommit(round == 0);
                String plain = insert.replace("?", "0");
                statement.executeUpdate(plain, RETURN_GENERATED_KEYS);
                assertThat(countOf(statement)).isEqualTo(2);
                prepared.setInt(1, 1);
                prepared.executeUpdate();
                assertThat(countOf(prepared)).isEqualTo(2);
                add(batch);
                assertThat(countOf(batch)).isEqualTo(2);
                commit();
                run(other, "alter table changing drop column a");
                prepared.executeUpdate();
                commit();
                statement.executeUpdate(plain, RETURN_GENERATED_KEYS);
                assertThat(countOf(statement)).isEqualTo(1);
                commit();
                add(batch);
                assertThat(countOf(batch)).isEqualTo(1);
                commit();
                prepared.executeUpdate();
                assertThat(countOf(prepared)).isEqualTo(1);
                commit();
                run(other, "alter table changing add a int default 2");
                run(connection, "create temp table if not exists something_defined (a int)");
            }
        } finally {
            connection.setAutoCommit(true);
            run(connection, "drop table changing");
        }
    }

    private void commit() throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.commit();
        }
    }

    private static void add(PreparedStatement batch) throws SQLException {
        for (int i = 0; i < 3; i++) {
            batch.setInt(1, i);
            batch.addBatch();
        }
        assertThat(batch.executeBatch()).containsExactly(1, 1, 1);
    }

    private static int countOf(Statement statement) throws SQLException {
        return statement.getGeneratedKeys().getMetaData().getColumnCount();
    }

    /** In a transaction that did something before, it is the transaction that fails, once. */
    @Test
    void aTransactionIsNotMendedBehindItsBack() throws SQLException {
        String insert = "insert into changing default values";
        run(connection, "create table changing (id serial primary key, a int default 1)");
        try (Connection other = server.connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(insert, RETURN_GENERATED_KEYS);
            run(other, "alter table changing drop column a");
            connection.setAutoCommit(false);
            run(connection, "select 1");
            fails("42703", () -> statement.executeUpdate(insert, RETURN_GENERATED_KEYS));
            connection.rollback();
            run(connection, "select 1");
            statement.executeUpdate(insert, RETURN_GENERATED_KEYS);
            assertThat(countOf(statement)).isEqualTo(1);
            connection.commit();
        } finally {
            connection.setAutoCommit(true);
            run(connection, "drop table changing");
        }
    }

    /** To prepare alone begins no transaction. */
    @Test
    void theCatalogueIsAskedWhenAStatementIsExecuted() throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement insert =
                connection.prepareStatement("insert into t (a) values (9)", RETURN_GENERATED_KEYS)) {
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            connection.setReadOnly(false);
            insert.executeUpdate();
            assertThat(countOf(insert)).isEqualTo(2);
        }
    }

    @Test
    void ofTablesOfOneNameTheSearchPathTellsWhichIsMeant() throws SQLException {
        run(connection, """
                create schema if not exists keys_a; create schema if not exists keys_b;
                create table keys_a.same (id serial primary key, x int);
                create table keys_b.same (x int, y serial primary key)""");
        try (PreparedStatement insert =
                connection.prepareStatement("insert into same (x) values (1)", RETURN_GENERATED_KEYS)) {
            for (int round = 0; round < 2; round++) {
                connection.setSchema("keys_a");
                insert.executeUpdate();
                assertThat(insert.getGeneratedKeys().getMetaData().getColumnName(1))
                        .isEqualTo("id");
                connection.setSchema("keys_b");
                insert.executeUpdate();
                assertThat(insert.getGeneratedKeys().getMetaData().getColumnName(1))
                        .isEqualTo("y");
            }
        } finally {
            run(connection, "drop schema keys_a cascade; drop schema keys_b cascade");
        }
    }

    /** Without a qualifier RETURNING would give the columns of the source, and those first. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            merge into t                  using (values ('src', 7)) s(w, x)      on t.a = s.x
            merge into t as target        using (values ('src', 7)) s(w, x)      on target.a = s.x
            merge into pg_temp.t *        using (values ('src', 7)) s(w, x)      on t.a = s.x
            merge into only (t) "T t"     using (values ('src', 7)) s(id, x)     on "T t".a = s.x
            merge into pg_temp."t" /* ; */ "using" using (values ('src', 7)) as merge(id, x) on a = x
            with merge as (select 'merge into x using' as id, 7 as x) merge into t u using merge on u.a = merge.x
            """)
    void thoseOfAMergeAreOfItsTarget(String merge) throws SQLException {
        assumeThat(server.major()).as("MERGE has RETURNING from version 17 on").isGreaterThanOrEqualTo(17);
        String sql = merge + " when not matched then insert (a) values (x)";
        for (Object request :
                new Object[] {RETURN_GENERATED_KEYS, new String[] {"id"}, new String[] {"ID"}, new int[] {1}}) {
            run(connection, "delete from t; alter table t alter id restart with 3");
            try (PreparedStatement statement = prepare(sql, request)) {
                assertThat(statement.executeUpdate()).isEqualTo(1);
                ResultSet keys = statement.getGeneratedKeys();
                assertThat(keys.getMetaData().getColumnCount()).isEqualTo(request instanceof Integer ? 3 : 1);
                assertThat(keys.next()).isTrue();
                assertThat(keys.getInt(1)).isEqualTo(3);
                assertThat(keys.getInt("id")).isEqualTo(3);
            }
        }
    }

    @Test
    void ofATextOfSeveralStatementsThereAreNone() throws SQLException {
        String sql = "insert into t (a) values (%s); insert into t (a) values (%s)";
        try (PreparedStatement prepared = connection.prepareStatement(sql.formatted("?", "?"), RETURN_GENERATED_KEYS);
                Statement statement = connection.createStatement()) {
            prepared.setInt(1, 11);
            prepared.setInt(2, 12);
            assertThat(prepared.executeUpdate()).isEqualTo(1);
            assertThat(statement.executeUpdate(sql.formatted("13", "14"), RETURN_GENERATED_KEYS))
                    .isEqualTo(1);
            for (Statement each : new Statement[] {prepared, statement}) {
                assertThat(all(each.getGeneratedKeys())).isEmpty();
                assertThat(each.getMoreResults()).isFalse();
                assertThat(each.getUpdateCount()).isEqualTo(1);
                assertThat(each.getMoreResults()).isFalse();
                assertThat(each.getUpdateCount()).isEqualTo(-1);
            }
        }
    }
}
