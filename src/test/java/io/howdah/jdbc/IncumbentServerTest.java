package io.howdah.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.howdah.testserver.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Reads the same values with PgJDBC and with us, in text and in binary: the getters agree, but for what docs/differences.md
 * tells.
 */
class IncumbentServerTest {
    /** So many executions it takes PgJDBC to change over to binary. */
    private static final int EXECUTIONS = 7;

    private static final String ERROR = "error";
    private static final TimeZone BEFORE = TimeZone.getDefault();
    private static final Calendar TOKYO = Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"));
    private static final Map<String, Getter> GETTERS = getters();

    private static Connection ours;
    private static Connection theirs;

    @FunctionalInterface
    private interface Getter {
        Object get(ResultSet rows) throws SQLException;
    }

    private enum Way {
        TEXT,
        BINARY
    }

    /** What one getter made of one value. */
    private record Disagreement(Way way, String value, String getter, String theirs, String ours) {}

    /**
     * A difference that is meant.
     *
     * @param what the first column in docs/differences.md
     */
    private record Deliberate(String what, Pattern values, Pattern getters, Pattern theirs, Pattern ours) {
        Deliberate(String what, String values, String getters, String theirs, String ours) {
            this(what, regex(values), regex(getters), regex(theirs), regex(ours));
        }

        private static Pattern regex(String text) {
            return Pattern.compile(text, Pattern.DOTALL);
        }

        boolean explains(Disagreement one) {
            return values.matcher(one.value()).matches()
                    && getters.matcher(one.getter()).matches()
                    && theirs.matcher(one.theirs()).matches()
                    && ours.matcher(one.ours()).matches();
        }
    }

    private static final String NUMBERS = "get(Byte|Short|Int|Long|Float|Double|BigDecimal)";
    private static final String ANY = ".*";
    private static final String VALUE = "(?!error).*";

    private static final List<Deliberate> DELIBERATE = List.of(
            new Deliberate("getBytes of a type other than bytea", "(?!bytea).*", "getBytes", "\\[.*", "\\[.*"),
            new Deliberate("getString of float4 and float8", "float.*", "getString", ANY, VALUE),
            new Deliberate("getString of a small numeric", "1e-20", "getString", "1E-20", "0\\.0*1"),
            new Deliberate("getString of bytea", "bytea.*", "getString", "\\[B@.*", "\\\\x.*"),
            new Deliberate("getString of timetz", "timetz.*", "getString", ANY, VALUE),
            new Deliberate(
                    "getString of a timestamptz before standard time",
                    "timestamptz.*",
                    "getString",
                    ".*\\+01( BC)?",
                    ".*\\+00:53:28( BC)?"),
            new Deliberate("getString of point", ".*point", "getString", ANY, VALUE),
            new Deliberate("getBigDecimal of float4 and float8", "float.*", "getBigDecimal", ANY, VALUE),
            new Deliberate("getDouble of float4", "float4.*", "getDouble", ANY, VALUE),
            new Deliberate("getBoolean of a numeric or -0", "[01.]+|float8'-0'", "getBoolean", ERROR, "true|false"),
            new Deliberate("numbers from bool", "true|false", NUMBERS, ERROR, "[01](\\.0)?"),
            new Deliberate(
                    "float and double out of range", "float8'1e300'|1e400", "get(Float|Double)", "Infinity", ERROR),
            new Deliberate("getByte of empty text or void", "''.*|pg_sleep.*", "getByte", "0", ERROR),
            new Deliberate("getTime of what has no time", "date.*|'2024-..-..'::text", "getTime.*", ANY, ERROR),
            new Deliberate("getTime of an infinite timestamp", "timestamp.*infinity'", "getTime.*", ANY, ERROR),
            new Deliberate("getTime and getTimestamp of timetz", "timetz.*", "getTime.*|getObject", VALUE, VALUE),
            new Deliberate("getTime of time 24:00", "time'24:00'", "getTime.*|getObject", ".*=-.*", VALUE),
            new Deliberate(
                    "getTime of a timestamp in summer or before 1970", "timestamp.*", "getTime( Tokyo)?", VALUE, VALUE),
            new Deliberate("getDate of what has no date", "time'.*|timetz.*", "getDate.*", VALUE, ERROR),
            new Deliberate("text that is no date", "'2024-13-45'::text", "get(Date|Timestamp).*", VALUE, ERROR),
            new Deliberate(
                    "getObject of types Java has no class for",
                    ANY,
                    "getObject( class)?",
                    "PGobject|PGpoint|PGInterval|1 years? .*|1 days|\\(1\\.0,2\\.0\\)",
                    ANY),
            new Deliberate("money as object", ".*money", "getObject( class)?", "Double|1\\.5", "String|\\$1\\.50"),
            new Deliberate("getByte of money", ".*money", "getByte", ERROR, "1"),
            new Deliberate("getBigDecimal of point", ".*point", "getBigDecimal", "null", ERROR));

    /** One expression of SQL a line. */
    private static final List<String> VALUES = """
            true
            false
            null::bool
            int2'0'
            int2'1'
            int2'-32768'
            int2'300'
            0
            1
            127
            128
            -2147483648
            int8'9223372036854775807'
            int8'1'
            oid'4294967295'
            oid'0'
            float4'0.1'
            float4'1'
            float4'0'
            float4'NaN'
            float4'Infinity'
            float4'-Infinity'
            float4'1e20'
            float4'-1.5'
            float4'16777217'
            float4'1e-45'
            float4'3.4028235e38'
            float8'0.1'
            float8'1'
            float8'0'
            float8'-0'
            float8'NaN'
            float8'Infinity'
            float8'1e20'
            float8'1e300'
            float8'2.5'
            float8'9.2233720368547758e18'
            float8'2147483647.5'
            float8'1e-5'
            float8'1e15'
            0.0
            1.0
            1.5
            -1.9
            0.00
            0.1
            1e30
            9223372036854775807.9
            9223372036854775808
            2147483648
            32768
            numeric'NaN'
            numeric'Infinity'
            numeric'-Infinity'
            1e-20
            1e400
            100000
            1e10::numeric(20,2)
            ''::text
            '1'::text
            '0'::text
            '1.5'::text
            '1.9'::text
            '-1'::text
            '99999999999'::text
            't'::text
            'TRUE'::text
            'yes'::text
            'on'::text
            'off'::text
            'n'::text
            'abc'::text
            ' 1 '::text
            '1e3'::text
            'NaN'::text
            '2024-03-07'::text
            '12:34:56'::text
            '2024-03-07 12:34:56'::text
            '2024-03-07 12:34:56.789+02'::text
            '2024-13-45'::text
            'infinity'::text
            '1'::varchar
            'ab'::bpchar(5)
            '1'::char(3)
            'pg'::name
            'a'::"char"
            ''::"char"
            '5'::"char"
            bytea'\\x'
            bytea'\\x00ff'
            bytea'\\x3131'
            date'2024-03-07'
            date'1970-01-01'
            date'1582-10-04'
            date'1582-10-10'
            date'1582-10-15'
            date'1500-03-01'
            date'0001-01-01'
            date'0001-12-31 BC'
            date'4713-01-01 BC'
            date'5874897-12-31'
            date'infinity'
            date'-infinity'
            date'2024-03-31'
            time'00:00'
            time'12:34:56.789012'
            time'23:59:59.999999'
            time'24:00'
            time'02:30'
            timetz'12:34:56.789+02'
            timetz'00:00+00'
            timetz'23:59:59.999999-12'
            timetz'24:00+00'
            timetz'12:34:56+05:30'
            timetz'01:02:03-03:30:15'
            timetz'00:30+14'
            timestamp'2024-03-07 12:34:56.789012'
            timestamp'1970-01-01 00:00'
            timestamp'1969-12-31 23:59:59.999999'
            timestamp'1582-10-10 00:00'
            timestamp'1500-03-01 01:02:03'
            timestamp'0001-01-01 00:00 BC'
            timestamp'294276-12-31 23:59:59.999999'
            timestamp'4713-01-01 00:00 BC'
            timestamp'infinity'
            timestamp'-infinity'
            timestamp'2024-03-31 02:30'
            timestamp'2024-10-27 02:30'
            timestamp'2024-01-01 24:00'
            timestamptz'2024-03-07 12:34:56.789012+00'
            timestamptz'1970-01-01 00:00+00'
            timestamptz'1969-12-31 23:59:59.999999+00'
            timestamptz'1582-10-10 00:00+00'
            timestamptz'1500-03-01 01:02:03+00'
            timestamptz'0001-01-01 00:00+00 BC'
            timestamptz'294276-12-31 23:59:59.999999+00'
            timestamptz'4713-01-02 00:00+00 BC'
            timestamptz'infinity'
            timestamptz'-infinity'
            timestamptz'2024-03-31 01:00+00'
            timestamptz'2024-10-27 00:30+00'
            timestamptz'2024-10-27 01:30+00'
            timestamptz'1890-01-01 00:00+00'
            'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid
            '{"a":1}'::json
            '{"a":1}'::jsonb
            '5'::jsonb
            '10.0.0.1'::inet
            '1 day'::interval
            '1 year -2 days 03:04:05.678'::interval
            '(1,2)'::point
            bit'1'
            bit'0'
            bit'1010'
            varbit'101'
            '1.50'::money
            '[1,3)'::int4range
            '<a/>'::xml
            pg_lsn'16/B374D848'
            '1'::xid
            '(0,1)'::tid
            'pg_class'::regclass
            pg_sleep(0)
            """.lines().toList();

    @BeforeAll
    static void connect() throws SQLException {
        assumeTrue(TestServer.shared().major() >= 16, "Older servers print some of the values in other ways");
        // A zone with summer time, and with an offset of seconds before 1893.
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
        ours = TestServer.shared().connect();
        String url = TestServer.shared().jdbcUrl().replace("jdbc:howdah:", "jdbc:postgresql:");
        theirs = new org.postgresql.Driver().connect(url, new Properties());
    }

    @AfterAll
    static void close() throws SQLException {
        TimeZone.setDefault(BEFORE);
        if (ours != null) {
            ours.close();
        }
        if (theirs != null) {
            theirs.close();
        }
    }

    @Test
    void theDriversDifferWhereTheyAreMeantTo() throws Exception {
        Set<String> met = new TreeSet<>();
        List<Disagreement> unexplained = new ArrayList<>();
        for (Disagreement one : disagreements()) {
            List<String> reasons = DELIBERATE.stream()
                    .filter(deliberate -> deliberate.explains(one))
                    .map(Deliberate::what)
                    .toList();
            met.addAll(reasons);
            if (reasons.isEmpty()) {
                unexplained.add(one);
            }
        }
        assertThat(unexplained).isEmpty();
        assertThat(DELIBERATE).as("differences that are none any more").allMatch(each -> met.contains(each.what()));
        String documented = Files.readString(Path.of("docs/differences.md"));
        assertThat(DELIBERATE).allMatch(each -> documented.contains("\n| " + each.what() + " | "));
    }

    private static List<Disagreement> disagreements() throws SQLException {
        List<Disagreement> all = new ArrayList<>();
        for (String value : VALUES) {
            for (Way way : Way.values()) {
                Map<String, String> here = read(ours, value, way);
                Map<String, String> there = read(theirs, value, way);
                for (String getter : GETTERS.keySet()) {
                    String mine = here.get(getter);
                    assertThat(mine).as("%s of %s", getter, value).doesNotStartWith("java.lang");
                    if (!mine.equals(there.get(getter))) {
                        all.add(new Disagreement(way, value, getter, there.get(getter), mine));
                    }
                }
            }
        }
        return all;
    }

    private static Map<String, String> read(Connection connection, String value, Way way) throws SQLException {
        if (way == Way.TEXT) {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select " + value)) {
                return read(rows);
            }
        }
        try (PreparedStatement statement = connection.prepareStatement("select " + value)) {
            for (int i = 1; i < EXECUTIONS; i++) {
                statement.executeQuery().close();
            }
            try (ResultSet rows = statement.executeQuery()) {
                return read(rows);
            }
        }
    }

    private static Map<String, String> read(ResultSet rows) throws SQLException {
        rows.next();
        Map<String, String> results = new LinkedHashMap<>();
        GETTERS.forEach((name, getter) -> results.put(name, outcome(rows, getter)));
        return results;
    }

    private static String outcome(ResultSet rows, Getter getter) {
        try {
            Object value = getter.get(rows);
            if (value instanceof byte[] bytes) {
                return Arrays.toString(bytes);
            }
            if (value instanceof java.sql.SQLXML xml) {
                return xml.getString();
            }
            return value instanceof java.util.Date date ? date + "=" + date.getTime() : String.valueOf(value);
        } catch (SQLException e) {
            return ERROR;
        } catch (RuntimeException e) {
            // Theirs, for us it would be wrong.
            return connectionOf(rows) == ours ? e.getClass().getName() : ERROR;
        }
    }

    private static Connection connectionOf(ResultSet rows) {
        try {
            return rows.getStatement().getConnection();
        } catch (SQLException e) {
            throw new AssertionError("An open result has a connection", e);
        }
    }

    private static Map<String, Getter> getters() {
        Map<String, Getter> getters = new LinkedHashMap<>();
        getters.put("getString", rows -> rows.getString(1));
        getters.put(
                "getObject", rows -> rows.getObject(1) instanceof byte[] b ? Arrays.toString(b) : rows.getObject(1));
        getters.put("getObject class", rows -> {
            Object value = rows.getObject(1);
            return value == null || value instanceof java.sql.SQLXML
                    ? value
                    : value.getClass().getSimpleName();
        });
        getters.put("getBoolean", rows -> rows.getBoolean(1));
        getters.put("getByte", rows -> rows.getByte(1));
        getters.put("getShort", rows -> rows.getShort(1));
        getters.put("getInt", rows -> rows.getInt(1));
        getters.put("getLong", rows -> rows.getLong(1));
        getters.put("getFloat", rows -> rows.getFloat(1));
        getters.put("getDouble", rows -> rows.getDouble(1));
        getters.put("getBigDecimal", rows -> rows.getBigDecimal(1));
        getters.put("getBytes", rows -> rows.getBytes(1));
        getters.put("getDate", rows -> rows.getDate(1));
        getters.put("getTime", rows -> rows.getTime(1));
        getters.put("getTimestamp", rows -> rows.getTimestamp(1));
        getters.put("getDate Tokyo", rows -> rows.getDate(1, TOKYO));
        getters.put("getTime Tokyo", rows -> rows.getTime(1, TOKYO));
        getters.put("getTimestamp Tokyo", rows -> rows.getTimestamp(1, TOKYO));
        return getters;
    }
}
