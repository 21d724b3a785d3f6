package io.howdah.types.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.testserver.TestServer;
import io.howdah.types.Cell;
import io.howdah.types.Cells;
import io.howdah.types.Codec;
import io.howdah.types.CodecContext;
import io.howdah.types.Format;
import io.howdah.types.TypeRegistry;
import io.howdah.value.Multirange;
import io.howdah.value.Range;
import io.howdah.wire.ByteWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Set;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Random values that the server makes: what it prints and what it sends must be the same to us, and come from us again. */
class CompoundsServerTest {
    private static final CodecContext CONTEXT = new CodecContext(ZoneOffset.UTC, TimeZone.getTimeZone("UTC"));

    private static Connection connection;
    private static TypeRegistry types;

    @BeforeAll
    static void connect() throws SQLException {
        connection = TestServer.shared().connect();
        types = BuiltinCodecs.newRegistry(Set.of());
        try (Statement statement = connection.createStatement()) {
            statement.execute("set time zone 'UTC'");
            statement.execute("select setseed(0.5)");
        }
    }

    @AfterAll
    static void close() throws SQLException {
        if (connection != null) {
            connection.close();
        }
    }

    /** 200 arrays of a type, of one to six elements, some of them NULL; and of two dimensions, and with other bounds. */
    private static String arrays(String type, String element) {
        return """
                with elements as (
                    select i, case when random() < 0.1 then null else (%2$s)::%1$s end as e
                    from generate_series(1, 200) i, generate_series(1, i %% 6 + 1)
                ), flat as (
                    select i, array_agg(e) as v from elements group by i
                )
                select format('%%s', v), array_send(v) from flat
                union all
                select format('%%s', array[v, v]), array_send(array[v, v]) from flat where i %% 5 = 0
                union all
                select format('%%s', w), array_send(w) from (
                    select format('[%%s:%%s]=%%s', i - 100, i - 101 + cardinality(v), v)::%1$s[] as w
                    from flat where i %% 7 = 0) s
                """.formatted(type, element);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "bool | random() < 0.5",
                "int2 | (random() * 65535 - 32768)::int",
                "int4 | (random() * 4294967295 - 2147483648)::int8",
                "int8 | ((random() - 0.5) * 1e18)::int8",
                "oid | (random() * 4294967295)::int8",
                "float4 | (random() - 0.5) * pow(10, (random() * 60 - 30)::int)",
                "float8 | case when random() < 0.1 then 'NaN' else (random() - 0.5) * pow(10, (random() * 600 - 300)::int) end",
                "numeric | round(((random() - 0.5) * pow(10, (random() * 20)::int))::numeric, (random() * 9)::int)",
                "text | translate(left(md5(random()::text), (random() * 9)::int), '0123456789', ',{}\"\\ é')",
                "varchar | (array['null', 'NULL', '', ' ', '\\', '\"', '{', 'x,y', chr(128024), chr(9)])[1 + random() * 9]",
                "bpchar(3) | left(md5(random()::text), (random() * 3)::int)",
                "name | left(md5(random()::text), 5)",
                "\"char\" | chr(32 + (random() * 94)::int)",
                "bytea | decode(left(md5(random()::text), 2 * (random() * 9)::int), 'hex')",
                "date | date '2000-01-01' + ((random() - 0.3) * 2000000)::int",
                "time | time '00:00' + random() * interval '1 day'",
                "timetz | timezone(make_interval(0, 0, 0, 0, (random() * 9)::int), (time '00:00' + random() * interval '1 day')::timetz)",
                "timestamp | timestamp '2000-01-01' + (random() - 0.5) * interval '3000 years'",
                "timestamptz | case when random() < 0.1 then 'infinity' else now() + (random() - 0.5) * interval '3000 years' end",
                "uuid | md5(random()::text)::uuid",
                "bit(5) | (random() * 31)::int::bit(5)",
                "money | ((random() - 0.5) * 1e9)::int",
                "jsonb | json_build_object('a', random(), 'b', array['\"', '\\'])",
                "box | box(point(random(), 1), point(2, random()))",
                "int4range | int4range((random() * 100)::int, nullif((random() * 9)::int, 5) + 100, '[]')",
                "daterange | daterange(current_date, current_date + (random() * 9)::int, '()')",
                "tsrange | tsrange(null, timestamp '2000-01-01' + random() * interval '3000 years')"
            })
    void anArrayIsTheSameInBothFormats(String type, String element) throws SQLException {
        String sql = arrays(type, element);
        ArrayCodec codec = (ArrayCodec) codecOf(type + "[]");
        int checked = check(codec, sql, (array, text) -> {
            // The empty array and other bounds do not come from Java again.
            if (!text.startsWith("[")) {
                assertWrites(codec, array, text);
            }
        });
        assertThat(checked).isGreaterThan(250);
    }

    private interface Check {
        void accept(Cell binaryOrText, String text) throws SQLException;
    }

    /** @return how many values it were */
    private static int check(Codec<?> codec, String sql, Check check) throws SQLException {
        int count = 0;
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            ResultSet rows = statement.executeQuery(sql);
            while (rows.next()) {
                String text = rows.getString(1);
                Cell fromText = cell(text.getBytes(StandardCharsets.UTF_8), Format.TEXT);
                assertThat(codec.readText(fromText)).isEqualTo(text);
                if (codec.hasBinary()) {
                    Cell fromBinary = cell(rows.getBytes(2), Format.BINARY);
                    assertThat(codec.readText(fromBinary)).isEqualTo(text);
                    assertThat(values(codec, fromBinary)).as(text).isEqualTo(values(codec, fromText));
                    check.accept(fromBinary, text);
                }
                check.accept(fromText, text);
                count++;
            }
        }
        return count;
    }

    private static Object values(Codec<?> codec, Cell cell) throws SQLException {
        return codec instanceof ArrayCodec array ? javaArray(array, cell) : codec.decode(cell);
    }

    /** Of the class that loses nothing. */
    private static Object javaArray(ArrayCodec codec, Cell cell) throws SQLException {
        Class<?> target = codec.element().javaType();
        for (int i = codec.elements(cell).dimensions(); i > 0; i--) {
            target = target.arrayType();
        }
        return codec.readAs(cell, target);
    }

    private static void assertWrites(ArrayCodec codec, Cell cell, String text) throws SQLException {
        Object array = javaArray(codec, cell);
        var written = new StringBuilder();
        codec.appendText(array, written, CONTEXT);
        assertThat(written).hasToString(text);
        if (cell.isBinary()) {
            ByteWriter out = new ByteWriter(64);
            assertThat(codec.writeBinary(array, out, CONTEXT)).isTrue();
            assertThat(HexFormat.of().formatHex(out.toByteArray()))
                    .isEqualTo(HexFormat.of().formatHex(cell.copy()));
        }
    }

    private static Codec<?> codecOf(String type) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select '" + type + "'::regtype::oid")) {
            rows.next();
            return types.codec((int) rows.getLong(1));
        }
    }

    private static Cell cell(byte[] value, Format format) {
        return Cells.in(CONTEXT, Cells.of(value, format));
    }

    // ---- ranges

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int4range | (random() * 100 - 50)::int",
                "int8range | ((random() - 0.5) * 1e18)::int8",
                "numrange | round(((random() - 0.5) * 100)::numeric, (random() * 5)::int)",
                "daterange | date '2000-01-01' + ((random() - 0.3) * 2000000)::int",
                "tsrange | timestamp '2000-01-01' + (random() - 0.5) * interval '3000 years'",
                "tstzrange | now() + (random() - 0.5) * interval '3000 years'"
            })
    void aRangeIsTheSameInBothFormats(String type, String bound) throws SQLException {
        String multirange = type.replace("range", "multirange");
        String ranges = """
                with bounds as (
                    select case when random() < 0.1 then null else %2$s end as a,
                        case when random() < 0.1 then null else %2$s end as b,
                        (array['[]', '()', '(]', '[)'])[1 + i %% 4] as ends,
                        i
                    from generate_series(1, 400) i
                ), ranges as (
                    select %1$s(case when a > b then b else a end, case when a > b then a else b end, ends) as v, i
                    from bounds
                )
                """.formatted(type, bound);
        check(codecOf(type), ranges + "select format('%s', v), range_send(v) from ranges", (cell, text) -> {
            Range<?> range = (Range<?>) codecOf(type, cell);
            assertWritten(type, range, text, cell);
        });
        if (connection.getMetaData().getDatabaseMajorVersion() >= 14) {
            String several = ranges + "select format('%s', m), multirange_send(m) from"
                    + " (select range_agg(v) as m from ranges group by i % 100) s";
            check(codecOf(multirange), several, (cell, text) -> {
                Multirange<?> value = (Multirange<?>) codecOf(multirange, cell);
                assertWritten(multirange, value, text, cell);
            });
        }
    }

    private static Object codecOf(String type, Cell cell) throws SQLException {
        return builtin(type).decode(cell);
    }

    private static Codec<?> builtin(String type) {
        return types.codec(io.howdah.types.SqlTypeNames.find(type).oid());
    }

    private static void assertWritten(String type, Object value, String text, Cell cell) throws SQLException {
        Codec<?> codec = builtin(type);
        assertThat(InnerValue.text(value, codec, CONTEXT)).isEqualTo(text);
        ByteWriter out = new ByteWriter(64);
        assertThat(InnerValue.binary(value, codec, out, CONTEXT)).isTrue();
        if (cell.isBinary()) {
            assertThat(out.toByteArray()).isEqualTo(cell.copy());
        }
    }
}
