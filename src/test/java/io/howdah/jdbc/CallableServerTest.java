package io.howdah.jdbc;

import static io.howdah.jdbc.Answers.all;
import static io.howdah.jdbc.Answers.fails;
import static io.howdah.jdbc.Answers.one;
import static io.howdah.jdbc.Answers.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.peer.Relay;
import io.howdah.testserver.OnEveryRelease;
import io.howdah.testserver.TestServer;
import java.math.BigDecimal;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.JDBCType;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of functions and procedures. */
class CallableServerTest {
    private static final String ROUTINES = """
            drop schema if exists calls cascade; create schema calls; set search_path to calls;
            create table log (what text);
            create function twice(n int) returns int language sql as 'select $1 * 2';
            create function halves(n int, out quotient int, out remainder int) language sql as 'select $1 / 2, $1 % 2';
            create function next_one(inout n int) language sql as 'select $1 + 1';
            create function between_them(out first int, n int, out last int) language sql as 'select $1 - 1, $1 + 1';
            create function nothing() returns void language sql as '';
            create function several(n int) returns setof int language sql as 'select generate_series(1, $1)';
            create function pairs(n int) returns table (a int, b text) language sql
              as 'select i, i::text from generate_series(1, $1) i';
            create function total(variadic numbers int[]) returns bigint language sql as 'select sum(n) from unnest($1) n';
            create function greet(who text, how text default 'Hello', mark text default '!') returns text language sql
              as 'select $2 || '' '' || $1 || $3';
            create function over(n int) returns text language sql as 'select ''int''';
            create function over(t text) returns text language sql as 'select ''text''';
            create function over2(n int, out o int) language sql as 'select $1';
            create function over2(n int, m int) returns int language sql as 'select $1 + $2';
            create function over3(n int, m int) returns int language sql as 'select 1';
            create function over3(x text, n int) returns int language sql as 'select 1';
            create procedure either(t text) language sql as '';
            create function either(n int) returns int language sql as 'select 1';
            create type person as (name text, age int);
            create function someone(n int) returns person language sql as 'select ''x''::text, $1';
            create function cursor_of(n int) returns refcursor language plpgsql
              as 'declare c refcursor; begin open c for select generate_series(1, n); return c; end';
            create function two_cursors(out a refcursor, out b refcursor) language plpgsql
              as 'begin a := ''one''; b := ''two''; open a for select 1; open b for select 2; end';
            create procedure note(what text) language sql as 'insert into calls.log values ($1)';
            create procedure noted(what text, mark text default '!') language sql
              as 'insert into calls.log values ($1 || $2)';
            create procedure step(inout n int, by int default 1) language plpgsql as 'begin n := n + by; end';
            create procedure parts(n int, out quotient int, out remainder int) language plpgsql
              as 'begin quotient := n / 2; remainder := n % 2; end';
            create procedure committing() language plpgsql
              as 'begin insert into calls.log values (''kept''); commit; insert into calls.log values (''not''); rollback; end';
            create function "Odd name"(n int) returns int language sql as 'select $1 * 3'
            """;

    private final TestServer server = TestServer.shared();
    private Connection connection;

    @BeforeAll
    static void create() throws SQLException {
        try (Connection first = TestServer.shared().connect()) {
            run(first, ROUTINES);
        }
    }

    @AfterAll
    static void drop() throws SQLException {
        try (Connection last = TestServer.shared().connect()) {
            run(last, "drop schema calls cascade");
        }
    }

    @BeforeEach
    void connect() throws SQLException {
        connection = server.connect("currentSchema=calls");
        run(connection, "truncate log");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private CallableStatement call(String sql) throws SQLException {
        return connection.prepareCall(sql);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{? = call twice(?)}", "{?=call calls.twice(?)}", "{? = CALL \"twice\"( n => ?)}"})
    void returnsAValue(String sql) throws SQLException {
        try (CallableStatement twice = call(sql)) {
            twice.registerOutParameter(1, Types.INTEGER);
            for (int i = 1; i <= 3; i++) {
                twice.setInt(2, i);
                assertThat(twice.execute()).isFalse();
                assertThat(twice.getUpdateCount()).isEqualTo(-1);
                assertThat(twice.getMoreResults()).isFalse();
                assertThat(twice.getInt(1)).isEqualTo(2 * i);
                assertThat(twice.getObject(1)).isEqualTo(2 * i);
            }
            twice.setNull(2, Types.INTEGER);
            assertThat(twice.executeUpdate()).isZero();
            assertThat(twice.getInt(1)).isZero();
            assertThat(twice.wasNull()).isTrue();
            assertThat(twice.getObject(1)).isNull();
        }
    }

    @Test
    void givesAnOutputAsTheTypeItWasRegisteredAs() throws SQLException {
        try (CallableStatement twice = call("{? = call twice(?)}")) {
            twice.setInt(2, 21);
            twice.registerOutParameter(1, Types.NUMERIC, 2);
            twice.execute();
            assertThat(twice.getObject(1)).isEqualTo(new BigDecimal("42.00"));
            twice.registerOutParameter(1, JDBCType.VARCHAR);
            assertThat(twice.getObject(1)).isEqualTo("42");
            twice.registerOutParameter("returnValue", Types.BIGINT);
            assertThat(twice.getObject("returnvalue")).isEqualTo(42L);
            twice.registerOutParameter(1, Types.OTHER, "int4");
            assertThat(twice.getObject(1)).isEqualTo(42);
            assertThat(twice.getObject(1, String.class)).isEqualTo("42");
        }
    }

    /** A call, its inputs as index=value, then what it gives as index=value; registered or not. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {call halves(?, ?, ?)}              | 1=7      | 2=3 3=1
            {call halves(?, ?, ?)}              | 1=8      | 2=4 3=0
            {? = call halves(?, ?)}             | 2=7      | 1=3 3=1
            {call halves(n => ?, remainder => ?, quotient => ?)} | 1=7 | 3=3 2=1
            {call next_one(?)}                  | 1=7      | 1=8
            {? = call next_one(?)}              | 2=7      | 1=8
            {call between_them(?, ?, ?)}        | 2=7      | 1=6 3=8
            {call step(?, ?)}                   | 1=1 2=5  | 1=6
            {call step(?)}                      | 1=1      | 1=2
            call step(?, ?)                     | 1=1 2=5  | 1=6
            call step(?, ?);                    | 1=1 2=5  | 1=6
            {call parts(?, ?, ?)}               | 1=7      | 2=3 3=1
            {call parts(?)}                     | 1=7      |
            call parts(?, ?, ?)                 | 1=7      | 2=3 3=1
            {? = call total(?, ?, ?)}           | 2=1 3=2 4=3 | 1=6
            {? = call total(variadic array[?::int, 5])} | 2=1 | 1=6
            {? = call "Odd name"(?)}            | 2=2      | 1=6
            {? = call twice(?::int + {fn abs(-1)})} | 2=2  | 1=6
            {? = call over2(?, ?)}              | 2=2 3=5  | 1=7
            {call over2(?, ?)}                  | 1=2      | 2=2
            {? = call pg_catalog.abs(?)}        | 2=-3     | 1=3
            {? = call coalesce(?, 1)}           | 2=-3     | 1=-3
            """)
    void exchangesParameters(String sql, String inputs, String outputs) throws SQLException {
        for (boolean register : new boolean[] {true, false}) {
            try (CallableStatement statement = call(sql)) {
                for (String each : inputs.split(" ")) {
                    statement.setInt(index(each), value(each));
                }
                List<String> expected = outputs == null ? List.of() : List.of(outputs.split(" "));
                for (String each : expected) {
                    if (register || sql.contains("coalesce")) {
                        statement.registerOutParameter(index(each), Types.INTEGER);
                    }
                }
                for (int run = 0; run < 2; run++) {
                    statement.execute();
                    for (String each : expected) {
                        assertThat(statement.getInt(index(each))).as(each).isEqualTo(value(each));
                    }
                }
            }
        }
    }

    private static int index(String pair) {
        return Integer.parseInt(pair.substring(0, pair.indexOf('=')));
    }

    private static int value(String pair) {
        return Integer.parseInt(pair.substring(pair.indexOf('=') + 1));
    }

    @Test
    void namesParametersAsTheCatalogueDoes() throws SQLException {
        try (CallableStatement halves = call("{call halves(?, ?, ?)}")) {
            halves.setInt("n", 7);
            halves.registerOutParameter("quotient", Types.INTEGER);
            halves.registerOutParameter("REMAINDER", Types.INTEGER);
            halves.execute();
            assertThat(halves.getInt("quotient")).isEqualTo(3);
            assertThat(halves.getInt("remainder")).isEqualTo(1);
            assertThat(halves.getObject("remainder")).isEqualTo(1);
            fails("22023", () -> halves.setInt("m", 1)).hasMessageContaining("n, quotient, remainder");
            fails("22023", () -> halves.getInt("n"));
        }
        try (CallableStatement step = call("{call step(?, ?)}")) {
            step.setInt("by", 10);
            step.setInt("n", 1);
            step.execute();
            assertThat(step.getLong("n")).isEqualTo(11);
        }
        try (CallableStatement halves = call("{? = call halves(?)}")) {
            halves.setInt("n", 9);
            halves.execute();
            assertThat(halves.getInt("quotient")).as("of no placeholder").isEqualTo(4);
            fails("22023", () -> halves.getInt(1)).hasMessageContaining("2 columns");
        }
        try (CallableStatement select = call("select 1")) {
            fails("42809", () -> select.setInt("n", 1));
            fails("42809", () -> select.registerOutParameter(1, Types.INTEGER));
            assertThat(all(select.executeQuery())).containsExactly("1");
        }
    }

    @Test
    void leavesToTheirDefaultsWhatIsNotSetByName() throws SQLException {
        try (CallableStatement greet = call("{? = call greet(?, ?, ?)}")) {
            greet.setString("who", "you");
            greet.execute();
            assertThat(greet.getString(1)).isEqualTo("Hello you!");
            greet.setString("mark", "?");
            greet.execute();
            assertThat(greet.getString(1)).isEqualTo("Hello you?");
            greet.setString("how", "Who are");
            greet.execute();
            assertThat(greet.getString(1)).isEqualTo("Who are you?");
        }
        try (CallableStatement greet = call("{? = call greet(?, mark => ?)}")) {
            greet.setString(2, "you");
            greet.setString("mark", ".");
            greet.execute();
            assertThat(greet.getString(1)).isEqualTo("Hello you.");
        }
        try (CallableStatement greet = call("{? = call greet(?, ?, ?)}")) {
            greet.setString(2, "you");
            fails("22023", greet::execute);
        }
    }

    @Test
    void leavesOverloadsToTheServer() throws SQLException {
        try (CallableStatement over = call("{? = call over(?)}")) {
            over.setInt(2, 1);
            over.execute();
            assertThat(over.getString(1)).isEqualTo("int");
            over.setObject(2, "x", Types.VARCHAR);
            over.execute();
            assertThat(over.getString(1)).isEqualTo("text");
            fails("42P08", () -> {
                try (CallableStatement both = call("{? = call over3(?, ?)}")) {
                    both.setInt("n", 1);
                }
            });
        }
        try (CallableStatement either = call("{call either(?)}")) {
            either.setInt(1, 1);
            fails("42725", either::execute).hasMessageContaining("procedure calls.either(IN t)");
        }
        try (CallableStatement either = call("{? = call either(?)}")) {
            either.setInt(2, 1);
            either.execute();
            assertThat(either.getInt(1)).isEqualTo(1);
        }
    }

    @Test
    void callsWhatHasNoOutputs() throws SQLException {
        try (CallableStatement note = call("{call note(?)}")) {
            note.setString(1, "a");
            assertThat(note.execute()).isFalse();
            assertThat(note.getUpdateCount()).isZero();
            assertThat(note.executeUpdate()).isZero();
            note.setString(1, "b");
            note.addBatch();
            note.setString(1, "c");
            note.addBatch();
            assertThat(note.executeBatch()).containsExactly(0, 0);
        }
        assertThat(one(connection, "select string_agg(what, '') from log")).isEqualTo("aabc");
        try (CallableStatement nothing = call("{call nothing()}")) {
            assertThat(nothing.executeUpdate()).isZero();
        }
        try (CallableStatement nothing = call("{call nothing}")) {
            assertThat(nothing.executeUpdate()).isZero();
        }
        try (CallableStatement twice = call("{? = call twice(?)}")) {
            twice.setInt(2, 1);
            fails("0AX00", twice::addBatch);
        }
        try (Statement statement = connection.createStatement();
                var prepared = connection.prepareStatement("{call note(?)}")) {
            statement.execute("{call note('x')}");
            statement.addBatch("{call note('z')}");
            statement.executeBatch();
            prepared.setString(1, "y");
            prepared.executeUpdate();
        }
        assertThat(one(connection, "select string_agg(what, '') from log")).isEqualTo("aabcxzy");
    }

    @Test
    void takesNoOtherCallIntoABatch() throws SQLException {
        try (CallableStatement noted = call("{call noted(?, ?)}")) {
            noted.setString("what", "a");
            noted.addBatch();
            noted.setString("mark", "?");
            fails("0AX00", noted::addBatch).hasMessageContaining("the same parameters");
            fails("0AX00", noted::execute);
            assertThat(noted.executeBatch()).containsExactly(0);
            noted.setString("what", "b");
            noted.addBatch();
            noted.clearParameters();
            noted.setString("what", "c");
            fails("0AX00", noted::addBatch);
            noted.clearBatch();
            noted.addBatch();
            assertThat(noted.executeBatch()).containsExactly(0);
        }
        assertThat(one(connection, "select string_agg(what, '') from log")).isEqualTo("a!c!");
    }

    @Test
    void isNotCompletedByItsOutputs() throws SQLException {
        try (CallableStatement twice = call("{? = call twice(?)}")) {
            twice.closeOnCompletion();
            twice.registerOutParameter(1, Types.INTEGER);
            for (int i = 1; i < 4; i++) {
                twice.setInt(2, i);
                twice.execute();
                assertThat(twice.getInt(1)).isEqualTo(2 * i);
            }
            assertThat(twice.isClosed()).isFalse();
        }
        try (CallableStatement several = call("{call several(?)}")) {
            several.closeOnCompletion();
            several.setInt(1, 3);
            several.executeQuery().close();
            assertThat(several.isClosed()).isTrue();
        }
    }

    @Test
    void givesSetsAsResults() throws SQLException {
        try (CallableStatement several = call("{call several(?)}")) {
            several.setInt(1, 3);
            assertThat(several.execute()).isTrue();
            assertThat(all(several.getResultSet())).containsExactly("1", "2", "3");
            assertThat(all(several.executeQuery())).containsExactly("1", "2", "3");
        }
        try (CallableStatement several = call("{? = call several(?)}")) {
            several.registerOutParameter(1, Types.OTHER);
            several.setInt(2, 3);
            assertThat(several.execute()).isTrue();
            fails("07006", () -> several.getInt(1));
            assertThat(all((ResultSet) several.getObject(1))).containsExactly("1", "2", "3");
        }
        try (CallableStatement pairs = call("{call pairs(?)}")) {
            pairs.setInt("n", 2);
            assertThat(all(pairs.executeQuery())).containsExactly("1,1", "2,2");
        }
        try (CallableStatement someone = call("{? = call someone(?)}")) {
            someone.setInt(2, 7);
            someone.execute();
            assertThat(someone.getString(1)).isEqualTo("(x,7)");
        }
        try (CallableStatement someone = call("{call someone(?)}")) {
            someone.setInt(1, 7);
            assertThat(all(someone.executeQuery())).containsExactly("x,7");
        }
    }

    @Test
    void opensCursors() throws SQLException {
        try (CallableStatement cursor = call("{? = call cursor_of(?)}")) {
            cursor.registerOutParameter(1, Types.REF_CURSOR);
            cursor.setInt(2, 3);
            cursor.execute();
            fails("34000", () -> cursor.getObject(1)).hasMessageContaining("setAutoCommit(false)");
            connection.setAutoCommit(false);
            cursor.execute();
            assertThat(cursor.getString(1)).startsWith("<unnamed portal");
            ResultSet rows = (ResultSet) cursor.getObject(1);
            Statement own = rows.getStatement();
            assertThat(all(rows)).containsExactly("1", "2", "3");
            assertThat(own.isClosed()).isTrue();
            cursor.execute();
            assertThat(all(cursor.getObject(1, ResultSet.class))).hasSize(3);
        }
        try (CallableStatement cursors = call("{call two_cursors(?, ?)}")) {
            cursors.registerOutParameter(1, Types.OTHER);
            cursors.registerOutParameter(2, Types.REF_CURSOR);
            cursors.execute();
            ResultSet first = (ResultSet) cursors.getObject(1);
            ResultSet second = (ResultSet) cursors.getObject("b");
            assertThat(all(first)).containsExactly("1");
            assertThat(all(second)).containsExactly("2");
        }
    }

    @Test
    void letsProceduresCommit() throws SQLException {
        try (CallableStatement committing = call("{call committing()}")) {
            committing.execute();
            committing.execute();
        }
        assertThat(one(connection, "select string_agg(what, ',') from log")).isEqualTo("kept,kept");
        connection.setAutoCommit(false);
        try (CallableStatement committing = call("{call committing()}")) {
            fails("2D000", committing::execute);
        }
        connection.rollback();
    }

    @Test
    void describesItsParameters() throws SQLException {
        try (CallableStatement parts = call("{call parts(?, ?, ?)}");
                CallableStatement greet = call("{? = call greet(?, 'x', ?)}")) {
            ParameterMetaData of = parts.getParameterMetaData();
            assertThat(of.getParameterCount()).isEqualTo(3);
            assertThat(of.getParameterMode(1)).isEqualTo(ParameterMetaData.parameterModeIn);
            assertThat(of.getParameterMode(2)).isEqualTo(ParameterMetaData.parameterModeOut);
            assertThat(of.getParameterTypeName(3)).isEqualTo("int4");
            ParameterMetaData ofGreet = greet.getParameterMetaData();
            assertThat(ofGreet.getParameterMode(1)).isEqualTo(ParameterMetaData.parameterModeOut);
            assertThat(ofGreet.getParameterType(2)).isEqualTo(Types.VARCHAR);
            assertThat(ofGreet.getParameterClassName(3)).isEqualTo("java.lang.String");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "select, twice, ''",
        "select, note, 42809",
        "callIfNoReturn, note, ''",
        "callIfNoReturn, twice, 42809",
        "call, note, ''",
        "CALL, twice, 42809"
    })
    void asksNobodyIfTheModeIsFixed(String mode, String name, String state) throws SQLException {
        try (Connection fixed = server.connect("escapeSyntaxCallMode=" + mode, "currentSchema=calls");
                CallableStatement statement = fixed.prepareCall("{call " + name + "(?)}")) {
            statement.setObject(1, "1", Types.OTHER);
            if (state.isEmpty()) {
                statement.execute();
            } else {
                fails(state, statement::execute);
            }
        }
    }

    @Test
    void saysWhatIsWrong() throws SQLException {
        try (CallableStatement twice = call("{? = call twice(?)}")) {
            fails("55000", () -> twice.getInt(1));
            fails("22023", twice::execute);
            twice.setInt(2, 1);
            twice.execute();
            fails("22023", () -> twice.getInt(2));
            fails("22023", () -> twice.getInt(3));
            fails("22023", () -> twice.registerOutParameter(3, Types.INTEGER));
            twice.setInt(1, 1);
            fails("22023", twice::execute).hasMessageContaining("return value");
        }
        try (CallableStatement unknown = call("{? = call no_such(?)}")) {
            unknown.registerOutParameter(1, Types.INTEGER);
            unknown.setInt(2, 1);
            fails("42883", unknown::execute);
            fails("22023", () -> unknown.setInt("n", 1));
        }
        try (CallableStatement many = call("{? = call twice(?, ?)}")) {
            many.setInt(2, 1);
            many.setInt(3, 1);
            fails("42883", many::execute);
        }
        CallableStatement closed = call("{? = call twice(?)}");
        closed.close();
        fails("55000", () -> closed.getInt(1));
        fails("42601", () -> call("{? = call twice(?}"));
    }

    @Test
    void asksTheCatalogueOnce() throws Exception {
        try (Relay relay = Relay.to(server);
                Connection counted = DriverManager.getConnection(
                        server.jdbcUrlBy(relay.host(), relay.port(), "currentSchema=calls"))) {
            int before = relay.roundTrips();
            for (int i = 0; i < 3; i++) {
                try (CallableStatement halves = counted.prepareCall("{call halves(?, ?, ?)}")) {
                    halves.setInt("n", 7);
                    halves.registerOutParameter("quotient", Types.INTEGER);
                    halves.execute();
                    assertThat(halves.getInt("quotient")).isEqualTo(3);
                }
                assertThat(relay.roundTrips() - before).isEqualTo(i + 2);
            }
            counted.setAutoCommit(false);
            try (CallableStatement twice = counted.prepareCall("{? = call twice(?)}")) {
                twice.setInt(2, 1);
                twice.execute();
                twice.execute();
            }
            assertThat(relay.roundTrips() - before).isEqualTo(4 + 3);
        }
    }

    @OnEveryRelease
    void callsByNameOnEveryRelease(TestServer release) throws SQLException {
        try (Connection on = release.connect()) {
            run(
                    on,
                    "create function pg_temp.split(n int, out a int, inout b int) language sql as 'select $1 / 2, $2 + 1'");
            try (CallableStatement split = on.prepareCall("{call pg_temp.split(?, ?, ?)}")) {
                split.setInt("n", 8);
                split.setInt("b", 1);
                split.execute();
                assertThat(split.getInt("a") + ", " + split.getInt(3)).isEqualTo("4, 2");
            }
            if (release.major() < 11) {
                return;
            }
            run(on, "create procedure pg_temp.step(inout n int) language plpgsql as 'begin n := n + 1; end'");
            try (CallableStatement step = on.prepareCall("{call pg_temp.step(?)}")) {
                step.setInt("n", 8);
                step.execute();
                assertThat(step.getInt("n")).isEqualTo(9);
            }
        }
    }

    @Test
    void noticesThatARoutineWasReplaced() throws SQLException {
        run(connection, "create function changing(n int) returns int language sql as 'select $1 * 2'");
        try (CallableStatement changing = call("{call changing(?)}")) {
            changing.setInt(1, 1);
            assertThat(all(changing.executeQuery())).containsExactly("2");
            run(
                    connection,
                    "drop function changing(int); create procedure changing(inout n int) language plpgsql as 'begin n := 5; end'");
            changing.execute();
            assertThat(changing.getInt(1)).isEqualTo(5);
        }
        run(connection, "create schema if not exists calls2; set search_path to calls2, calls");
        try (CallableStatement changing = call("{call changing(?)}")) {
            run(connection, "create function calls2.changing(n int) returns int language sql as 'select 9'");
            changing.setInt(1, 1);
            assertThat(all(changing.executeQuery())).containsExactly("9");
        } finally {
            run(connection, "drop schema calls2 cascade");
        }
    }

    @Test
    void noticesThatParametersChangedPlaces() throws SQLException {
        run(connection, """
                create function swapping(out b int, out c int) language sql as 'select 1, 2';
                create function taking(a int, b int) returns int language sql as 'select $1 * 10 + $2'""");
        try {
            assertThat(swapped()).isEqualTo("1 2");
            assertThat(taken()).isEqualTo("12");
            run(connection, """
                    drop function swapping(); create function swapping(out c int, out b int) language sql as 'select 2, 1';
                    drop function taking; create function taking(b int, a int) returns int language sql as 'select $2 * 10 + $1'
                    """);
            assertThat(swapped()).isEqualTo("1 2");
            assertThat(taken()).isEqualTo("12");
        } finally {
            run(connection, "drop function swapping; drop function taking");
        }
    }

    private String swapped() throws SQLException {
        try (CallableStatement swapping = call("{call swapping(?, ?)}")) {
            swapping.execute();
            return swapping.getInt("b") + " " + swapping.getInt("c");
        }
    }

    private String taken() throws SQLException {
        try (CallableStatement taking = call("{? = call taking(?, ?)}")) {
            taking.setInt("a", 1);
            taking.setInt("b", 2);
            taking.execute();
            return taking.getString(1);
        }
    }

    @Test
    void aTextThatIsNoSingleCallIsAPreparedStatement() throws SQLException {
        try (CallableStatement nothing = call("")) {
            assertThat(nothing.execute()).isFalse();
            assertThat(nothing.getUpdateCount()).isZero();
        }
        try (CallableStatement two = call("insert into log values (?); insert into log values (?)")) {
            two.setString(1, "a");
            fails("22023", two::execute).hasMessageContaining("parameter 2");
            two.setString(2, "b");
            two.execute();
        }
        assertThat(one(connection, "select string_agg(what, ',') from log")).isEqualTo("a,b");
    }

    @Test
    void noNameIsNoParameters() throws SQLException {
        try (CallableStatement halves = call("{call halves(?, ?, ?)}")) {
            halves.setInt(1, 7);
            halves.execute();
            fails("22023", () -> halves.getInt((String) null));
            fails("22023", () -> halves.getObject((String) null));
            fails("22023", () -> halves.getObject((String) null, Integer.class));
            fails("22023", () -> halves.getObject((String) null, ResultSet.class));
        }
    }

    /** With UTF-8 as its encoding the server puts no more than ASCII into lower case. */
    @Test
    void readsNamesAsTheServerDoes() throws SQLException {
        run(connection, """
                create procedure PR\u00dcFE(\u00dcBER int, out GUT int) language plpgsql as 'begin gut := $1 + 1; end';
                create procedure "d\u00e4ta"(n int, out m int) language plpgsql as 'begin m := n + 1; end'""");
        try {
            for (String sql : List.of(
                    "{call PR\u00dcFE(?, ?)}",
                    "{call Pr\u00dcfe(\u00dcber => ?, gut => ?)}",
                    "call PR\u00dcFE(?, ?)",
                    "{call U&\"d\\00e4ta\"(?, ?)}",
                    "{call U&\"d\\+0000e4ta\"(u&\"\\006e\" => ?, m => ?)}")) {
                try (CallableStatement checking = call(sql)) {
                    checking.setInt(1, 4);
                    checking.execute();
                    assertThat(checking.getInt(2)).as(sql).isEqualTo(5);
                }
            }
        } finally {
            run(connection, "drop procedure pr\u00dcfe; drop procedure \"d\u00e4ta\"");
        }
    }

    @Test
    void callsProceduresAmongOtherStatements() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertThat(statement.execute("{call note('a')}; select 1")).isFalse();
            assertThat(statement.getMoreResults()).isTrue();
            assertThat(all(statement.getResultSet())).containsExactly("1");
            assertThat(statement.execute("{call twice(2)}; {call note('b')}")).isTrue();
            assertThat(all(statement.getResultSet())).containsExactly("4");
            statement.addBatch("{call note('c')}; {call noted('d')}");
            statement.executeBatch();
        }
        String[] prepared = {
            "{call note(?)}; insert into log values (?); {call noted(?, ?)}; select ?::int",
            "{call note($1)}; insert into log values ($2); {call noted($3, $4)}; select $5::int"
        };
        for (String sql : prepared) {
            for (PreparedStatement each : List.of(connection.prepareStatement(sql), call(sql))) {
                for (int i = 1; i <= 4; i++) {
                    each.setString(i, Integer.toString(i));
                }
                each.setInt(5, 7);
                each.execute();
                assertThat(each.getMoreResults()).isFalse();
                assertThat(each.getMoreResults()).isFalse();
                assertThat(each.getMoreResults()).isTrue();
                assertThat(all(each.getResultSet())).containsExactly("7");
                each.close();
            }
        }
        try (PreparedStatement numbered = connection.prepareStatement("select $1::text; {call noted($3, $2)}")) {
            numbered.setString(1, "x");
            numbered.setString(2, "?");
            numbered.setString(3, "y");
            numbered.execute();
        }
        assertThat(one(connection, "select string_agg(what, ',') from log"))
                .isEqualTo("a,b,c,d!,1,2,34,1,2,34,1,2,34,1,2,34,y?");
        try (PreparedStatement mixed = connection.prepareStatement("{? = call twice(?)}; {call step(?, ?)}")) {
            mixed.setInt(1, 4);
            mixed.setInt(2, 5);
            mixed.setInt(3, 6);
            assertThat(mixed.execute()).isTrue();
            assertThat(all(mixed.getResultSet())).containsExactly("8");
            assertThat(mixed.getMoreResults()).isTrue();
            assertThat(all(mixed.getResultSet())).containsExactly("11");
        }
    }

    @Test
    void aCursorsRowsComeInPortions() throws Exception {
        try (Relay relay = Relay.to(server);
                Connection counted = DriverManager.getConnection(
                        server.jdbcUrlBy(relay.host(), relay.port(), "currentSchema=calls"))) {
            counted.setAutoCommit(false);
            try (CallableStatement cursor = counted.prepareCall("{? = call cursor_of(?)}")) {
                cursor.setFetchSize(3);
                cursor.setInt(2, 10);
                cursor.execute();
                ResultSet rows = cursor.getObject(1, ResultSet.class);
                assertThat(rows.getStatement().getFetchSize()).isEqualTo(3);
                relay.reset();
                assertThat(all(rows)).hasSize(10).endsWith("9", "10");
                assertThat(relay.roundTrips()).as("behind the first portion").isEqualTo(3);
            }
        }
    }
}
