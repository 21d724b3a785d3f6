package io.howdah.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.howdah.api.HowdahConnection;
import io.howdah.testserver.TestServer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Arrays as users meet them: from a real server and to it, in text (a first execution) and in binary (the next). */
class ArrayServerTest {
    private static final UUID ID = UUID.fromString("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11");

    private static Connection connection;

    private enum Mood {
        SAD,
        HAPPY
    }

    @BeforeAll
    static void connect() throws SQLException {
        connection = TestServer.shared().connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute("set time zone 'UTC'");
            statement.execute("create type pg_temp.mood as enum ('SAD', 'HAPPY')");
            statement.execute("create temp table moods (mood pg_temp.mood, all_moods pg_temp.mood[])");
            statement.execute("insert into moods values ('SAD', '{SAD}'), ('HAPPY', '{HAPPY,SAD}')");
            statement.execute("create temp table ids (id uuid, number int8, word varchar(10))");
            statement.execute("insert into ids values ('" + ID + "', 1, 'one'), (gen_random_uuid(), 2, 'two')");
        }
    }

    @AfterAll
    static void close() throws SQLException {
        if (connection != null) {
            connection.close();
        }
    }

    private interface Read<T> {
        T from(ResultSet rows) throws SQLException;
    }

    private static void reads(Object expected, String expression, Read<?> read) throws SQLException {
        assertThat(read(expression, read)).isEqualTo(expected);
    }

    /** What is read in binary, which must be the same as what was read in text. */
    private static Object read(String expression, Read<?> read) throws SQLException {
        Object last = null;
        try (PreparedStatement statement = connection.prepareStatement("select " + expression)) {
            for (int i = 0; i < 2; i++) {
                try (ResultSet rows = statement.executeQuery()) {
                    rows.next();
                    Object value = read.from(rows);
                    if (i > 0 && !(value instanceof Array)) {
                        assertThat(value).as("in binary").isEqualTo(last);
                    }
                    last = value;
                }
            }
        }
        return last;
    }

    // ---- results

    static Stream<Arguments> classes() {
        return Stream.of(
                arguments("'{1,2,-3}'::int4[]", new int[] {1, 2, -3}),
                arguments("'{1,2,-3}'::int4[]", new long[] {1, 2, -3}),
                arguments("'{1,2,-3}'::int8[]", new long[] {1, 2, -3}),
                arguments("'{1,2}'::int8[]", new int[] {1, 2}),
                arguments("'{1,2}'::int2[]", new short[] {1, 2}),
                arguments("'{1.5,-2}'::float8[]", new double[] {1.5, -2}),
                arguments("'{1.5,-2}'::numeric[]", new double[] {1.5, -2}),
                arguments("'{1.5,NaN}'::float4[]", new float[] {1.5f, Float.NaN}),
                arguments("'{t,f}'::bool[]", new boolean[] {true, false}),
                arguments("'{{1,2},{3,4}}'::int4[]", new int[][] {{1, 2}, {3, 4}}),
                arguments("'{{{1},{2}}}'::int4[]", new Integer[][][] {{{1}, {2}}}),
                arguments("'{1,NULL}'::int4[]", new Integer[] {1, null}),
                arguments("'{1,2}'::int4[]", new Long[] {1L, 2L}),
                arguments("'{1,2}'::int4[]", new String[] {"1", "2"}),
                arguments("'{1,2}'::int4[]", new BigInteger[] {BigInteger.ONE, BigInteger.TWO}),
                arguments(
                        "'{\"\",NULL,\"NULL\",\"a b\",\"\\\"\",é}'::text[]",
                        new String[] {"", null, "NULL", "a b", "\"", "é"}),
                arguments("array['" + ID + "']::uuid[]", new UUID[] {ID}),
                arguments(
                        "'{2024-02-29,infinity}'::date[]", new LocalDate[] {LocalDate.of(2024, 2, 29), LocalDate.MAX}),
                arguments(
                        "'{2024-02-29 12:00+02}'::timestamptz[]",
                        new OffsetDateTime[] {OffsetDateTime.of(2024, 2, 29, 10, 0, 0, 0, ZoneOffset.UTC)}),
                arguments("'{2024-02-29 12:00+02}'::timestamptz[]", new Instant[] {Instant.parse("2024-02-29T10:00:00Z")
                }),
                arguments("'{2024-02-29 12:00}'::timestamp[]", new LocalDateTime[] {LocalDateTime.of(2024, 2, 29, 12, 0)
                }),
                arguments("'{12:00}'::time[]", new LocalTime[] {LocalTime.NOON}),
                arguments("array['\\x0001','\\x']::bytea[]", new byte[][] {{0, 1}, {}}),
                arguments("'{}'::int4[]", new int[0]),
                arguments("'{}'::int4[]", new int[0][]),
                arguments("'{}'::text[]", new String[0]),
                arguments("'[0:1]={7,8}'::int4[]", new int[] {7, 8}));
    }

    @ParameterizedTest
    @MethodSource("classes")
    void anArrayIsReadAsTheClassAskedFor(String expression, Object expected) throws SQLException {
        Object value = read(expression, rows -> rows.getObject(1, expected.getClass()));
        assertThat(value).isEqualTo(expected);
    }

    static Stream<Arguments> usualClasses() {
        return Stream.of(
                arguments("int2", "1", new Short[] {1}),
                arguments("int4", "1", new Integer[] {1}),
                arguments("int8", "1", new Long[] {1L}),
                arguments("oid", "1", new Long[] {1L}),
                arguments("float4", "1", new Float[] {1f}),
                arguments("float8", "1", new Double[] {1d}),
                arguments("numeric", "1.50", new BigDecimal[] {new BigDecimal("1.50")}),
                arguments("bool", "t", new Boolean[] {true}),
                arguments("text", "t", new String[] {"t"}),
                arguments("varchar", "t", new String[] {"t"}),
                arguments("bpchar", "t", new String[] {"t"}),
                arguments("name", "t", new String[] {"t"}),
                arguments("\"char\"", "t", new String[] {"t"}),
                arguments("bytea", "t", new byte[][] {{'t'}}),
                arguments("date", "2024-02-29", new Date[] {Date.valueOf("2024-02-29")}),
                arguments("time", "12:00", new java.sql.Time[] {java.sql.Time.valueOf("12:00:00")}),
                arguments("timestamp", "2024-02-29 12:00", new Timestamp[] {Timestamp.valueOf("2024-02-29 12:00:00")}),
                arguments("timestamptz", "2024-02-29 12:00Z", new Timestamp[] {
                    Timestamp.from(Instant.parse("2024-02-29T12:00:00Z"))
                }),
                arguments("uuid", ID.toString(), new UUID[] {ID}),
                arguments("json", "{}", new String[] {"{}"}),
                arguments("xml", "<a/>", new String[] {"<a/>"}),
                arguments("bit(3)", "101", new String[] {"101"}));
    }

    @ParameterizedTest
    @MethodSource("usualClasses")
    void getArrayGivesWhatJdbcUsersExpect(String type, String element, Object expected) throws SQLException {
        Object[] typed = (Object[]) expected;
        String expression = "array['" + element + "', null]::" + type + "[]";
        Object[] value = (Object[]) read(expression, rows -> rows.getArray(1).getArray());
        assertThat(value.getClass()).isEqualTo(typed.getClass());
        assertThat(value).isEqualTo(Arrays.copyOf(typed, 2));
        reads(value, expression, rows -> ((Array) rows.getObject(1)).getArray());
        reads(value, expression, rows -> rows.getObject(1, Object[].class));
        reads(value, expression, rows -> rows.getObject(1, List.class).toArray());
        reads(new Object[][] {typed}, "array[array['" + element + "']]::" + type + "[]", rows -> rows.getArray(1)
                .getArray());
    }

    @Test
    void anArrayTellsOfItself() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select '[2:3][0:1]={{1,NULL},{3,4}}'::int8[], null::int4[], '{}'::text[]")) {
            for (int i = 0; i < 2; i++) {
                ResultSet rows = statement.executeQuery();
                rows.next();
                Array array = rows.getArray(1);
                assertThat(array.getBaseTypeName()).isEqualTo("int8");
                assertThat(array.getBaseType()).isEqualTo(Types.BIGINT);
                assertThat(array).hasToString("[2:3][0:1]={{1,NULL},{3,4}}");
                assertThat(rows.getString(1)).isEqualTo(array.toString());
                assertThat(rows.getArray(2)).isNull();
                assertThat(rows.wasNull()).isTrue();
                assertThat(rows.getArray(3).getArray()).isEqualTo(new String[0]);
                assertThat(rows.getMetaData().getColumnType(1)).isEqualTo(Types.ARRAY);
                assertThat(rows.getMetaData().getColumnTypeName(1)).isEqualTo("_int8");
                rows.close();
                assertThat(array.getArray())
                        .as("after its result is closed")
                        .isEqualTo(new Long[][] {{1L, null}, {3L, 4L}});
                array.free();
                array.free();
                assertThatThrownBy(array::getArray).isInstanceOf(SQLException.class);
            }
        }
    }

    @Test
    void slicesAreOfTheOutermostDimension() throws SQLException {
        Array flat = (Array) read("'[5:8]={a,b,c,NULL}'::text[]", rows -> rows.getArray(1));
        assertThat(flat.getArray(2, 3)).isEqualTo(new String[] {"b", "c", null});
        assertThat(flat.getArray(5, 0)).isEqualTo(new String[0]);
        assertThat(flat.getArray(1, 4, new HashMap<>())).isEqualTo(flat.getArray());
        Array deep = (Array) read("'{{1,2},{3,4},{5,6}}'::int4[]", rows -> rows.getArray(1));
        assertThat(deep.getArray(2, 1)).isEqualTo(new Integer[][] {{3, 4}});
        for (long[] outside :
                new long[][] {{0, 1}, {4, 1}, {1, 4}, {2, -1}, {Long.MAX_VALUE, 1}, {3, Integer.MAX_VALUE}}) {
            assertThatThrownBy(() -> deep.getArray(outside[0], (int) outside[1]))
                    .isInstanceOf(SQLException.class)
                    .hasFieldOrPropertyWithValue("SQLState", "22023");
            assertThatThrownBy(() -> deep.getResultSet(outside[0], (int) outside[1]))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void theElementsAreRowsOfAResult() throws SQLException {
        for (String cast : List.of("int4", "text")) {
            reads(
                    List.of("1=7", "2=null", "3=9"),
                    "'{7,NULL,9}'::" + cast + "[]",
                    rows -> rows(rows.getArray(1).getResultSet()));
            reads(
                    List.of("2=8", "3=9"),
                    "'{7,8,9}'::" + cast + "[]",
                    rows -> rows(rows.getArray(1).getResultSet(2, 2)));
            reads(
                    List.of("1={1,2}", "2={3,NULL}"),
                    "'{{1,2},{3,NULL}}'::" + cast + "[]",
                    rows -> rows(rows.getArray(1).getResultSet()));
            reads(
                    List.of(),
                    "'{}'::" + cast + "[]",
                    rows -> rows(rows.getArray(1).getResultSet()));
        }
        Array deep = (Array) read("'{{1,2},{3,NULL}}'::int4[]", rows -> rows.getArray(1));
        try (ResultSet rows = deep.getResultSet()) {
            rows.next();
            assertThat(rows.getObject("VALUE", int[].class)).containsExactly(1, 2);
            assertThat(rows.getMetaData().getColumnTypeName(2)).isEqualTo("_int4");
        }
    }

    private static List<String> rows(ResultSet rows) throws SQLException {
        var found = new ArrayList<String>();
        while (rows.next()) {
            found.add(rows.getInt("INDEX") + "=" + rows.getString("VALUE"));
        }
        rows.close();
        return found;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'{1,NULL}'::int4[] as int[]",
                "'{{1}}'::int4[] as int[]",
                "'{1}'::int4[] as int[][]",
                "'{3000000000}'::int8[] as int[]",
                "'{a}'::text[] as int[]",
                "'{1}'::int4[] as char[]",
                "1 as int[]",
                "'{1}'::text as int[]"
            })
    void whatDoesNotFitIsRefused(String what) throws SQLException {
        String[] parts = what.split(" as ");
        Class<?> target =
                switch (parts[1]) {
                    case "int[]" -> int[].class;
                    case "int[][]" -> int[][].class;
                    default -> char[].class;
                };
        Object state = read(parts[0], rows -> {
            try {
                return rows.getObject(1, target);
            } catch (SQLException e) {
                return e.getSQLState();
            }
        });
        assertThat(state).isIn("42846", "22003");
    }

    // ---- parameters

    static Stream<Arguments> parameters() {
        return Stream.of(
                arguments(new int[] {1, 2}, "integer[]", "{1,2}"),
                arguments(new int[] {}, "integer[]", "{}"),
                arguments(new int[0][3], "integer[]", "{}"),
                arguments(new int[][] {{1, 2}, {3, 4}}, "integer[]", "{{1,2},{3,4}}"),
                arguments(new long[] {1, 2}, "bigint[]", "{1,2}"),
                arguments(new short[] {1, 2}, "smallint[]", "{1,2}"),
                arguments(new float[] {1.5f}, "real[]", "{1.5}"),
                arguments(new double[] {1.5, Double.NaN}, "double precision[]", "{1.5,NaN}"),
                arguments(new boolean[] {true, false}, "boolean[]", "{t,f}"),
                arguments(new Integer[] {1, null}, "integer[]", "{1,NULL}"),
                arguments(new Integer[] {null}, "integer[]", "{NULL}"),
                arguments(new Integer[] {}, "integer[]", "{}"),
                arguments(new Object[] {1, 2}, "integer[]", "{1,2}"),
                arguments(List.of(1, 2), "integer[]", "{1,2}"),
                arguments(List.of(List.of(1, 2), List.of(3, 4)), "integer[]", "{{1,2},{3,4}}"),
                arguments(Set.of(5L), "bigint[]", "{5}"),
                arguments(new BigDecimal[] {new BigDecimal("1.50")}, "numeric[]", "{1.50}"),
                arguments(new BigInteger[] {BigInteger.TEN}, "numeric[]", "{10}"),
                arguments(new Byte[] {1}, "smallint[]", "{1}"),
                arguments(new UUID[] {ID, null}, "uuid[]", "{" + ID + ",NULL}"),
                arguments(new byte[][] {{0, 1}, null}, "bytea[]", "{\"\\\\x0001\",NULL}"),
                arguments(new LocalDate[] {LocalDate.of(2024, 2, 29)}, "date[]", "{2024-02-29}"),
                arguments(new LocalTime[] {LocalTime.NOON}, "time without time zone[]", "{12:00:00}"),
                arguments(
                        new LocalDateTime[] {LocalDateTime.of(2024, 2, 29, 12, 0)},
                        "timestamp without time zone[]",
                        "{\"2024-02-29 12:00:00\"}"),
                arguments(
                        new Instant[] {Instant.parse("2024-02-29T12:00:00Z")},
                        "timestamp with time zone[]",
                        "{\"2024-02-29 12:00:00+00\"}"),
                arguments(
                        List.of(OffsetDateTime.of(2024, 2, 29, 12, 0, 0, 0, ZoneOffset.ofHours(2))),
                        "timestamp with time zone[]",
                        "{\"2024-02-29 10:00:00+00\"}"),
                // Soft: as what they are by nature where nothing else tells.
                arguments(
                        new String[] {"", null, "NULL", "a b", "\"", "\\", "{", ",", "é\ud83d\udc18", "\t"},
                        "character varying[]",
                        "{\"\",NULL,\"NULL\",\"a b\",\"\\\"\",\"\\\\\",\"{\",\",\",é\ud83d\udc18,\"\t\"}"),
                arguments(new String[][] {{"a"}, {"b"}}, "character varying[]", "{{a},{b}}"),
                arguments(new Object[] {}, "character varying[]", "{}"),
                arguments(new Object[] {null}, "character varying[]", "{NULL}"),
                arguments(List.of(Mood.SAD), "text[]", "{SAD}"),
                arguments(List.of(1, 2.5), "character varying[]", "{1,2.5}"),
                arguments(new Date[] {Date.valueOf("2024-02-29")}, "date[]", "{2024-02-29}"),
                arguments(
                        new Timestamp[] {Timestamp.from(Instant.parse("2024-02-29T12:00:00Z"))},
                        "timestamp with time zone[]",
                        "{\"2024-02-29 12:00:00+00\"}"));
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void aJavaArrayOrCollectionIsAParameter(Object value, String type, String text) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select pg_typeof(?), format('%s', ?::" + type + ")")) {
            for (int i = 0; i < 3; i++) {
                for (int parameter = 1; parameter <= 2; parameter++) {
                    if (i == 1) {
                        statement.setObject(parameter, value, Types.ARRAY);
                    } else {
                        statement.setObject(parameter, value);
                    }
                }
                assertThat(row(statement)).containsExactly(type, text);
            }
        }
    }

    /** As a column of such a value would be: BigDecimal has no NaN. */
    @Test
    void numericsThatBigDecimalHasNotAreDoublesInAnArrayOfNumbers() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select '{1.50,NaN,NULL}'::numeric[], 'NaN'::numeric, '{1.5}'::numeric[]")) {
            for (int i = 0; i < 3; i++) {
                ResultSet rows = statement.executeQuery();
                rows.next();
                Number[] expected = {new BigDecimal("1.50"), Double.NaN, null};
                assertThat(rows.getArray(1).getArray())
                        .isInstanceOf(Number[].class)
                        .isEqualTo(expected);
                assertThat(rows.getArray(1).getArray(2, 1)).isEqualTo(new Number[] {Double.NaN});
                assertThat(rows.getObject(1, Object[].class)).isEqualTo(expected);
                assertThat(rows.getObject(1, Number[].class)).isEqualTo(expected);
                assertThat((Object) rows.getObject(1, List.class)).isEqualTo(java.util.Arrays.asList(expected));
                assertThat(rows.getObject(1, Double[].class)).containsExactly(1.5, Double.NaN, null);
                assertThat(rows.getObject(2, Number.class)).isEqualTo(Double.NaN);
                assertThat(rows.getArray(3).getArray()).isInstanceOf(BigDecimal[].class);
                assertThatThrownBy(() -> rows.getObject(1, BigDecimal[].class))
                        .isInstanceOf(SQLException.class)
                        .hasFieldOrPropertyWithValue("SQLState", "22003");
            }
        }
    }

    private static List<String> row(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            assertThat(rows.next()).isTrue();
            var row = new ArrayList<String>();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                row.add(rows.getString(i));
            }
            return row;
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select count(*) from ids where id = any(?) | a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
                "select count(*) from ids where number = any(?) | 2",
                "select count(*) from ids where word = any(?) | two",
                "select count(*) from moods where mood = any(?) | SAD",
                "select count(*) from moods where ? <@ all_moods and mood = 'HAPPY' | SAD",
                "select count(*) from moods where all_moods = ? | SAD",
                "select count(*) from unnest(?) u where u = 'x y' | x y",
                "select count(*) from ids where word = any(?::text[]) | two",
                "select case when array_length(?, 1) = 1 then 1 end | x",
                "select count(*) from ids where ? is not null and number = 1 | x"
            })
    void stringsFindTheTypeOfWhatTheyMeet(String sql, String word) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < 2; i++) {
                statement.setObject(1, new String[] {word});
                assertThat(row(statement)).containsExactly("1");
                statement.setObject(1, List.of(word));
                assertThat(row(statement)).containsExactly("1");
                statement.setArray(1, connection.createArrayOf("text", new String[] {word}));
            }
        }
    }

    @Test
    void stringsAreVarcharWhereThatIsAskedFor() throws SQLException {
        try (Connection strict = TestServer.shared().connect("stringtype=varchar");
                PreparedStatement statement = strict.prepareStatement("select pg_typeof(?), ? = any(?)")) {
            statement.setObject(1, new String[] {"a"});
            statement.setString(2, "a");
            statement.setObject(3, List.of("a"));
            assertThat(row(statement)).containsExactly("character varying[]", "t");
        }
    }

    static Stream<Arguments> created() {
        return Stream.of(
                arguments("int4", new Object[] {1, 2L, "3", null, (short) 4}, "integer[]", "{1,2,3,NULL,4}"),
                arguments("INTEGER", new Integer[][] {{1}, {2}}, "integer[]", "{{1},{2}}"),
                arguments("_int4", new Integer[] {1}, "integer[]", "{1}"),
                arguments("int4[]", new Integer[] {1}, "integer[]", "{1}"),
                arguments("bigint", new Integer[] {1}, "bigint[]", "{1}"),
                arguments("smallint", new Byte[] {1}, "smallint[]", "{1}"),
                arguments("double precision", new Object[] {1, "2.5"}, "double precision[]", "{1,2.5}"),
                arguments("NUMERIC(10, 2)", new Object[] {1, 2.5, "3.50"}, "numeric[]", "{1,2.5,3.50}"),
                arguments("varchar(10)", new String[] {"a"}, "character varying[]", "{a}"),
                arguments("Character  Varying", new Object[] {"a", 1, true}, "character varying[]", "{a,1,true}"),
                arguments("text", new Object[] {}, "text[]", "{}"),
                arguments("boolean", new Object[] {true, "f", 1}, "boolean[]", "{t,f,t}"),
                arguments("uuid", new Object[] {ID.toString(), ID}, "uuid[]", "{" + ID + "," + ID + "}"),
                arguments("date", new Date[] {Date.valueOf("2024-02-29")}, "date[]", "{2024-02-29}"),
                arguments("date", new Object[] {"2024-02-29", "today"}, "date[]", null),
                arguments(
                        "NUMERIC",
                        new Object[] {"NaN", "Infinity", "-Infinity"},
                        "numeric[]",
                        "{NaN,Infinity,-Infinity}"),
                arguments("time", new Object[] {"24:00:00"}, "time without time zone[]", "{24:00:00}"),
                arguments(
                        "timestamp(3) with time zone",
                        new Object[] {Timestamp.from(Instant.EPOCH), Instant.EPOCH, "1970-01-01 00:00:00+00"},
                        "timestamp with time zone[]",
                        "{\"1970-01-01 00:00:00+00\",\"1970-01-01 00:00:00+00\",\"1970-01-01 00:00:00+00\"}"),
                arguments(
                        "timestamp",
                        new Timestamp[] {Timestamp.valueOf("2024-02-29 12:00:00")},
                        "timestamp without time zone[]",
                        "{\"2024-02-29 12:00:00\"}"),
                arguments("bytea", new byte[][] {{1}}, "bytea[]", "{\"\\\\x01\"}"),
                arguments("\"char\"", new String[] {"a"}, "\"char\"[]", "{a}"),
                arguments("inet", new String[] {"::1"}, "inet[]", "{::1}"),
                arguments("jsonb", new String[] {"{\"a\": [1, null]}"}, "jsonb[]", "{\"{\\\"a\\\": [1, null]}\"}"),
                arguments("box", new String[] {"(3,4),(1,2)", "(1,1),(0,0)"}, "box[]", "{(3,4),(1,2);(1,1),(0,0)}"));
    }

    @ParameterizedTest
    @MethodSource("created")
    void createArrayOfTakesWhatBecomesTheType(String name, Object[] elements, String type, String text)
            throws SQLException {
        Array array = connection.createArrayOf(name, elements);
        try (PreparedStatement statement =
                connection.prepareStatement("select pg_typeof(v), v::text from (select ? as v) s")) {
            for (int i = 0; i < 2; i++) {
                statement.setArray(1, array);
                List<String> row = row(statement);
                assertThat(row.get(0)).isEqualTo(type);
                if (text != null) {
                    assertThat(row.get(1)).isEqualTo(text);
                    assertThat(array).hasToString(text);
                }
                statement.setObject(1, array, Types.ARRAY);
                assertThat(row(statement)).isEqualTo(row);
            }
        }
    }

    @Test
    void textsOfElementsAreReadAsTheServerReadsThem() throws SQLException {
        try (Statement statement = connection.createStatement();
                PreparedStatement prepared = connection.prepareStatement("select ?::text")) {
            statement.execute("set datestyle = 'ISO, MDY'");
            for (String style : List.of("sql_standard", "iso_8601", "postgres_verbose", "postgres")) {
                statement.execute("set intervalstyle = " + style);
                for (String text : List.of(
                        "-1 02:03:04",
                        "-1-2 3 04:05:06",
                        "-1-2 3 -04:05:06",
                        "-1 day 02:03:04",
                        "-1 day 2 hours",
                        "-1 day +02:03:04",
                        "1 -02:03:04",
                        "-3 days 1 month",
                        "P1Y2M-3DT4H5M6.789S",
                        "@ 1 mon -1 days ago")) {
                    requireAsTheServer("interval", text, prepared);
                }
            }
            requireAsTheServer("date", "01-02-03", prepared);
            requireAsTheServer("timestamp", "01-02-03 04:05", prepared);
            prepared.setArray(1, connection.createArrayOf("date", new Object[] {"0000-01-01"}));
            assertThatThrownBy(prepared::executeQuery).hasFieldOrPropertyWithValue("SQLState", "22008");
        }
    }

    /** A literal in a statement that was prepared is what it was under the style of that time. */
    private static int literals;

    private static void requireAsTheServer(String type, String text, PreparedStatement prepared) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select array['" + text + "'::" + type + "]::text -- " + ++literals)) {
            rows.next();
            prepared.setArray(1, connection.createArrayOf(type, new Object[] {text}));
            assertThat(row(prepared)).as(text).containsExactly(rows.getString(1));
        }
    }

    @Test
    void anArrayOfAnyOriginIsAParameter() throws SQLException {
        Array own = (Array) read("'[0:1]={7,8}'::int4[]", rows -> rows.getArray(1));
        Array foreign = new ForeignArray("int8", new Object[] {1, 2});
        try (PreparedStatement statement = connection.prepareStatement("select ?::text, ?::text");
                Connection other = TestServer.shared().connect();
                PreparedStatement elsewhere = other.prepareStatement("select ?::text")) {
            statement.setArray(1, own);
            statement.setArray(2, foreign);
            assertThat(row(statement)).containsExactly("[0:1]={7,8}", "{1,2}");
            elsewhere.setArray(1, own);
            assertThat(row(elsewhere)).containsExactly("[0:1]={7,8}");
            elsewhere.setArray(1, null);
            assertThat(row(elsewhere)).containsExactly((String) null);
        }
    }

    @Test
    void primitivesGoThroughCreateArrayOf() throws SQLException {
        HowdahConnection howdah = connection.unwrap(HowdahConnection.class);
        assertThat(howdah.createArrayOf("int8", new int[][] {{1}, {2}})).hasToString("{{1},{2}}");
        assertThat(howdah.createArrayOf("text", List.of("a", "b c"))).hasToString("{a,\"b c\"}");
    }

    static Stream<Arguments> refused() {
        List<Object> deep = List.of(1);
        for (int i = 0; i < 6; i++) {
            deep = List.of(deep);
        }
        Object[] endless = new Object[1];
        endless[0] = endless;
        return Stream.of(
                arguments("22023", new int[][] {{1}, {1, 2}}),
                arguments("22023", new int[][] {{1}, null}),
                arguments("22023", new int[][] {{}, {1}}),
                arguments("22023", new Object[] {1, new int[] {1}}),
                arguments("22023", new Object[] {new int[] {1}, 1}),
                arguments("22023", deep),
                arguments("22023", endless),
                arguments("07006", new Object[] {new Object()}),
                arguments("07006", new char[] {'a'}),
                arguments("22021", new String[] {"\0"}),
                arguments("22021", new String[] {"\ud83d"}),
                arguments("22021", List.of(1, "\0")));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatIsNoArrayIsRefusedBeforeAnythingIsSent(String state, Object value) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select ?::text")) {
            assertThatThrownBy(() -> statement.setObject(1, value))
                    .isInstanceOf(SQLException.class)
                    .hasFieldOrPropertyWithValue("SQLState", state);
            statement.setString(1, "still usable");
            assertThat(row(statement)).containsExactly("still usable");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "no_such_type, a, 42602",
        "int4, a, 22003",
        "int4, 3000000000, 22003",
        "int4, 1.5, 22003",
        "int8, 1e3, 22003",
        "void, a, 22023"
    })
    void createArrayOfTellsWhatIsWrong(String type, String element, String state) {
        assertThatThrownBy(() -> connection.createArrayOf(type, new Object[] {element}))
                .isInstanceOf(SQLException.class)
                .hasFieldOrPropertyWithValue("SQLState", state);
    }

    /** Another driver's, or a user's own. */
    private record ForeignArray(String getBaseTypeName, Object getArray) implements Array {
        @Override
        public int getBaseType() {
            return Types.BIGINT;
        }

        @Override
        public Object getArray(Map<String, Class<?>> map) {
            return getArray;
        }

        @Override
        public Object getArray(long index, int count) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Object getArray(long index, int count, Map<String, Class<?>> map) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ResultSet getResultSet() {
            throw new UnsupportedOperationException();
        }

        @Override
        public ResultSet getResultSet(Map<String, Class<?>> map) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ResultSet getResultSet(long index, int count) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ResultSet getResultSet(long index, int count, Map<String, Class<?>> map) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void free() {
            // Nothing held.
        }
    }
}
