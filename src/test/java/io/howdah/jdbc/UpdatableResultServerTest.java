package io.howdah.jdbc;

import static io.howdah.jdbc.Answers.all;
import static io.howdah.jdbc.Answers.fails;
import static io.howdah.jdbc.Answers.one;
import static io.howdah.jdbc.Answers.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.howdah.testserver.TestServer;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpdatableResultServerTest {
    private final TestServer server = TestServer.shared();
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = server.connect();
        run(
                connection,
                "create temp table t (id int primary key, name text default 'nobody', \"odd \"\"col? {x}\" int)");
        run(connection, "insert into t select n, 'n' || n, n * 10 from generate_series(1, 5) n");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private ResultSet rows(String sql) throws SQLException {
        return rows(ResultSet.TYPE_SCROLL_INSENSITIVE, sql);
    }

    private ResultSet rows(int type, String sql) throws SQLException {
        return connection.createStatement(type, ResultSet.CONCUR_UPDATABLE).executeQuery(sql);
    }

    private String table() throws SQLException {
        return String.join("/", column("select id || name || coalesce(\"odd \"\"col? {x}\", 0) from t order by id"));
    }

    private List<String> column(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return all(statement.executeQuery(sql));
        }
    }

    // ---- update

    @ParameterizedTest
    @ValueSource(ints = {ResultSet.TYPE_FORWARD_ONLY, ResultSet.TYPE_SCROLL_INSENSITIVE})
    void updatesTheRowItStandsOn(int type) throws SQLException {
        ResultSet rows = rows(type, "select id, name, \"odd \"\"col? {x}\", 1 + 1 as two from t order by id");
        assertThat(rows.getConcurrency()).isEqualTo(ResultSet.CONCUR_UPDATABLE);
        assertThat((Throwable) rows.getWarnings()).isNull();
        while (rows.next()) {
            if (rows.getInt(1) % 2 == 0) {
                rows.updateString("NAME", "even");
                rows.updateInt(3, -1);
                assertThat(rows.getString(2)).startsWith("n");
                assertThat(rows.rowUpdated()).isFalse();
                rows.updateRow();
                assertThat(rows.getString(2)).isEqualTo("even");
                assertThat(rows.getInt(3)).isEqualTo(-1);
                assertThat(rows.getInt("two")).isEqualTo(2);
                assertThat(rows.rowUpdated()).isTrue();
            } else {
                assertThat(rows.rowUpdated()).isFalse();
            }
        }
        assertThat(table()).isEqualTo("1n110/2even-1/3n330/4even-1/5n550");
    }

    @Test
    void showsWhatItUpdatedWhenItComesBack() throws SQLException {
        ResultSet rows = rows("select * from t order by id");
        rows.absolute(2);
        rows.updateString(2, "two");
        rows.updateRow();
        rows.updateInt(1, 20);
        rows.updateRow();
        rows.updateNull(2);
        rows.updateRow();
        rows.next();
        assertThat(rows.getString(2)).isEqualTo("n3");
        rows.previous();
        assertThat(rows.getInt(1)).isEqualTo(20);
        assertThat(rows.getString(2)).isNull();
        assertThat(rows.wasNull()).isTrue();
        assertThat(one(connection, "select id from t where name is null")).isEqualTo("20");
    }

    @Test
    void forgetsWhatWasNotWritten() throws SQLException {
        ResultSet rows = rows("select * from t order by id");
        rows.next();
        rows.updateString(2, "lost");
        rows.next();
        rows.updateRow();
        rows.updateString(2, "lost");
        rows.cancelRowUpdates();
        rows.updateRow();
        assertThat(table()).doesNotContain("lost");
    }

    @Test
    void showsWhatATriggerMade() throws SQLException {
        run(
                connection,
                "create function pg_temp.shout() returns trigger language plpgsql as"
                        + " $$begin new.name := upper(new.name); return new; end$$");
        run(
                connection,
                "create trigger shout before insert or update on t for each row"
                        + (server.major() >= 11 ? " execute function" : " execute procedure") + " pg_temp.shout()");
        ResultSet rows = rows("select * from t where id = 1");
        rows.next();
        rows.updateString("name", "quiet");
        rows.updateRow();
        assertThat(rows.getString("name")).isEqualTo("QUIET");
        rows.moveToInsertRow();
        rows.updateInt(1, 9);
        rows.insertRow();
        assertThat(rows.getString("name")).isEqualTo("NOBODY");
    }

    @Test
    void tellsWhenTheRowIsGone() throws SQLException {
        ResultSet rows = rows("select * from t where id = 1");
        rows.next();
        run(connection, "delete from t");
        rows.updateString(2, "x");
        fails("24000", rows::updateRow).hasMessageContaining("no longer in");
        fails("24000", rows::refreshRow);
        fails("24000", rows::deleteRow);
    }

    // ---- insert, delete, refresh

    @Test
    void insertsARow() throws SQLException {
        ResultSet rows = rows("select id, name from t order by id");
        rows.next();
        rows.moveToInsertRow();
        assertThat(rows.getString(2)).isNull();
        fails("24000", rows::next);
        fails("24000", rows::updateRow);
        fails("24000", rows::deleteRow);
        fails("24000", rows::refreshRow);
        fails("24000", rows::cancelRowUpdates);
        fails("23502", rows::insertRow);
        rows.updateLong("id", 6);
        rows.insertRow();
        assertThat(rows.getString(2)).isEqualTo("nobody");
        rows.updateInt(1, 7);
        rows.updateString(2, "seven");
        rows.insertRow();
        rows.moveToCurrentRow();
        assertThat(rows.getInt(1)).isEqualTo(1);
        fails("24000", rows::insertRow);
        assertThat(table()).endsWith("5n550/6nobody0/7seven0");
    }

    @Test
    void deletesRows() throws SQLException {
        ResultSet rows = rows("select * from t order by id");
        rows.absolute(4);
        rows.updateString(2, "four");
        rows.updateRow();
        rows.absolute(2);
        rows.deleteRow();
        assertThat(rows.getInt(1)).isEqualTo(1);
        assertThat(rows.getRow()).isEqualTo(1);
        rows.deleteRow();
        assertThat(rows.getRow()).isZero();
        rows.next();
        assertThat(rows.getInt(1)).isEqualTo(3);
        rows.next();
        assertThat(rows.getString(2)).isEqualTo("four");
        rows.last();
        rows.deleteRow();
        assertThat(rows.getString(2)).isEqualTo("four");
        assertThat(rows.isLast()).isTrue();
        assertThat(table()).isEqualTo("3n330/4four40");
    }

    @Test
    void deletesWhileItMovesForward() throws SQLException {
        ResultSet rows = rows(ResultSet.TYPE_FORWARD_ONLY, "select id from t");
        while (rows.next()) {
            rows.deleteRow();
        }
        assertThat(table()).isEmpty();
    }

    @Test
    void refreshesARow() throws SQLException {
        ResultSet rows = rows("select * from t order by id");
        rows.next();
        run(connection, "update t set name = 'new'");
        rows.updateString(2, "forgotten");
        rows.refreshRow();
        assertThat(rows.getString(2)).isEqualTo("new");
        assertThat(rows.rowUpdated()).isFalse();
        rows.next();
        assertThat(rows.getString(2)).isEqualTo("n2");
    }

    @Test
    void needsARow() throws SQLException {
        ResultSet rows = rows("select * from t");
        fails("24000", () -> rows.updateInt(1, 1));
        fails("24000", rows::updateRow);
        fails("24000", rows::deleteRow);
        fails("24000", rows::refreshRow);
        rows.next();
        fails("22023", () -> rows.updateInt(0, 1));
        fails("22023", () -> rows.updateInt(4, 1));
        fails("42703", () -> rows.updateInt("none", 1));
    }

    @Test
    void worksInATransactionInPortions() throws SQLException {
        connection.setAutoCommit(false);
        Statement statement = connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_UPDATABLE);
        statement.setFetchSize(2);
        ResultSet rows = statement.executeQuery("select id, name from t order by id");
        while (rows.next()) {
            rows.updateString(2, "p" + rows.getInt(1));
            rows.updateRow();
        }
        connection.commit();
        assertThat(table()).isEqualTo("1p110/2p220/3p330/4p440/5p550");
    }

    @Test
    void worksFromAPreparedStatementInBinary() throws SQLException {
        for (int i = 1; i <= 3; i++) {
            try (var statement = connection.prepareStatement(
                    "select id, name, 2.5::float8 as f from t where id = ?",
                    ResultSet.TYPE_FORWARD_ONLY,
                    ResultSet.CONCUR_UPDATABLE)) {
                statement.setInt(1, i);
                ResultSet rows = statement.executeQuery();
                rows.next();
                rows.updateInt(1, -i);
                rows.updateRow();
                assertThat(rows.getInt(1)).isEqualTo(-i);
                assertThat(rows.getDouble(3)).isEqualTo(2.5);
            }
        }
    }

    // ---- which rows can be found again

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "create temp table u (a int, b int, c int, primary key (a, b)) | select c, b, a from u",
                "create temp table u (a int not null unique, c int) | select a, c from u",
                "create temp table u (a int, c int) | select ctid, xmin, c from u",
                "create temp table u (a int, c int) | select c, xmin as x, ctid as y from u",
                "create temp table u (a citext_like primary key, c int) | select c, a as other from u x",
                "create temp table \"U \"\" ?\" (\"$1\" int primary key, c int) | select \"$1\", c from \"U \"\" ?\"",
            })
    void findsRowsByTheirKey(String table, String query) throws SQLException {
        run(connection, "create domain pg_temp.citext_like as text");
        run(connection, table.replace("citext_like", "pg_temp.citext_like"));
        String name = table.contains("\"U") ? "\"U \"\" ?\"" : "u";
        run(connection, "insert into " + name + " values (1, 2), (2, 2)");
        ResultSet rows = rows(query);
        while (rows.next()) {
            rows.updateInt("c", 7);
            rows.updateRow();
            rows.updateInt("c", rows.getInt("c") + 1);
            rows.updateRow();
        }
        assertThat(column("select c from " + name)).containsOnly("8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select name from t | primary key",
                "select a from nokey | primary key",
                "select ctid, a from nokey | ctid and xmin",
                "select xmin, a from nokey | ctid and xmin",
                "select a from nullable | primary key",
                "select a from partial | primary key",
                "select 1 | none of its columns",
                "select id from t union select 1 | none of its columns",
                "select t.id, nokey.a from t, nokey | more than one table",
                "select a, c from parent | inherit",
                "select * from v | no table",
                "select x.id, y.name from t x join t y on y.id = x.id + 1 | joined with itself",
                "select relname from pg_class | primary key",
                "select a.id, b.name from pg_temp.order a, pg_temp.order b where b.id = a.id + 1 | joined with itself",
                "update t a set name = 'x' from t b where b.id = a.id + 1 returning a.id, b.name | not of a SELECT",
                "delete from t a using t b where b.id = a.id + 1 returning a.id, b.name | not of a SELECT",
                "with c as (delete from t a using t b where b.id = a.id + 1 returning a.id, b.name) select * from c"
                        + " | not of a SELECT",
            })
    void isReadOnlyWhereRowsCannotBeFoundAgain(String query, String why) throws SQLException {
        run(connection, "create temp table nokey (a int)");
        run(connection, "create temp table \"order\" (id int primary key, name text)");
        run(connection, "insert into \"order\" values (1, 'a'), (2, 'b')");
        run(connection, "create temp table nullable (a int unique)");
        run(connection, "create temp table partial (a int not null, b int)");
        run(connection, "create unique index on partial (a) where b > 0");
        run(connection, "create temp table parent (a int primary key, c int)");
        run(connection, "create temp table child () inherits (parent)");
        run(connection, "create temp view v as select * from t");
        ResultSet rows = rows(query);
        assertThat(rows.getConcurrency()).isEqualTo(ResultSet.CONCUR_READ_ONLY);
        assertThat((Throwable) rows.getWarnings()).hasMessageContaining(why);
        rows.clearWarnings();
        assertThat((Throwable) rows.getWarnings()).isNull();
        rows.next();
        fails("24000", () -> rows.updateInt(1, 1)).hasMessageContaining(why);
        fails("24000", rows::updateRow);
        fails("24000", rows::deleteRow);
        fails("24000", rows::moveToInsertRow);
    }

    @Test
    void isReadOnlyWhereACursorHasTheQuery() throws SQLException {
        connection.setAutoCommit(false);
        run(connection, "declare c cursor for select x.id, y.name from t x join t y on y.id = x.id + 1");
        ResultSet rows = rows("fetch all in c");
        assertThat(rows.getConcurrency()).isEqualTo(ResultSet.CONCUR_READ_ONLY);
        rows.next();
        fails("24000", () -> rows.updateString(2, "x"));
    }

    @Test
    void findsNoOtherRowWhereOneWas() throws SQLException {
        run(connection, "create temp table nokey (v text)");
        run(connection, "insert into nokey values ('gone')");
        ResultSet rows = rows("select ctid, xmin, v from nokey");
        rows.next();
        assertThat(rows.getString("ctid")).isEqualTo("(0,1)");
        run(connection, "truncate nokey");
        run(connection, "insert into nokey values ('other')");
        assertThat(column("select ctid from nokey")).containsExactly("(0,1)");
        rows.updateString("v", "changed");
        fails("24000", rows::updateRow).hasMessageContaining("no longer in");
        fails("24000", rows::refreshRow);
        fails("24000", rows::deleteRow);
        assertThat(column("select v from nokey")).containsExactly("other");
    }

    private static List<String> values(ResultSet rows, String... labels) throws SQLException {
        List<String> values = new ArrayList<>();
        for (String label : labels) {
            values.add(label + " " + rows.getString(label));
        }
        return values;
    }

    @Test
    void showsSystemColumnsAsTheyHaveBecome() throws SQLException {
        String[] system = {"ctid", "xmin", "cmin", "xmax", "cmax", "tableoid"};
        ResultSet rows = rows("select id, ctid, xmin, cmin, xmax, cmax, tableoid, name from t order by id");
        rows.next();
        String xmin = rows.getString("xmin");
        rows.updateString("name", "new");
        rows.updateRow();
        assertThat(rows.getString("xmin")).isNotEqualTo(xmin);
        assertThat(values(rows, system)).isEqualTo(stored(system, "from t where id = 1"));
        run(connection, "update t set name = 'newer' where id = 1");
        rows.refreshRow();
        assertThat(values(rows, system)).isEqualTo(stored(system, "from t where id = 1"));
        rows.moveToInsertRow();
        rows.updateInt("id", 9);
        rows.insertRow();
        assertThat(values(rows, system)).isEqualTo(stored(system, "from t where id = 9"));
    }

    private List<String> stored(String[] labels, String from) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select " + String.join(", ", labels) + ' ' + from)) {
            assertThat(rows.next()).isTrue();
            return values(rows, labels);
        }
    }

    @Test
    void followsARowIntoAnotherPartition() throws SQLException {
        assumeThat(server.major())
                .as("Rows move between partitions from version 11 on")
                .isGreaterThanOrEqualTo(11);
        boolean knowsXmin = server.major() != 12 && server.major() != 13;
        String[] system = knowsXmin ? new String[] {"xmin", "tableoid"} : new String[] {"tableoid"};
        run(connection, "create temp table p (id int, k int, v text, primary key (id, k)) partition by list (k)");
        run(connection, "create temp table p1 partition of p for values in (1)");
        run(connection, "create temp table p2 (v text, k int not null, id int not null)");
        run(connection, "alter table p attach partition p2 for values in (2)");
        run(connection, "insert into p values (1, 1, 'a')");
        ResultSet rows = rows("select id, k, v, xmin, tableoid::regclass as part, tableoid from p");
        rows.next();
        rows.updateString("v", "b");
        rows.updateRow();
        assertThat(values(rows, system)).isEqualTo(stored(system, "from p"));
        rows.updateInt("k", 2);
        rows.updateRow();
        assertThat(rows.getInt("k")).isEqualTo(2);
        assertThat(values(rows, system)).isEqualTo(stored(system, "from p"));
        rows.moveToInsertRow();
        rows.updateInt("id", 2);
        rows.updateInt("k", 2);
        rows.insertRow();
        assertThat(values(rows, system)).isEqualTo(stored(system, "from p where id = 2"));
    }

    @Test
    void leavesSystemColumnsToTheServer() throws SQLException {
        ResultSet rows = rows("select id, ctid, xmin, name from t order by id");
        rows.next();
        fails("24000", () -> rows.updateString("ctid", "(0,7)")).hasMessageContaining("\"ctid\"");
        fails("24000", () -> rows.updateString("xmin", "7")).hasMessageContaining("\"xmin\"");
        rows.updateString("name", "x");
        rows.updateRow();
        assertThat(table()).startsWith("1x10/");
    }

    @Test
    void meansTheSameTypesWhateverTheSearchPathBecomes() throws SQLException {
        connection.setAutoCommit(false);
        run(connection, "create schema \"sad \"\" places\"");
        run(connection, "set local search_path = \"sad \"\" places\"");
        run(connection, "create type mood as enum ('a', 'b')");
        // Hides the built-in one where the path names the schema first.
        run(connection, "create domain point as text");
        run(connection, "create domain place as varchar(9)");
        run(
                connection,
                "create table m (m mood primary key, ms mood[], p pg_catalog.point, place place, c \"char\", b bit(3),"
                        + " s char(3), v varchar(3), n numeric(4,1), i interval, ts timestamptz(3), vs varchar(2)[])");
        run(connection, "insert into m (m) values ('a')");
        ResultSet rows = rows("select * from m");
        rows.next();
        assertThat(rows.getConcurrency()).isEqualTo(ResultSet.CONCUR_UPDATABLE);
        for (String path : List.of("public", "\"sad \"\" places\", pg_catalog")) {
            run(connection, "set local search_path = " + path);
            rows.updateString("m", "b");
            rows.updateString("ms", "{a,b}");
            rows.updateString("p", "(1,2)");
            rows.updateString("place", "here");
            rows.updateString("c", "x");
            rows.updateString("b", "101");
            rows.updateString("s", "ab");
            rows.updateString("v", "abc");
            rows.updateString("n", "12.34");
            rows.updateString("i", "01:02:03");
            rows.updateString("ts", "2024-02-29 00:00:00+00");
            rows.updateString("vs", "{ab}");
            rows.updateRow();
            assertThat(values(rows, "m", "ms", "p", "place", "c", "b", "s", "v", "n", "i", "vs"))
                    .containsExactly(
                            "m b",
                            "ms {a,b}",
                            "p (1,2)",
                            "place here",
                            "c x",
                            "b 101",
                            "s ab ",
                            "v abc",
                            "n 12.3",
                            "i 01:02:03",
                            "vs {ab}");
        }
        connection.rollback();
    }

    // ---- moves that fail

    /** Rows enough that the first are read before the server comes to the error. */
    private ResultSet failingBehind14999(int type) throws SQLException {
        run(connection, "create temp table far (id int primary key, v text, pad text)");
        run(connection, "insert into far select n, 'v' || n, repeat('x', 200) from generate_series(1, 20000) n");
        return rows(type, "select id, v, pad, 1 / (15000 - id) from far");
    }

    @Test
    void staysOnItsRowWhenAMoveFails() throws SQLException {
        ResultSet rows = failingBehind14999(ResultSet.TYPE_SCROLL_INSENSITIVE);
        rows.next();
        rows.updateString(2, "second thoughts");
        fails("22012", rows::last);
        assertThat(rows.getRow()).isEqualTo(1);
        assertThat(rows.getInt(1)).isEqualTo(1);
        fails("22012", rows::afterLast);
        fails("22012", () -> rows.absolute(-1));
        fails("22012", () -> rows.absolute(17000));
        fails("22012", () -> rows.relative(16000));
        assertThat(rows.getString(2)).isEqualTo("v1");
        rows.updateRow();
        assertThat(column("select id from far where v = 'second thoughts'")).containsExactly("1");
        rows.absolute(7);
        fails("22012", rows::last);
        rows.deleteRow();
        assertThat(rows.getInt(1)).isEqualTo(6);
        assertThat(column("select count(*) from far where id = 7")).containsExactly("0");
        assertThat(rows.absolute(14998)).isTrue();
        fails("22012", rows::isLast);
        assertThat(rows.getInt(1)).isEqualTo(14999);
        rows.moveToInsertRow();
        rows.updateInt(1, -1);
        fails("22012", rows::last);
        rows.insertRow();
        assertThat(column("select count(*) from far")).containsExactly("20000");
    }

    @Test
    void forgetsNothingWhenAMoveIsRefused() throws SQLException {
        ResultSet rows = rows(ResultSet.TYPE_FORWARD_ONLY, "select id, name from t order by id");
        rows.next();
        rows.updateString(2, "kept");
        fails("24000", () -> rows.absolute(1));
        fails("24000", () -> rows.relative(1));
        fails("24000", rows::previous);
        fails("24000", rows::beforeFirst);
        fails("24000", rows::afterLast);
        rows.updateRow();
        assertThat(table()).startsWith("1kept10/");
        rows.moveToInsertRow();
        rows.updateInt(1, 9);
        fails("24000", rows::first);
        fails("24000", rows::last);
        rows.updateString(2, "boo");
        fails("24000", rows::updateRow);
        rows.insertRow();
        assertThat(rows.getInt(1)).isEqualTo(9);
        rows.moveToCurrentRow();
        assertThat(rows.getString(2)).isEqualTo("kept");
        assertThat(table()).startsWith("1kept10/").endsWith("/9boo0");
    }

    @Test
    void leavesTheRowThatItUpdatedWhenTheNextOneFails() throws SQLException {
        ResultSet rows = failingBehind14999(ResultSet.TYPE_FORWARD_ONLY);
        for (int i = 1; i <= 14999; i++) {
            assertThat(rows.next()).isTrue();
        }
        rows.updateString(2, "new");
        rows.updateRow();
        assertThat(rows.getString(2)).isEqualTo("new");
        fails("22012", rows::next);
        fails("24000", () -> rows.getString(2));
        fails("24000", () -> rows.updateString(2, "x"));
    }

    @Test
    void knowsATableThatWasPutInThePlaceOfAnother() throws SQLException {
        try (var statement = connection.prepareStatement(
                "select * from t where id = 1", ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_UPDATABLE)) {
            for (int i = 0; i < 3; i++) {
                ResultSet rows = statement.executeQuery();
                rows.next();
                rows.updateString(2, "x" + i);
                rows.updateRow();
                assertThat(one(connection, "select name from t where id = 1")).isEqualTo("x" + i);
                run(connection, "create temp table t2 (like t including all)");
                run(connection, "insert into t2 select * from t");
                run(connection, "drop table t");
                run(connection, "alter table t2 rename to t");
            }
        }
    }

    @Test
    void refusesColumnsThatAreNotTheTables() throws SQLException {
        ResultSet rows = rows("select id, upper(name) as loud from t");
        rows.next();
        fails("24000", () -> rows.updateString("loud", "x")).hasMessageContaining("\"loud\"");
    }

    @Test
    void keysOfAnUpdatableStatementAreReadOnly() throws SQLException {
        try (Statement statement =
                connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE)) {
            statement.executeUpdate("insert into t values (10)", Statement.RETURN_GENERATED_KEYS);
            assertThat(statement.getGeneratedKeys().getType()).isEqualTo(ResultSet.TYPE_FORWARD_ONLY);
            assertThat(statement.getGeneratedKeys().getConcurrency()).isEqualTo(ResultSet.CONCUR_READ_ONLY);
        }
    }

    // ---- values

    private interface Update {
        void to(ResultSet rows) throws SQLException;
    }

    private void stores(String type, String expected, Update update) throws SQLException {
        run(connection, "drop table if exists v");
        run(connection, "create temp table v (id int primary key, x " + type + ")");
        run(connection, "insert into v values (1)");
        ResultSet rows = rows("select * from v");
        rows.next();
        update.to(rows);
        rows.updateRow();
        String stored = one(connection, "select x::text from v");
        assertThat(stored).as(type).isEqualTo(expected);
        rows.getObject(2);
        rows.getStatement().close();
    }

    @Test
    void takesValuesOfAllKinds() throws SQLException {
        stores("bool", "true", r -> r.updateBoolean(2, true));
        stores("int2", "3", r -> r.updateByte(2, (byte) 3));
        stores("int2", "4", r -> r.updateShort("x", (short) 4));
        stores("int8", "5", r -> r.updateLong("x", 5));
        stores("float4", "1.5", r -> r.updateFloat("x", 1.5f));
        stores("float8", "2.5", r -> r.updateDouble("x", 2.5));
        stores("numeric(6,2)", "2.25", r -> r.updateBigDecimal("x", new BigDecimal("2.25")));
        stores("numeric", "2.5", r -> r.updateObject("x", new BigDecimal("2.46"), 1));
        stores("int4", "12", r -> r.updateString("x", "12"));
        stores("varchar(5)", "é", r -> r.updateNString("x", "é"));
        stores("json", "{\"a\": 1}", r -> r.updateString("x", "{\"a\": 1}"));
        stores(
                "uuid",
                "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
                r -> r.updateObject("x", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"));
        stores("bytea", "\\x0102", r -> r.updateBytes("x", new byte[] {1, 2}));
        stores("bytea", "\\x0102", r -> r.updateBinaryStream("x", new ByteArrayInputStream(new byte[] {1, 2, 3}), 2));
        stores("bytea", "\\x01", r -> r.updateBlob("x", new ByteArrayInputStream(new byte[] {1})));
        stores("text", "abc", r -> r.updateCharacterStream("x", new StringReader("abc")));
        stores("text", "ab", r -> r.updateNCharacterStream("x", new StringReader("abc"), 2));
        stores("text", "ab", r -> r.updateAsciiStream("x", new ByteArrayInputStream(new byte[] {'a', 'b'})));
        stores("text", "clob", r -> r.updateClob("x", new StringReader("clob")));
        stores("date", "2024-02-29", r -> r.updateDate("x", Date.valueOf("2024-02-29")));
        stores("date", "2024-02-29", r -> r.updateObject("x", LocalDate.of(2024, 2, 29)));
        stores(
                "boolean",
                "true",
                r -> r.updateObject(
                        "x", OffsetDateTime.parse("2024-02-29T00:00:00Z").getYear() == 2024));
        stores("int4[]", "{1,2}", r -> r.updateArray("x", connection.createArrayOf("int4", new Object[] {1, 2})));
        stores("int4", null, r -> r.updateNull("x"));
        stores("int4", null, r -> r.updateObject("x", null));
        stores("int4", "9", r -> r.updateObject("x", "9", JDBCType.INTEGER));
        stores("point", "(1,2)", r -> r.updateString("x", "(1,2)"));
        stores("tid", "(0,1)", r -> r.updateString("x", "(0,1)"));
    }

    @Test
    void refusesWhatDoesNotFit() throws SQLException {
        run(connection, "create temp table v (id int primary key, x varchar(2))");
        run(connection, "insert into v values (1, 'a')");
        ResultSet rows = rows("select * from v");
        rows.next();
        rows.updateString(2, "abc");
        fails("22001", rows::updateRow);
        rows.updateString(1, "abc");
        fails("22P02", rows::updateRow);
        assertThat(rows.getString(2)).isEqualTo("a");
    }

    @Test
    void agreesWithWhatTheMetaDataSays() throws SQLException {
        var metaData = connection.getMetaData();
        for (int type : new int[] {ResultSet.TYPE_FORWARD_ONLY, ResultSet.TYPE_SCROLL_INSENSITIVE}) {
            assertThat(metaData.supportsResultSetConcurrency(type, ResultSet.CONCUR_UPDATABLE))
                    .isTrue();
            assertThat(metaData.updatesAreDetected(type)).isTrue();
            assertThat(metaData.deletesAreDetected(type)).isFalse();
            assertThat(metaData.insertsAreDetected(type)).isFalse();
            assertThat(metaData.ownUpdatesAreVisible(type)).isTrue();
            assertThat(metaData.ownInsertsAreVisible(type)).isFalse();
        }
    }
}
