package io.howdah.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.howdah.api.CopyOperations;
import io.howdah.api.CopyReader;
import io.howdah.api.CopyWriter;
import io.howdah.api.HowdahConnection;
import io.howdah.api.LogSequenceNumber;
import io.howdah.testserver.TestServer;
import io.howdah.value.Bits;
import io.howdah.value.Box;
import io.howdah.value.Cidr;
import io.howdah.value.Circle;
import io.howdah.value.Inet;
import io.howdah.value.Interval;
import io.howdah.value.Json;
import io.howdah.value.Line;
import io.howdah.value.LineSegment;
import io.howdah.value.MacAddress;
import io.howdah.value.Multirange;
import io.howdah.value.Path;
import io.howdah.value.Point;
import io.howdah.value.Polygon;
import io.howdah.value.Range;
import io.howdah.value.TextSearchQuery;
import io.howdah.value.TextSearchVector;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Struct;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A thousand values and more of each type, made by the server: in text and in binary they are the same value, which says
 * itself as the server does, and goes back as what it was.
 */
class ServerMadeValuesServerTest {
    private static final int COUNT = 1000;

    /** Of our time, and of all the years there are for java.sql. */
    private static final String MOMENT = "case i %% 2 when 0 then %s '1900-01-01' + random() * interval '150 years'"
            + " else %s '4712-06-01 BC' + random() * interval '16000 years' end";

    private static Connection connection;

    /** @param expression of SQL, made anew for each row; {@code i} is its number */
    record Made(String type, Class<?> javaType, String expression) {
        @Override
        public String toString() {
            return type;
        }
    }

    @BeforeAll
    static void connect() throws SQLException {
        connection = TestServer.shared().connect();
        run("select setseed(0.42)");
        // A number of many sizes, some of them special.
        run("create function pg_temp.f() returns text as $$ select case (random() * 12)::int when 0 then 'NaN'"
                + " when 1 then 'Infinity' when 2 then '-0' when 3 then '1e300' when 4 then '-2.5e-7'"
                + " else ((random() - 0.5) * 10 ^ (random() * 30 - 10))::float8::text end $$ language sql volatile");
        run(
                "create function pg_temp.finite() returns text as $$ select"
                        + " (trunc((random() - 0.5) * 10 ^ 6) / 10 ^ (random() * 8)::int)::float8::text $$ language sql volatile");
        run("create function pg_temp.p() returns text as $$ select '(' || pg_temp.f() || ',' || pg_temp.f() || ')' $$"
                + " language sql volatile");
        run(
                "create function pg_temp.ps(i int) returns text as"
                        + " $$ select string_agg(pg_temp.p(), ',') from generate_series(1, 1 + i % 5) $$ language sql volatile");
        run("create function pg_temp.word() returns text as $$ select translate(left(md5(random()::text),"
                + " 1 + (random() * 4)::int), 'abc', E'''\\\\é') $$ language sql volatile");
        run("create function pg_temp.q(depth int) returns text as $$ begin return case when depth = 0 then"
                + " quote_literal(pg_temp.word()) || (array['', '', ':*', ':AC'])[1 + (random() * 3)::int]"
                + " when random() < 0.2 then '!(' || pg_temp.q(depth - 1) || ')'"
                + " else '(' || pg_temp.q(depth - 1) || (array['&', '|', '<->', '<3>'])[1 + (random() * 3)::int]"
                + " || pg_temp.q(depth - 1) || ')' end; end $$ language plpgsql volatile");
        run("create type pg_temp.mood as enum ('sad', 'very happy')");
        run("create domain pg_temp.price as numeric(8, 2)");
        run("create function pg_temp.g() returns text as $$ select case (random() * 2)::int when 0 then '0'"
                + " when 1 then 'ffff' else to_hex((random() * 65535)::int) end $$ language sql volatile");
        run("create function pg_temp.v6() returns text as"
                + " $$ select string_agg(pg_temp.g(), ':') from generate_series(1, 8) $$ language sql volatile");
    }

    @AfterAll
    static void close() throws SQLException {
        if (connection != null) {
            connection.close();
        }
    }

    static List<Made> values() {
        String points = "pg_temp.ps(i)";
        String number = "((random() - 0.5) * 10 ^ (random() * %s))::int8";
        return List.of(
                new Made(
                        "interval",
                        Interval.class,
                        "case when i %% 50 = 0 then 0 else 1 end * make_interval(months => (%s)::int, days => (%s)::int)"
                                        .formatted(number.formatted("7"), number.formatted("8"))
                                        .replace("%%", "%")
                                + " + case i % 3 when 0 then interval '0' else ((random() - 0.5) * 10 ^ (random() * 9))"
                                + " * interval '1 sec' end"),
                new Made("point", Point.class, "pg_temp.p()::point"),
                new Made("lseg", LineSegment.class, "('[' || pg_temp.p() || ',' || pg_temp.p() || ']')::lseg"),
                new Made("box", Box.class, "(pg_temp.p() || ',' || pg_temp.p())::box"),
                new Made("line", Line.class, "('{' || pg_temp.finite() || ',1,' || pg_temp.finite() || '}')::line"),
                new Made(
                        "path",
                        Path.class,
                        "case when i % 2 = 0 then '[' || " + points + " || ']' else '(' || " + points
                                + " || ')' end::path"),
                new Made("polygon", Polygon.class, "('(' || " + points + " || ')')::polygon"),
                new Made(
                        "circle",
                        Circle.class,
                        "('<' || pg_temp.p() || ',' || abs(pg_temp.f()::float8)::text || '>')::circle"),
                new Made(
                        "inet",
                        Inet.class,
                        "case i % 3 when 0 then set_masklen(('0.0.0.0'::inet + (random() * 4294967295)::int8), i % 33)"
                                + " when 1 then set_masklen(pg_temp.v6()::inet, i % 129) else pg_temp.v6()::inet end"),
                new Made(
                        "cidr",
                        Cidr.class,
                        "case i % 2 when 0 then network(set_masklen(('0.0.0.0'::inet + (random() * 4294967295)::int8),"
                                + " i % 33)) else network(set_masklen(pg_temp.v6()::inet, i % 129)) end"),
                new Made("macaddr", MacAddress.class, "left(md5(i::text), 12)::macaddr"),
                new Made("macaddr8", MacAddress.class, "left(md5(i::text), 16)::macaddr8"),
                new Made(
                        "bit varying",
                        Bits.class,
                        "left(((random() * 1e9)::int8::bit(64)::text || repeat(i::bit(17)::text, 5)), i % 150)::varbit"),
                new Made("bit(64)", Bits.class, "(((random() - 0.5) * 2e18)::int8)::bit(64)"),
                new Made(
                        "json",
                        Json.class,
                        "('{\"' || i || '\":  [' || random() || ', \"é\", null, {\"b\": true}]}')::json"),
                new Made(
                        "jsonb",
                        Json.class,
                        "('{\"' || i || '\":  [' || random() || ', \"é\", null, {\"b\": true}]}')::jsonb"),
                new Made("jsonpath", String.class, "('$.a' || i || ' ? (@ > ' || i || ')')::jsonpath"),
                new Made(
                        "tsvector",
                        TextSearchVector.class,
                        "coalesce((select string_agg(quote_literal(pg_temp.word()) || case (random() * 3)::int"
                                + " when 0 then '' else ':' || (1 + random() * 16382)::int"
                                + " || substr('ABCD', 1 + (random() * 3)::int, 1) || ',' || 1 + j end, ' ')"
                                + " from generate_series(1, i % 9) j where i > 0), '')::tsvector"),
                new Made("tsquery", TextSearchQuery.class, "pg_temp.q(1 + i % 4)::tsquery"),
                new Made(
                        "pg_lsn",
                        LogSequenceNumber.class,
                        "('0/0'::pg_lsn + (random() * 10 ^ (random() * 18))::numeric)"),
                new Made("xid", Long.class, "((random() * 4294967295)::int8::text)::xid"),
                new Made("xid8", Long.class, "((random() * 9e18)::int8::text)::xid8"),
                new Made("date", LocalDate.class, "date '4713-01-01 BC' + (random() * 6000000)::int"),
                new Made("time", LocalTime.class, "time '00:00' + random() * interval '1 day'"),
                new Made(
                        "timetz",
                        OffsetTime.class,
                        "((time '00:00' + random() * interval '1 day')::text || (array['+', '-'])[1 + i % 2]"
                                + " || (time '00:00' + random() * interval '15:59:59')::time(0)::text)::timetz"),
                new Made("timestamp", LocalDateTime.class, MOMENT.formatted("timestamp", "timestamp")),
                new Made("timestamptz", OffsetDateTime.class, MOMENT.formatted("timestamptz", "timestamptz")),
                new Made("bool", Boolean.class, "random() < 0.5"),
                new Made("int2", Short.class, "((random() - 0.5) * 65534)::int2"),
                new Made("int4", Integer.class, number.formatted("9") + "::int4"),
                new Made("int8", Long.class, number.formatted("18.9")),
                new Made("oid", Long.class, "((random() * 4294967295)::int8)::oid"),
                new Made("float4", Float.class, "((random() - 0.5) * 10 ^ (random() * 60 - 30))::float4"),
                new Made("float8", Double.class, "pg_temp.f()::float8"),
                new Made(
                        "numeric",
                        BigDecimal.class,
                        "case i % 4 when 0 then random()::numeric * 10 ^ (random() * 60)::int"
                                + " when 1 then (random() - 0.5)::numeric / 10 ^ (random() * 40)::int"
                                + " when 2 then round((random() * 1e6)::numeric, i % 9)"
                                + " else trunc((random() * 1e15)::numeric, -(i % 12)) end"),
                new Made("text", String.class, "pg_temp.word() || pg_temp.word()"),
                new Made("varchar(9)", String.class, "pg_temp.word()"),
                new Made("char(8)", String.class, "pg_temp.word()"),
                new Made("bytea", byte[].class, "decode(left(md5(random()::text), 2 * (i % 16)), 'hex')"),
                new Made("uuid", UUID.class, "md5(random()::text)::uuid"),
                new Made("pg_temp.mood", String.class, "(array['sad', 'very happy'])[1 + i % 2]::pg_temp.mood"),
                new Made("pg_temp.price", BigDecimal.class, "(random() * 1000)::numeric"));
    }

    static List<Made> extensions() {
        return List.of(
                new Made(
                        "hstore",
                        Map.class,
                        "case i % 20 when 0 then hstore('') else hstore(array['a b', pg_temp.word(), '\"'],"
                                + " array[pg_temp.word(), null, '=>']) end"),
                new Made("citext", String.class, "pg_temp.word()"),
                new Made("ltree", String.class, "('top.' || md5(random()::text) || '.' || i)"),
                new Made("cube", String.class, "cube(array[random(), i, -random() * 1e9], array[1, 2.5, 1e-9])"));
    }

    /** Of types that hold others: their text is not of one piece, and what is in them is compared as well. */
    static List<Made> compounds() {
        String number = "((random() - 0.5) * 10 ^ (random() * 9))::int4";
        return List.of(
                range("int4range", number, "1000"),
                range("int8range", "((random() - 0.5) * 1e18)::int8", "1000000"),
                range("numrange", "(random() * 1e6)::numeric", "0.5"),
                range("daterange", "date '2000-01-01' + (random() * 1e5)::int", "30"),
                range("tsrange", "timestamp '2000-01-01' + random() * interval '30 years'", "interval '1 day'"),
                range("tstzrange", "timestamptz '2000-01-01' + random() * interval '30 years'", "interval '1 day'"),
                new Made(
                        "int4multirange",
                        Multirange.class,
                        "(select coalesce(range_agg(int4range(j * 100, j * 100 + (random() * 150)::int)), '{}')"
                                + " from generate_series(1, i % 6) j)"),
                new Made(
                        "int4[]",
                        Integer[].class,
                        "(select coalesce(array_agg(nullif(" + number
                                + ", j)), '{}') from generate_series(1, i % 9) j)"),
                new Made("numeric[]", BigDecimal[].class, "array[round(random()::numeric, i % 9), null]"),
                new Made(
                        "text[]",
                        String[].class,
                        "array['', 'NULL', null, pg_temp.word() || ',', '{' || pg_temp.word(), '\"' || pg_temp.word()]"),
                new Made("uuid[]", UUID[].class, "array[md5(random()::text)::uuid]"),
                new Made(
                        "timestamptz[]",
                        OffsetDateTime[].class,
                        "array[timestamptz '2000-01-01' + random() * interval '30 years', 'infinity', null]"),
                new Made("interval[]", Interval[].class, "array[random() * interval '1 year', '1 mon']"),
                new Made("int4range[]", Range[].class, "array[int4range(i, i + 5), 'empty', null]"));
    }

    private static Made range(String type, String lower, String width) {
        return new Made(
                type,
                Range.class,
                ("(select case i %% 9 when 0 then 'empty' when 1 then %1$s(null, l) when 2 then %1$s(l, null) else"
                                + " %1$s(l, l + %3$s, (array['[]', '[)', '(]', '()'])[1 + i %% 4]) end from (select %2$s l) s)")
                        .formatted(type, lower, width));
    }

    @ParameterizedTest
    @MethodSource({"values", "compounds"})
    void areTheSameInBothFormats(Made made) throws SQLException {
        verify(made);
    }

    @ParameterizedTest
    @MethodSource("extensions")
    void thoseOfExtensionsAreTheSameEverywhere(Made made) throws SQLException {
        assumeTrue(
                column("select name from pg_available_extensions", String.class).contains(made.type),
                () -> "This server has no extension " + made.type);
        run("create extension if not exists " + made.type);
        verify(made);
        areTheSameInsideAnArray(made);
        areTheSameInsideAComposite(made);
    }

    /** As elements, in both formats, with a NULL before them and behind. */
    @ParameterizedTest
    @MethodSource("values")
    void areTheSameInsideAnArray(Made made) throws SQLException {
        Class<?> arrays = made.javaType.arrayType();
        make(made);
        List<Object> expected = column("select v from made order by i", made.javaType);
        expected.add(0, null);
        expected.add(null);
        String sql = "select array[null]::" + made.type + "[] || array_agg(v order by i) || array[null]::" + made.type
                + "[] from made";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < 3; i++) {
                Object array = only(statement, arrays);
                assertThat((Object[]) array).isEqualTo(expected.toArray());
            }
        }
        if (made.type.startsWith("xid")) {
            // Long[] is sent as int8[], which the server makes no xid[] of.
            return;
        }
        Object[] elements = expected.toArray((Object[]) java.lang.reflect.Array.newInstance(made.javaType, 0));
        try (PreparedStatement statement = connection.prepareStatement(
                "select count(*) from unnest(?::" + made.type
                        + "[]) with ordinality as e (w, i) left join made on made.i = e.i - 1 where format('%s', w) = format('%s', v)")) {
            statement.setObject(1, elements);
            assertThat(only(statement, Long.class)).isEqualTo((long) elements.length);
        }
    }

    /** As attributes of a record and of a type of the database's, in both formats, a NULL beside each. */
    @ParameterizedTest
    @MethodSource({"values", "compounds"})
    void areTheSameInsideAComposite(Made made) throws SQLException {
        make(made);
        run("drop type if exists pg_temp.holder");
        run("create type pg_temp.holder as (value " + made.type + ", nothing " + made.type + ", i int4)");
        List<Object> expected = column("select v from made order by i", Object.class);
        for (String row : new String[] {"row(v, null, i)::pg_temp.holder", "row(v, null::" + made.type + ", i)"}) {
            boolean named = row.endsWith("holder");
            try (PreparedStatement statement = connection.prepareStatement("select " + row + " from made order by i");
                    PreparedStatement back = connection.prepareStatement("select ?::pg_temp.holder::text")) {
                List<String> texts = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    List<String> again = new ArrayList<>();
                    int at = 0;
                    try (ResultSet rows = statement.executeQuery()) {
                        while (rows.next()) {
                            again.add(rows.getString(1));
                            if (named) {
                                Struct struct = (Struct) rows.getObject(1);
                                Object[] attributes = struct.getAttributes();
                                assertThat(same(attributes[0])).isEqualTo(same(expected.get(at)));
                                assertThat(attributes[1]).isNull();
                                assertThat(attributes[2]).isEqualTo(at + 1);
                                if (at % 100 == 0) {
                                    back.setObject(1, struct);
                                    assertThat(only(back, String.class)).isEqualTo(rows.getString(1));
                                }
                            }
                            at++;
                        }
                    }
                    assertThat(at).isEqualTo(COUNT);
                    texts = i == 0 ? again : texts;
                    assertThat(again).isEqualTo(texts);
                }
            }
        }
    }

    /** Into a table by COPY and out of it again: in binary, and in text, which a column without a binary form brings about. */
    @ParameterizedTest
    @MethodSource({"values", "compounds"})
    void areTheSameInACopy(Made made) throws SQLException {
        make(made);
        List<Object> expected = column("select v from made order by i", made.javaType);
        List<Object> texts = column("select v from made order by i", String.class);
        CopyOperations copy = connection.unwrap(HowdahConnection.class).copy();
        for (String[] columns : new String[][] {{"i", "v"}, {"i", "v", "text_only"}}) {
            run("drop table if exists pg_temp.copied");
            run("create temp table copied (i int, v " + made.type
                    + (columns.length == 2 ? ")" : ", text_only aclitem)"));
            try (CopyWriter writer = copy.into("copied", columns)) {
                for (int i = 0; i < COUNT; i++) {
                    writer.row(Arrays.copyOf(new Object[] {i + 1, expected.get(i)}, columns.length));
                }
                writer.row(new Object[columns.length]);
                assertThat(writer.finish()).isEqualTo(COUNT + 1);
            }
            assertThat(column(
                            "select format('%s is %s', made.v, copied.v) from made left join copied using (i)"
                                    + " where format('%s', made.v) is distinct from format('%s', copied.v)",
                            String.class))
                    .isEmpty();
            try (CopyReader reader =
                    copy.fromQuery("select " + String.join(", ", columns) + " from copied order by i nulls last")) {
                for (int i = 0; i < COUNT; i++) {
                    assertThat(reader.next()).isTrue();
                    assertThat(reader.getString(2)).isEqualTo(texts.get(i));
                    assertThat(Arrays.deepEquals(
                                    new Object[] {reader.get(2, made.javaType)}, new Object[] {expected.get(i)}))
                            .isTrue();
                }
                assertThat(reader.next()).isTrue();
                assertThat(reader.isNull(2)).isTrue();
                assertThat(reader.get(2, made.javaType)).isNull();
                assertThat(reader.next()).isFalse();
            }
        }
    }

    private static Object same(Object value) throws SQLException {
        if (value instanceof Array array) {
            return Arrays.deepToString((Object[]) array.getArray());
        }
        return value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value;
    }

    private static List<Object> column(String sql, Class<?> javaType) throws SQLException {
        List<Object> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(javaType == Object.class ? rows.getObject(1) : rows.getObject(1, javaType));
            }
        }
        return values;
    }

    private static <T> T only(PreparedStatement statement, Class<T> javaType) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getObject(1, javaType);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "postgres_verbose", "sql_standard", "iso_8601"})
    void intervalsFollowTheStyle(String style) throws SQLException {
        Made intervals = values().get(0);
        run("set intervalstyle = " + style);
        try {
            verify(intervals);
        } finally {
            run("reset intervalstyle");
        }
    }

    private static void verify(Made made) throws SQLException {
        make(made);
        List<String> texts = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        String sql = "select v, format('%s', v), i from made order by i /* " + made.type + " */";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            read(rows, made, texts, values);
        }
        assertThat(texts).hasSize(COUNT);
        try (PreparedStatement statement = connection.prepareStatement(sql + " -- prepared")) {
            for (int i = 0; i < 2; i++) {
                List<String> again = new ArrayList<>();
                List<Object> same = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery()) {
                    read(rows, made, again, same);
                }
                assertThat(again).isEqualTo(texts);
                // Arrays among them are equal by what is in them.
                assertThat(Arrays.deepEquals(same.toArray(), values.toArray())).isTrue();
            }
        }
        goBack(values, texts, made);
    }

    private static void make(Made made) throws SQLException {
        run("drop table if exists pg_temp.made");
        run("create temp table made as select (" + made.expression + ")::" + made.type
                + " as v, i from generate_series(1, " + COUNT + ") i");
    }

    private static void read(ResultSet rows, Made made, List<String> texts, List<Object> values) throws SQLException {
        while (rows.next()) {
            String text = rows.getString(1);
            assertThat(text).isEqualTo(rows.getString(2));
            Object value = rows.getObject(1, made.javaType);
            texts.add(text);
            values.add(value);
        }
    }

    /** All of them in one batch, into a table of the type. */
    private static void goBack(List<Object> values, List<String> texts, Made made) throws SQLException {
        run("drop table if exists pg_temp.back");
        run("create temp table back (i int, v " + made.type + ")");
        try (PreparedStatement insert =
                connection.prepareStatement("insert into back values (?, ?::" + made.type + ")")) {
            for (int i = 0; i < values.size(); i++) {
                insert.setInt(1, i + 1);
                insert.setObject(2, values.get(i) instanceof Long number ? number.toString() : values.get(i));
                insert.addBatch();
            }
            insert.executeBatch();
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select back.v, made.v from back join made using (i)"
                        + " where format('%s', back.v) <> format('%s', made.v) or back.v is null")) {
            assertThat(rows.next() ? rows.getString(1) + " was " + rows.getString(2) : "")
                    .isEmpty();
        }
    }

    private static void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
