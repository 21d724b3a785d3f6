package io.howdah.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.api.PostgresType;
import io.howdah.testserver.TestServer;
import io.howdah.value.Range;
import java.math.BigDecimal;
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
import java.sql.Types;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Composite types as users meet them: Struct, SQLData, records, type maps. */
class CompositeServerTest {
    private static final String BABAR = "(1,\"Babar \"\"the king\"\"\",2.50,{GREY},\"[2024-01-01,)\",\"(5,6)\")";

    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = TestServer.shared().connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute("create type pg_temp.colour as enum ('GREY', 'WHITE')");
            statement.execute("create type pg_temp.place as (x int, y int)");
            statement.execute("create domain pg_temp.weight as numeric check (value > 0)");
            statement.execute("create type pg_temp.elephant as (id int8, full_name text, tons pg_temp.weight,"
                    + " colours pg_temp.colour[], seen daterange, home pg_temp.place)");
            statement.execute("create temp table herd (leader pg_temp.elephant, others pg_temp.elephant[])");
            statement.execute(
                    "insert into herd values ('" + BABAR + "', array['" + BABAR + "', null]::pg_temp.elephant[])");
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private enum Colour {
        GREY,
        WHITE
    }

    private record Place(int x, int y) {}

    private record Elephant(
            long id, String fullName, BigDecimal tons, List<Colour> colours, Range<LocalDate> seen, Place home) {}

    private static final Elephant EXPECTED = new Elephant(
            1,
            "Babar \"the king\"",
            new BigDecimal("2.50"),
            List.of(Colour.GREY),
            Range.from(LocalDate.of(2024, 1, 1)),
            new Place(5, 6));

    @Test
    void aCompositeIsAStruct() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select leader, others from herd")) {
            for (int i = 0; i < 3; i++) {
                ResultSet rows = statement.executeQuery();
                rows.next();
                assertThat(rows.getMetaData().getColumnType(1)).isEqualTo(Types.STRUCT);
                assertThat(rows.getMetaData().getColumnClassName(1)).isEqualTo("java.sql.Struct");
                Struct struct = (Struct) rows.getObject(1);
                assertThat(struct).hasToString(BABAR);
                assertThat(rows.getString(1)).isEqualTo(BABAR);
                assertThat(struct.getSQLTypeName()).isEqualTo("elephant");
                Object[] attributes = struct.getAttributes();
                assertThat(attributes).hasSize(6).startsWith(1L, EXPECTED.fullName(), EXPECTED.tons());
                assertThat(((Array) attributes[3]).getArray()).isEqualTo(new String[] {"GREY"});
                assertThat(attributes[4]).isEqualTo(EXPECTED.seen());
                assertThat(((Struct) attributes[5]).getAttributes()).containsExactly(5, 6);
                Struct[] others = (Struct[]) rows.getArray(2).getArray();
                assertThat(others[0]).hasToString(BABAR);
                assertThat(others[1]).isNull();
                assertThat(rows.getObject(1, Elephant.class)).isEqualTo(EXPECTED);
                assertThat(rows.getObject(2, Elephant[].class)).containsExactly(EXPECTED, null);
                assertThat(rows.getObject(1, Object[].class)).startsWith(1L);
                rows.close();
            }
        }
    }

    @Test
    void aRecordIsAParameterOfATypeThatIsNamed() throws SQLException {
        PostgresType elephant = PostgresType.named("elephant");
        try (PreparedStatement statement =
                connection.prepareStatement("select count(*), min(pg_typeof(?)::text) from herd where leader = ?")) {
            for (int i = 0; i < 2; i++) {
                statement.setObject(1, EXPECTED, elephant);
                statement.setObject(2, EXPECTED, elephant);
                assertThat(row(statement)).containsExactly("1", "elephant");
            }
            assertThatThrownBy(() -> statement.setObject(1, EXPECTED))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("SQLType");
            assertThatThrownBy(() -> statement.setObject(1, new Place(1, 2), elephant))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("Place.x");
        }
        try (PreparedStatement statement = connection.prepareStatement("select others[1] = (?)[1] from herd")) {
            statement.setObject(1, List.of(EXPECTED), elephant.array());
            assertThat(row(statement)).containsExactly("t");
            statement.setObject(1, new Elephant[] {EXPECTED, null}, elephant.array());
            assertThat(row(statement)).containsExactly("t");
        }
    }

    @Test
    void structsAreMadeAndSent() throws SQLException {
        Struct place = connection.createStruct("place", new Object[] {"5", 6});
        Struct elephant = connection.createStruct("elephant", new Object[] {
            1,
            EXPECTED.fullName(),
            2.50,
            connection.createArrayOf("colour", new Object[] {Colour.GREY}),
            EXPECTED.seen(),
            place
        });
        assertThat(elephant.getAttributes()[5]).hasToString("(5,6)");
        Array herd = connection.createArrayOf("elephant", new Object[] {elephant, null});
        try (PreparedStatement statement =
                        connection.prepareStatement("select leader = ?, others = ?, pg_typeof(?) from herd");
                Connection other = TestServer.shared().connect();
                PreparedStatement elsewhere = other.prepareStatement("select ?::text, ?::text")) {
            for (int i = 0; i < 2; i++) {
                statement.setObject(1, elephant, Types.STRUCT);
                statement.setArray(2, herd);
                statement.setObject(3, List.of(elephant));
                assertThat(row(statement)).startsWith("t", "t");
                elsewhere.setObject(1, place);
                elsewhere.setArray(2, herd);
                assertThat(row(elsewhere)).as("where the type is another").startsWith("(5,6)");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"no_such_type, 42602", "int4, 22023", "place, 22023", "record, 22023"})
    void whatIsNoStructIsRefused(String type, String state) {
        assertThatThrownBy(() -> connection.createStruct(type, new Object[] {1, 2, 3}))
                .isInstanceOf(SQLException.class)
                .hasFieldOrPropertyWithValue("SQLState", state);
    }

    /** A user's class. */
    public static class PlaceData implements SQLData {
        private Integer x;
        private int y;

        @Override
        public String getSQLTypeName() {
            return "place";
        }

        @Override
        public void readSQL(SQLInput input, String typeName) throws SQLException {
            x = input.readObject(Integer.class);
            y = input.readInt();
        }

        @Override
        public void writeSQL(SQLOutput output) throws SQLException {
            output.writeObject(x, JDBCType.INTEGER);
            output.writeInt(y);
        }
    }

    @Test
    void classesOfTheUsersComeByTheTypeMap() throws SQLException {
        Map<String, Class<?>> map = connection.getTypeMap();
        assertThat(map).isEmpty();
        map.put("place", PlaceData.class);
        map.put("elephant", Elephant.class);
        try (PreparedStatement statement =
                connection.prepareStatement("select (leader).home, leader, others from herd")) {
            for (int i = 0; i < 2; i++) {
                ResultSet rows = statement.executeQuery();
                rows.next();
                connection.setTypeMap(null);
                assertThat(rows.getObject(1)).isInstanceOf(Struct.class);
                assertThat(((PlaceData) rows.getObject(1, map)).y).isEqualTo(6);
                assertThat(rows.getObject(1, PlaceData.class).x).isEqualTo(5);
                assertThat(rows.getArray(3).getArray(map)).isEqualTo(new Elephant[] {EXPECTED, null});
                connection.setTypeMap(map);
                assertThat(rows.getObject(1)).isInstanceOf(PlaceData.class);
                assertThat(rows.getObject(2)).isEqualTo(EXPECTED);
                assertThat(rows.getObject(1, Map.of())).isInstanceOf(Struct.class);
                ResultSet elements = rows.getArray(3).getResultSet();
                elements.next();
                assertThat(elements.getObject(2)).isEqualTo(EXPECTED);
                rows.close();
            }
        }
    }

    /** By its text, in which no types are told: the same whichever time it is asked for. */
    @Test
    void aRecordOfNoTypeIsAStructOfTexts() throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select row(1, 'a b', null, row(2, '')), array[row(1, true)]")) {
            for (int i = 0; i < 3; i++) {
                ResultSet rows = statement.executeQuery();
                rows.next();
                Struct struct = (Struct) rows.getObject(1);
                assertThat(struct.getAttributes()).containsExactly("1", "a b", null, "(2,\"\")");
                assertThat(struct.getSQLTypeName()).isEqualTo("record");
                assertThat(struct).hasToString(rows.getString(1));
                assertThat(rows.getMetaData().getColumnClassName(1)).isEqualTo("java.sql.Struct");
                assertThat(rows.getMetaData().getColumnType(1)).isEqualTo(Types.STRUCT);
                Struct[] elements = (Struct[]) rows.getArray(2).getArray();
                assertThat(elements[0].getAttributes()).containsExactly("1", "t");
            }
        }
    }

    /** What was looked up before is wrong now: found out by the values, in text and in binary. */
    @Test
    void aTypeThatWasAlteredIsLookedUpAnew() throws SQLException {
        String[] alterations = {
            "alter type place add attribute z text",
            "alter type place drop attribute x",
            "alter type place add attribute x bool",
            "alter type place drop attribute z, add attribute w int"
        };
        try (Statement statement = connection.createStatement();
                PreparedStatement prepared = connection.prepareStatement("select v, array[v] from places")) {
            statement.execute("create temp table places (v place)");
            statement.execute("insert into places values ('(1,2)')");
            for (String alteration : alterations) {
                for (int i = 0; i < 3; i++) {
                    requireAttributesOf(statement.executeQuery("select v, array[v] from places"));
                    requireAttributesOf(prepared.executeQuery());
                }
                statement.execute(alteration);
            }
            requireAttributesOf(statement.executeQuery("select v, array[v] from places -- in text"));
            requireAttributesOf(prepared.executeQuery());
        }
    }

    /** For a server that has prepared it, {@code (v).*} stays what it was. */
    private int texts;

    private void requireAttributesOf(ResultSet rows) throws SQLException {
        rows.next();
        Object[] attributes = ((Struct) rows.getObject(1)).getAttributes();
        Object[] inArray = ((Struct[]) rows.getArray(2).getArray())[0].getAttributes();
        try (Statement statement = connection.createStatement();
                ResultSet expected = statement.executeQuery("select (v).* from places -- " + ++texts)) {
            expected.next();
            assertThat(attributes).hasSize(expected.getMetaData().getColumnCount());
            for (int i = 0; i < attributes.length; i++) {
                assertThat(attributes[i]).isEqualTo(expected.getObject(i + 1));
                assertThat(inArray[i]).isEqualTo(attributes[i]);
            }
        }
    }

    @Test
    void sqlDataIsAParameterOfItsType() throws SQLException {
        PlaceData place = new PlaceData();
        place.y = 7;
        try (PreparedStatement statement =
                connection.prepareStatement("select pg_typeof(?), (?::place).y, (?)::text from herd")) {
            for (int i = 0; i < 2; i++) {
                statement.setObject(1, place);
                statement.setObject(2, place);
                statement.setObject(
                        3,
                        new PlaceData[] {place, null},
                        PostgresType.named("place").array());
                assertThat(row(statement)).containsExactly("place", "7", "{\"(,7)\",NULL}");
            }
        }
    }

    @Test
    void arraysOfEnumsAndDomainsAreOnesToo() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select (leader).colours, array[(leader).tons] from herd where ? = any((leader).colours)")) {
            for (int i = 0; i < 2; i++) {
                statement.setObject(1, Colour.GREY);
                ResultSet rows = statement.executeQuery();
                rows.next();
                assertThat(rows.getArray(1).getArray()).isEqualTo(new String[] {"GREY"});
                assertThat(rows.getObject(1, Colour[].class)).containsExactly(Colour.GREY);
                assertThat(rows.getArray(1).getBaseTypeName()).isEqualTo("colour");
                assertThat(rows.getArray(2).getArray()).isEqualTo(new BigDecimal[] {EXPECTED.tons()});
            }
        }
    }

    private static List<String> row(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            assertThat(rows.next()).isTrue();
            String[] row = new String[rows.getMetaData().getColumnCount()];
            for (int i = 0; i < row.length; i++) {
                row[i] = rows.getString(i + 1);
            }
            return List.of(row);
        }
    }
}
