package io.howdah.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.howdah.value.Path;
import io.howdah.value.Point;
import io.howdah.value.Polygon;
import io.howdah.value.TextSearchQuery;
import io.howdah.value.TextSearchVector;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
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
                new Made("xid8", Long.class, "((random() * 9e18)::int8::text)::xid8"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void areTheSameInBothFormats(Made made) throws SQLException {
        verify(made);
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
        run("drop table if exists pg_temp.made");
        run("create temp table made as select " + made.expression + "::" + made.type
                + " as v, i from generate_series(1, " + COUNT + ") i");
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
                assertThat(same).isEqualTo(values);
            }
        }
        goBack(values, texts, made);
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
