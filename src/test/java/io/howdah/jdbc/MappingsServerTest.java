package io.howdah.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.testserver.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What each type becomes in JDBC: its names and codes, and the answer of every getter, refusals included. The answers are
 * those of {@code mappings.txt}, so that none changes by accident; run with {@code -Dhowdah.mappings=write} to have
 * that file written anew, and look at the difference.
 */
class MappingsServerTest {
    private static final Path GOLDEN = Path.of("src/test/resources/io/howdah/jdbc/mappings.txt");
    private static final TimeZone BEFORE = TimeZone.getDefault();

    /** A value of each type: how SQL writes it. */
    private static final List<String> VALUES = List.of(
            "true",
            "int2 '1'",
            "int4 '300'",
            "int8 '20240701'",
            "oid '4294967295'",
            "numeric '1.50'",
            "numeric(10,2) '2024'",
            "float4 '0.1'",
            "float8 '1e300'",
            "money '1234.5'",
            "\"char\" 'a'",
            "char(3) 'a'",
            "varchar(10) 'https://howdah.io/'",
            "text '2024-07-01 12:34:56.789+02'",
            "text '17'",
            "text 't'",
            "name 'aé'",
            "bytea '\\x00ff'",
            "date '2024-07-01'",
            "date 'infinity'",
            "date '0044-03-15 BC'",
            "time '12:34:56.789'",
            "time '24:00'",
            "timetz '12:34:56.789+05:30'",
            "timestamp '2024-07-01 12:34:56.789012'",
            "timestamp '-infinity'",
            "timestamptz '2024-07-01 12:34:56.789012+05:30'",
            "timestamptz '1582-10-04 12:00:00+00'",
            "interval '1 year 2 mons -3 days 04:05:06.789'",
            "uuid 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'",
            "json '{\"a\": 1}'",
            "jsonb '{\"a\":1}'",
            "jsonpath '$.a'",
            "xml '<a>b</a>'",
            "bit '1'",
            "bit(3) '101'",
            "varbit '101'",
            "inet '10.0.0.1/8'",
            "cidr '10.0.0.0/8'",
            "macaddr '08:00:2b:01:02:03'",
            "macaddr8 '08:00:2b:01:02:03:04:05'",
            "point '(1,2)'",
            "line '{1,2,3}'",
            "lseg '[(1,2),(3,4)]'",
            "box '(3,4),(1,2)'",
            "path '[(1,2),(3,4)]'",
            "polygon '((1,2),(3,4))'",
            "circle '<(1,2),3>'",
            "tsvector 'a:1 b:2'",
            "tsquery 'a & b'",
            "pg_lsn '16/B374D848'",
            "xid '7'",
            "xid8 '7'",
            "cid '7'",
            "tid '(0,1)'",
            "regclass 'pg_class'",
            "regtype 'integer'",
            "int2vector '1 2'",
            "oidvector '1 2'",
            "pg_snapshot '10:20:10,14'",
            "refcursor 'c'",
            "int4range '[1,5)'",
            "int4multirange '{[1,5)}'",
            "'{1,NULL}'::int4[]",
            "'{a,b}'::text[]",
            "row(1, 'x')",
            "pg_sleep(0)");

    private static final Class<?>[] CLASSES = {
        Object.class,
        String.class,
        Boolean.class,
        Byte.class,
        Short.class,
        Integer.class,
        Long.class,
        Float.class,
        Double.class,
        BigDecimal.class,
        BigInteger.class,
        Number.class,
        byte[].class,
        UUID.class,
        LocalDate.class,
        LocalTime.class,
        OffsetTime.class,
        LocalDateTime.class,
        OffsetDateTime.class,
        ZonedDateTime.class,
        Instant.class,
        Year.class,
        YearMonth.class,
        Date.class,
        Time.class,
        Timestamp.class,
        java.util.Date.class,
        Calendar.class,
        Blob.class,
        Clob.class,
        NClob.class,
        SQLXML.class,
        RowId.class,
        URL.class,
        InputStream.class,
        Reader.class,
        Array.class
    };

    private static final Map<String, Getter> GETTERS = getters();

    private static Connection connection;

    private interface Getter {
        Object of(ResultSet rows) throws SQLException;
    }

    @BeforeAll
    static void connect() throws SQLException {
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
        connection = TestServer.shared().connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute("set time zone 'Europe/Berlin'");
            statement.execute("set lc_monetary = 'C'");
        }
    }

    @AfterAll
    static void close() throws SQLException {
        TimeZone.setDefault(BEFORE);
        connection.close();
    }

    private static Map<String, Getter> getters() {
        Map<String, Getter> getters = new LinkedHashMap<>();
        getters.put("getString", rows -> rows.getString(1));
        getters.put("getNString", rows -> rows.getNString(1));
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
        getters.put("getAsciiStream", rows -> rows.getAsciiStream(1));
        getters.put("getBinaryStream", rows -> rows.getBinaryStream(1));
        getters.put("getCharacterStream", rows -> rows.getCharacterStream(1));
        getters.put("getNCharacterStream", rows -> rows.getNCharacterStream(1));
        getters.put("getBlob", rows -> rows.getBlob(1));
        getters.put("getClob", rows -> rows.getClob(1));
        getters.put("getNClob", rows -> rows.getNClob(1));
        getters.put("getSQLXML", rows -> rows.getSQLXML(1));
        getters.put("getRowId", rows -> rows.getRowId(1));
        getters.put("getURL", rows -> rows.getURL(1));
        getters.put("getArray", rows -> rows.getArray(1));
        getters.put("getRef", rows -> rows.getRef(1));
        for (Class<?> wanted : CLASSES) {
            String name = wanted == java.util.Date.class ? "java.util.Date" : wanted.getSimpleName();
            getters.put("as " + name, rows -> rows.getObject(1, wanted));
        }
        return getters;
    }

    @Test
    void everyGetterOfEveryTypeGivesWhatItGaveBefore() throws Exception {
        Map<String, String> actual = new LinkedHashMap<>();
        for (String value : VALUES) {
            if (exists(value)) {
                actual.put(value, describe(value));
            }
        }
        if ("write".equals(System.getProperty("howdah.mappings"))) {
            assertThat(actual)
                    .as("only a server that has all types can write the file")
                    .hasSameSizeAs(VALUES);
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, String.join("\n", actual.values()), UTF_8);
        }
        Map<String, String> golden = golden();
        assertThat(golden.keySet()).as("types in the file").containsExactlyElementsOf(VALUES);
        for (var block : actual.entrySet()) {
            assertThat(block.getValue()).isEqualTo(golden.get(block.getKey()));
        }
    }

    /** A block starts with the value, and its other lines are indented. */
    private static Map<String, String> golden() throws IOException {
        Map<String, String> blocks = new LinkedHashMap<>();
        for (String block : Files.readString(GOLDEN, UTF_8).split("\n(?=\\S)")) {
            String text = block.endsWith("\n") ? block : block + "\n";
            blocks.put(text.substring(0, text.indexOf('\n')), text);
        }
        return blocks;
    }

    @Test
    void getTypeInfoAgreesWithTheColumns() throws SQLException {
        Map<String, Integer> codes = new TreeMap<>();
        try (ResultSet types = connection.getMetaData().getTypeInfo()) {
            while (types.next()) {
                codes.putIfAbsent(types.getString("TYPE_NAME"), types.getInt("DATA_TYPE"));
            }
        }
        int compared = 0;
        for (String value : VALUES) {
            if (exists(value)) {
                try (PreparedStatement statement = connection.prepareStatement("select " + value + " as v")) {
                    ResultSetMetaData column = statement.getMetaData();
                    String name = column.getColumnTypeName(1);
                    if (codes.containsKey(name)) {
                        assertThat(codes.get(name)).as(name).isEqualTo(column.getColumnType(1));
                        compared++;
                    }
                }
            }
        }
        assertThat(compared).isGreaterThan(40);
    }

    @Test
    void aColumnOfTheWrongTypeIsNamedInTheError() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select 1, date '2024-07-01' as born, text 'x' as \"Größe\"")) {
            rows.next();
            message(rows, r -> r.getInt("BORN"), "Column 2 (\"born\")", "date", "long");
            message(rows, r -> r.getObject(2, LocalTime.class), "Column 2 (\"born\")", "date", "LocalTime");
            message(rows, r -> r.getInt(3), "Column 3 (\"Größe\")", "text", "number");
            message(rows, r -> r.getBlob(3), "Column 3 (\"Größe\")", "text", "Blob");
            assertThat(catchMessage(rows, r -> r.getInt(4))).startsWith("There is no column 4");
        }
        try (PreparedStatement statement = connection.prepareStatement("select ?::int, ?::int")) {
            assertThat(catchMessage(null, r -> {
                        statement.setObject(2, "secret", java.sql.Types.INTEGER);
                        return null;
                    }))
                    .startsWith("Parameter 2: ")
                    .doesNotContain("secret");
        }
    }

    private static void message(ResultSet rows, Getter getter, String... parts) {
        assertThat(catchMessage(rows, getter)).contains(parts);
    }

    private static String catchMessage(ResultSet rows, Getter getter) {
        try {
            return "no error, but " + getter.of(rows);
        } catch (SQLException e) {
            return e.getMessage();
        }
    }

    /** Older servers have fewer types. */
    private static boolean exists(String value) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select " + value + " as v");
            return true;
        } catch (SQLException e) {
            assertThat(TestServer.shared().major())
                    .as("%s: %s", value, e.getMessage())
                    .isLessThan(18);
            return false;
        }
    }

    private static String describe(String value) throws Exception {
        String inText;
        String inBinary;
        try (PreparedStatement statement = connection.prepareStatement("select " + value + " as v")) {
            inText = answers(statement);
            answers(statement);
            inBinary = answers(statement);
        }
        assertThat(inBinary).as("answers in binary of %s", value).isEqualTo(inText);
        return value + "\n" + inText;
    }

    private static String answers(PreparedStatement statement) throws Exception {
        StringBuilder out = new StringBuilder();
        Map<String, StringBuilder> refusals = new TreeMap<>();
        try (ResultSet rows = statement.executeQuery()) {
            rows.next();
            ResultSetMetaData column = rows.getMetaData();
            line(
                    out,
                    "is",
                    "%s %s of %s, precision %d, scale %d, width %d, %s%s"
                            .formatted(
                                    JDBCType.valueOf(column.getColumnType(1)),
                                    column.getColumnTypeName(1),
                                    column.getColumnClassName(1),
                                    column.getPrecision(1),
                                    column.getScale(1),
                                    column.getColumnDisplaySize(1),
                                    column.isSigned(1) ? "signed" : "unsigned",
                                    column.isCaseSensitive(1) ? ", case-sensitive" : ""));
            Object object = rows.getObject(1);
            line(out, "getObject", object.getClass().getSimpleName() + " " + text(object));
            for (var getter : GETTERS.entrySet()) {
                try {
                    line(out, getter.getKey(), text(getter.getValue().of(rows)));
                } catch (SQLException e) {
                    refusals.computeIfAbsent(e.getSQLState(), state -> new StringBuilder())
                            .append(", ")
                            .append(getter.getKey());
                }
            }
        }
        refusals.forEach((state, names) -> line(out, state, names.substring(2)));
        return out.toString();
    }

    private static void line(StringBuilder out, String name, String text) {
        out.append("  %-20s ".formatted(name)).append(text).append('\n');
    }

    private static String text(Object value) throws Exception {
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof InputStream stream) {
            return HexFormat.of().formatHex(stream.readAllBytes());
        }
        if (value instanceof Reader reader) {
            StringBuilder text = new StringBuilder();
            for (int c = reader.read(); c >= 0; c = reader.read()) {
                text.append((char) c);
            }
            return text.toString();
        }
        if (value instanceof Blob blob) {
            return HexFormat.of().formatHex(blob.getBytes(1, (int) blob.length()));
        }
        if (value instanceof Clob clob) {
            return clob.getSubString(1, (int) clob.length());
        }
        if (value instanceof SQLXML xml) {
            return xml.getString();
        }
        if (value instanceof Calendar calendar) {
            return calendar.toInstant() + " in " + calendar.getTimeZone().getID();
        }
        return String.valueOf(value);
    }
}
