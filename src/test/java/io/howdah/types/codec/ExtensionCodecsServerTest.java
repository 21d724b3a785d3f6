package io.howdah.types.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.testserver.TestServer;
import io.howdah.types.Cells;
import io.howdah.types.Codec;
import io.howdah.types.Format;
import io.howdah.types.PgType;
import io.howdah.types.TypeShape;
import io.howdah.wire.ByteWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The types of extensions, by the bytes that the server's own functions make. No binary of pgvector is at hand here: what
 * is tested of that is its documented layout.
 */
class ExtensionCodecsServerTest {
    private static final HstoreCodec HSTORE = new HstoreCodec(type("hstore"));

    private static PgType type(String name) {
        return new PgType(name, "public", 16_500, 16_501, TypeShape.BASE);
    }

    @Test
    void hstoresAreTheSameInBothFormats() throws SQLException {
        try (Connection connection = TestServer.shared().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create extension if not exists hstore");
            statement.execute("select setseed(0.42)");
            int count = 0;
            try (ResultSet rows =
                    statement.executeQuery("with words as (select i, j, translate(left(md5(random()::text),"
                            + " (random() * 5)::int), 'abcd', E'\"\\\\é,') as word from generate_series(1, 1000) i,"
                            + " generate_series(0, i % 7) j) select v::text, hstore_send(v), v from (select"
                            + " hstore(array_agg(word), array_agg(case when j = 3 then null else word || ' =>NULL' end)) v"
                            + " from words group by i union all select '') s")) {
                while (rows.next()) {
                    String text = rows.getString(1);
                    byte[] bytes = rows.getBytes(2);
                    Map<String, String> pairs = HSTORE.decode(Cells.text(text));
                    assertThat(HSTORE.decode(Cells.of(bytes, Format.BINARY))).isEqualTo(pairs);
                    assertThat(HSTORE.readText(Cells.of(bytes, Format.BINARY))).isEqualTo(text);
                    assertThat(HstoreText.print(pairs)).isEqualTo(text);
                    ByteWriter out = new ByteWriter(64);
                    HSTORE.encode(pairs, out, Cells.CONTEXT);
                    assertThat(out.toByteArray()).isEqualTo(bytes);
                    count++;
                }
            }
            assertThat(count).isEqualTo(1001);
        }
    }

    @Test
    void aMapIsAnHstoreWhereOneIsMet() throws SQLException {
        Map<String, String> pairs = new LinkedHashMap<>();
        pairs.put("a", "1");
        pairs.put("nothing", null);
        pairs.put("\"quoted\"", "back\\slash, =>");
        try (Connection connection = TestServer.shared().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create extension if not exists hstore");
            statement.execute("create temp table maps (m hstore)");
            try (PreparedStatement insert = connection.prepareStatement("insert into maps values (?) returning m")) {
                for (int i = 0; i < 3; i++) {
                    insert.setObject(1, pairs);
                    ResultSet rows = insert.executeQuery();
                    rows.next();
                    assertThat(rows.getObject(1)).isEqualTo(pairs);
                    assertThat((Object) rows.getObject(1, Map.class)).isEqualTo(pairs);
                    assertThat(rows.getString(1)).contains("\"a\"=>\"1\"", "\"nothing\"=>NULL");
                    assertThat(rows.getMetaData().getColumnClassName(1)).isEqualTo("java.util.Map");
                    assertThat(rows.getMetaData().getColumnTypeName(1)).isEqualTo("hstore");
                }
                assertThatThrownBy(() -> insert.setObject(1, Map.of("a", 1)))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("values must be Strings");
                assertThatThrownBy(() -> insert.setObject(1, Map.of(1, "a")))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("keys must be Strings");
            }
        }
    }

    /** Its text goes as whatever type it meets. */
    @Test
    void aClassThatOnlyACodecOfTheUsersKnowsIsSentWithoutNamingItsType() throws SQLException {
        try (Connection connection = TestServer.shared().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create domain pg_temp.howdah_fathom as int4");
            statement.execute("create temp table depths (depth pg_temp.howdah_fathom, depths pg_temp.howdah_fathom[])");
            try (PreparedStatement insert =
                    connection.prepareStatement("insert into depths values (?, ?) returning depth, depths[2]")) {
                for (int i = 0; i < 3; i++) {
                    insert.setObject(1, new FathomCodec.Fathoms(5));
                    insert.setObject(2, new FathomCodec.Fathoms[] {null, new FathomCodec.Fathoms(i)});
                    ResultSet rows = insert.executeQuery();
                    rows.next();
                    assertThat(rows.getInt(1)).isEqualTo(5);
                    assertThat(rows.getInt(2)).isEqualTo(i);
                }
                assertThatThrownBy(() -> insert.setObject(1, new FathomCodec.Fathoms(-1)))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("FathomCodec");
            }
        }
    }

    /** Of pg_hstore's own making: a count beyond the end, a null key, a length beyond the end, bytes left over. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "00000001",
                "FFFFFFFF",
                "7FFFFFFF",
                "00000001 FFFFFFFF 00000000",
                "00000001 7FFFFFFF 61",
                "00000001 00000001 61 7FFFFFFF",
                "00000001 00000001 61 80000000",
                "00000001 00000001 61 FFFFFFFF 00",
                "00000000 00"
            })
    void malformedHstoresAreRefused(String hex) {
        assertThatThrownBy(() -> HSTORE.decode(Cells.binary(hex)))
                .isInstanceOf(SQLException.class)
                .hasFieldOrPropertyWithValue("SQLState", "22P03");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"a\"", "\"a\"=>", "\"a\"=>\"", "\"a\"=>1", "a=>b", "\"a\"=>\"1\",", "\"a\"=>\"1\" \"b\"=>NULL"
            })
    void textsThatAreNoHstoreAreRefused(String text) {
        assertThatThrownBy(() -> HSTORE.decode(Cells.text(text)))
                .isInstanceOf(SQLException.class)
                .hasFieldOrPropertyWithValue("SQLState", "22P03");
    }

    @Test
    void vectorsAreACountAndNumbers() throws SQLException {
        Codec<String> codec = new VectorCodec(type("vector"));
        String hex = "0003 0000 3F800000 C0200000 3DCCCCCD";
        String text = "[1,-2.5,0.1]";
        float[] numbers = {1, -2.5f, 0.1f};
        assertThat(codec.readAs(Cells.binary(hex), float[].class)).isEqualTo(numbers);
        assertThat(codec.readAs(Cells.text(text), float[].class)).isEqualTo(numbers);
        assertThat(codec.readText(Cells.binary(hex))).isEqualTo(text);
        assertThat(codec.readObject(Cells.binary(hex))).isEqualTo(text);
        ByteWriter out = new ByteWriter(64);
        codec.encode(text, out, Cells.CONTEXT);
        assertThat(HexFormat.of().withUpperCase().formatHex(out.toByteArray())).isEqualTo(hex.replace(" ", ""));
        assertThatThrownBy(() -> codec.encode("1,2", out, Cells.CONTEXT)).isInstanceOf(SQLException.class);
        Codec<String> half = new VectorCodec(type("halfvec"));
        assertThat(half.hasBinary()).isFalse();
        assertThat(half.readAs(Cells.text(text), float[].class)).isEqualTo(numbers);
        for (String wrong : new String[] {"", "0003 0000", "0002 0000 3F800000", "FFFF 0000 3F800000"}) {
            assertThatThrownBy(() -> codec.readText(Cells.binary(wrong))).isInstanceOf(SQLException.class);
        }
        for (String wrong :
                new String[] {"", "[", "[]", "[1,]", "[x]", "1,2", "[1d]", "[" + "1,".repeat(40_000) + "1]"}) {
            assertThatThrownBy(() -> codec.readAs(Cells.text(wrong), float[].class))
                    .isInstanceOf(SQLException.class)
                    .hasFieldOrPropertyWithValue("SQLState", "22P03");
        }
    }

    @Test
    void cubesAreACountAndTheNumbersOfTheirCorners() throws SQLException {
        var codec = new CubeCodec(type("cube"));
        String square = "00000001 3FF0000000000000 4000000000000000";
        assertThat(codec.readText(Cells.binary(square))).isEqualTo("(1),(2)");
        assertThat(codec.readText(Cells.binary("80000001 3FF0000000000000"))).isEqualTo("(1)");
        assertThat(codec.readText(Cells.binary("00000001 3FF0000000000000 3FF0000000000000")))
                .isEqualTo("(1)");
        assertThat(codec.readText(Cells.binary("80000000"))).isEqualTo("()");
        for (String text : new String[] {"(1),(2)", " [ (1) , ( 2.0 ) ] ", "(1e0),(2.)"}) {
            ByteWriter out = new ByteWriter(64);
            codec.encode(text, out, Cells.CONTEXT);
            assertThat(HexFormat.of().withUpperCase().formatHex(out.toByteArray()))
                    .isEqualTo(square.replace(" ", ""));
        }
        for (String wrong : new String[] {
            "", "000000", "00000001", square + "00", "80000001", "7FFFFFFF", "FFFFFFFF", "40000000", "80000065"
        }) {
            assertThatThrownBy(() -> codec.readText(Cells.binary(wrong)))
                    .isInstanceOf(SQLException.class)
                    .hasFieldOrPropertyWithValue("SQLState", "22P03");
        }
        for (String wrong : new String[] {
            "",
            "(",
            "(1",
            "(1)(2)",
            "(1),",
            "(1),2",
            "(1),(2",
            "(1),(2,3)",
            "1 2",
            "(x)",
            "1d",
            "0x1",
            "1e999",
            "[1",
            "((1))",
            "1,",
            "[".repeat(50_000) + "]".repeat(50_000),
            "1,".repeat(50_000) + "1"
        }) {
            assertThatThrownBy(() -> codec.encode(wrong, new ByteWriter(8), Cells.CONTEXT))
                    .isInstanceOf(SQLException.class);
        }
    }
}
