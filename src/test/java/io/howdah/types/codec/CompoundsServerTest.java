package io.howdah.types.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.testserver.TestServer;
import io.howdah.types.BuiltinTypes;
import io.howdah.types.Cell;
import io.howdah.types.Cells;
import io.howdah.types.Codec;
import io.howdah.types.CodecContext;
import io.howdah.types.CompoundCodec;
import io.howdah.types.Format;
import io.howdah.types.PgType;
import io.howdah.types.TypeRegistry;
import io.howdah.types.TypeShape;
import io.howdah.value.Multirange;
import io.howdah.value.Range;
import io.howdah.wire.ByteWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLData;
import java.sql.SQLException;
import java.sql.SQLInput;
import java.sql.SQLOutput;
import java.sql.Statement;
import java.sql.Struct;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Random values that the server makes: what it prints and what it sends must be the same to us, and come from us again. */
class CompoundsServerTest {
    private static final CodecContext CONTEXT = new CodecContext("UTC", TimeZone.getTimeZone("UTC"));

    private static Connection connection;
    private static TypeRegistry types;

    @BeforeAll
    static void connect() throws SQLException {
        connection = TestServer.shared().connect();
        types = BuiltinCodecs.newRegistry(Set.of());
        try (Statement statement = connection.createStatement()) {
            statement.execute("set time zone 'UTC'");
            statement.execute("select setseed(0.5)");
            statement.execute("create type pg_temp.mood as enum ('sad', 'very happy')");
            statement.execute("create type pg_temp.pair as (a int, gone text, \"B b\" text)");
            statement.execute("alter type pg_temp.pair drop attribute gone");
            statement.execute("create type pg_temp.deep as (id int8, one pg_temp.pair, many pg_temp.pair[],"
                    + " span daterange, mood pg_temp.mood, price numeric, at timestamptz, words text[], data bytea)");
        }
        for (String name : List.of("mood", "pair", "deep")) {
            define(name);
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
        if (codec instanceof CompoundCodec<?> && codec.readText(cell).contains("(")) {
            // Of Structs, which are equal to themselves only, that of their texts.
            return codec.decode(cell).toString();
        }
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
        return BuiltinTypes.ALL.stream()
                .filter(known -> known.name().equals(type))
                .map(known -> types.codec(known.oid()))
                .findFirst()
                .orElseThrow();
    }

    private static void assertWritten(String type, Object value, String text, Cell cell) throws SQLException {
        assertWritten(builtin(type), value, text, cell);
    }

    private static void assertWritten(Codec<?> codec, Object value, String text, Cell cell) throws SQLException {
        assertThat(InnerValue.text(value, codec, CONTEXT)).isEqualTo(text);
        ByteWriter out = new ByteWriter(64);
        assertThat(InnerValue.binary(value, codec, out, CONTEXT)).isTrue();
        if (cell.isBinary()) {
            assertThat(out.toByteArray()).isEqualTo(cell.copy());
        }
    }

    // ---- composites

    /** The type and that of its arrays, as the catalogue has them. */
    private static void define(String name) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            List<TypeShape.Attribute> attributes = new ArrayList<>();
            ResultSet rows = statement.executeQuery("select attname, atttypid from pg_attribute where not attisdropped"
                    + " and attnum > 0 and attrelid = (select typrelid from pg_type where oid = 'pg_temp." + name
                    + "'::regtype) order by attnum");
            while (rows.next()) {
                attributes.add(new TypeShape.Attribute(rows.getString(1), rows.getInt(2), -1));
            }
            rows = statement.executeQuery(
                    "select oid, typarray from pg_type where oid = 'pg_temp." + name + "'::regtype");
            rows.next();
            int oid = rows.getInt(1);
            int arrayOid = rows.getInt(2);
            if (attributes.isEmpty()) {
                types.define(List.of(TextCodec.ofText(new PgType(name, "pg_temp", oid, arrayOid, TypeShape.ENUM))));
            } else {
                types.define(new PgType(name, "pg_temp", oid, arrayOid, new TypeShape.Composite(attributes)));
            }
            types.define(new PgType("_" + name, "pg_temp", arrayOid, 0, new TypeShape.ArrayOf(oid, ',')));
        }
    }

    private static final String PAIR = """
            (case when random() < 0.2 then null else
                row(case when random() < 0.2 then null else (random() * 9)::int end,
                    (array['', ' ', 'x', '"', '\\', '(', ',', 'null', chr(128024), null])[1 + random() * 9]
                )::pg_temp.pair
            end)""";

    private static final String DEEP = """
            row(i, %1$s, array[%1$s, %1$s], daterange(current_date, null), 'very happy', random()::numeric,
                now(), array['a b', null, '"'], '\\x0102')::pg_temp.deep""".formatted(PAIR);

    @Test
    void aCompositeIsTheSameInBothFormats() throws SQLException {
        for (String[] each : new String[][] {
            {"pg_temp.pair", PAIR},
            {"pg_temp.deep", DEEP}
        }) {
            String values = " from (select %s as v, i from generate_series(1, 500) i offset 0) s where v is not null";
            Codec<?> codec = codecOf(each[0]);
            int checked =
                    check(codec, "select format('%s', v), record_send(v)" + values.formatted(each[1]), (cell, text) -> {
                        Struct struct = (Struct) codec.decode(cell);
                        assertThat(struct).hasToString(text);
                        assertWritten(codec, struct, text, cell);
                        assertWritten(codec, struct.getAttributes(), text, cell);
                    });
            assertThat(checked).isGreaterThan(250);
            ArrayCodec arrays = (ArrayCodec) codecOf(each[0] + "[]");
            check(
                    arrays,
                    "select format('%s', v), array_send(v) from (select array_agg(v) as v" + values.formatted(each[1])
                            + " group by i % 9) s",
                    (cell, text) -> {
                        Object array = new SqlArray(arrays, cell.copy(), cell.format(), CONTEXT).getArray();
                        assertThat(array).isInstanceOf(Struct[].class);
                        assertWritten(arrays, array, text, cell);
                    });
        }
    }

    private record Pair(Integer a, String bB) {}

    private record Deep(
            long id,
            Pair one,
            List<Pair> many,
            Range<LocalDate> span,
            String mood,
            BigDecimal price,
            Instant at,
            String[] words,
            byte[] data) {}

    @Test
    void aCompositeIsARecordOfJava() throws SQLException {
        Codec<?> codec = codecOf("pg_temp.deep");
        String sql = "select format('%s', v), record_send(v) from (select " + DEEP
                + " as v from generate_series(1, 300) i offset 0) s";
        check(codec, sql, (cell, text) -> {
            Deep deep = codec.readAs(cell, Deep.class);
            assertThat(deep.many()).hasSize(2);
            assertThat(deep.words()).containsExactly("a b", null, "\"");
            assertThat(deep.mood()).isEqualTo("very happy");
            assertWritten(codec, deep, text, cell);
        });
    }

    public static final class PairData implements SQLData {
        private Integer a;
        private String b;

        @Override
        public String getSQLTypeName() {
            return "pair";
        }

        @Override
        public void readSQL(SQLInput input, String typeName) throws SQLException {
            assertThat(typeName).isEqualTo("pair");
            int number = input.readInt();
            a = input.wasNull() ? null : number;
            b = input.readString();
            assertThat(input.wasNull()).isEqualTo(b == null);
            assertThatThrownBy(input::readObject).isInstanceOf(SQLException.class);
        }

        @Override
        public void writeSQL(SQLOutput output) throws SQLException {
            output.writeObject(a, JDBCType.INTEGER);
            output.writeString(b);
        }
    }

    @Test
    void aCompositeIsAClassOfTheUsers() throws SQLException {
        Codec<?> codec = codecOf("pg_temp.pair");
        String sql = "select format('%s', v), record_send(v) from (select " + PAIR
                + " as v from generate_series(1, 300) offset 0) s where v is not null";
        CodecContext mapped = CONTEXT.withTypeMap(Map.of("pair", PairData.class));
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            ResultSet rows = statement.executeQuery(sql);
            while (rows.next()) {
                Cell cell = Cells.in(mapped, Cells.of(rows.getBytes(2), Format.BINARY));
                PairData data = (PairData) codec.readObject(cell);
                assertWritten(codec, data, rows.getString(1), cell);
                assertThat(CompositeParameter.text(data, CONTEXT)).isEqualTo(rows.getString(1));
            }
        }
        Codec<?> deep = codecOf("pg_temp.deep");
        Object[] attributes = ((Struct) deep.decode(
                        cell("(1,\"(2,x)\",\"{\"\"(3,y)\"\"}\",,,,,,)".getBytes(StandardCharsets.UTF_8), Format.TEXT)))
                .getAttributes(Map.of("pg_temp.pair", PairData.class));
        assertThat(attributes[1]).isInstanceOf(PairData.class);
        assertThat(((Array) attributes[2]).getArray()).isInstanceOf(PairData[].class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"(1,x,y)", "(1)", "()", "(1,\"x)", "(1,x", "1,x", "(1,x)z", "(1,\"x\\)", "x"})
    void aRowThatIsNoneOfItsTypeIsRefused(String text) throws SQLException {
        Codec<?> codec = codecOf("pg_temp.pair");
        Cell cell = cell(text.getBytes(StandardCharsets.UTF_8), Format.TEXT);
        assertThatThrownBy(() -> codec.decode(cell))
                .isInstanceOf(SQLException.class)
                .hasFieldOrPropertyWithValue("SQLState", "22P03");
    }

    private record Other(int a, int c) {}

    private record Primitive(int a) {}

    private record Angry(Integer a) {
        Angry {
            throw new IllegalStateException("no " + a);
        }
    }

    @Test
    void aRecordThatDoesNotFitIsRefused() throws SQLException {
        Codec<?> codec = codecOf("pg_temp.pair");
        Cell cell = cell("(,x)".getBytes(StandardCharsets.UTF_8), Format.TEXT);
        assertThatThrownBy(() -> codec.readAs(cell, Other.class)).hasMessageContaining("Other.c");
        assertThatThrownBy(() -> codec.readAs(cell, Primitive.class)).hasMessageContaining("NULL");
        assertThatThrownBy(() -> codec.readAs(cell, Angry.class))
                .isInstanceOf(SQLException.class)
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> InnerValue.text(new Other(1, 2), codec, CONTEXT))
                .hasMessageContaining("Other.c");
        assertThatThrownBy(() -> InnerValue.text(new Primitive(1), codec, CONTEXT))
                .hasMessageContaining("B b");
        assertThatThrownBy(() -> InnerValue.text(new Object[] {1}, codec, CONTEXT))
                .hasMessageContaining("2 attributes");
        assertThatThrownBy(() -> InnerValue.text(1, codec, CONTEXT))
                .isInstanceOf(SQLException.class)
                .hasFieldOrPropertyWithValue("SQLState", "07006");
    }

    private record Row(int number, String word, LocalDate day) {}

    @Test
    void aRowOfNoTypeIsAStructOfTextsAndARecordByOrder() throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select row(7, 'a b', date '2024-02-29'), array[row(1, 'x')]")) {
            for (int i = 0; i < 2; i++) {
                ResultSet rows = statement.executeQuery();
                rows.next();
                assertThat(rows.getObject(1)).isInstanceOf(Struct.class).hasToString("(7,\"a b\",2024-02-29)");
                assertThat(rows.getObject(1, Row.class)).isEqualTo(new Row(7, "a b", LocalDate.of(2024, 2, 29)));
                assertThat(rows.getObject(1, Struct.class).getAttributes()).containsExactly("7", "a b", "2024-02-29");
                assertThat((Struct[]) rows.getArray(2).getArray())
                        .extracting(Struct::toString)
                        .containsExactly("(1,x)");
                assertThatThrownBy(() -> rows.getObject(1, Pair.class)).isInstanceOf(SQLException.class);
            }
        }
    }
}
