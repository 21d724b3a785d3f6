package io.howdah.datasource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.api.HowdahConnection;
import io.howdah.api.PostgresType;
import io.howdah.api.TypeCodec;
import io.howdah.testserver.TestServer;
import io.howdah.value.Range;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import javax.naming.NamingException;
import org.junit.jupiter.api.Test;

/** Codecs that a program gives to a DataSource, or to the driver in Properties. */
class TypeCodecsServerTest {
    /** Of a domain over int4. */
    record Metres(int count) implements Comparable<Metres> {
        @Override
        public int compareTo(Metres other) {
            return Integer.compare(count, other.count);
        }
    }

    private record MetresCodec(String typeName) implements TypeCodec<Metres> {
        @Override
        public Set<String> typeNames() {
            return Set.of(typeName);
        }

        @Override
        public Class<Metres> javaType() {
            return Metres.class;
        }

        @Override
        public Metres fromText(String text) {
            return new Metres(Integer.parseInt(text));
        }

        @Override
        public String toText(Metres value) {
            return Integer.toString(value.count());
        }
    }

    private static final MetresCodec CODEC = new MetresCodec("howdah_metres");

    private static HowdahDataSource source() {
        HowdahDataSource source = new HowdahDataSource();
        source.setUrl(TestServer.shared().jdbcUrl());
        return source;
    }

    /** With a type that the codec is for, of this session alone. */
    private static Connection prepared(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create type pg_temp.howdah_metres as enum ('1', '2', '3')");
            statement.execute("create type pg_temp.span as range (subtype = pg_temp.howdah_metres)");
            statement.execute("create type pg_temp.leg as (name text, length pg_temp.howdah_metres)");
        }
        return connection;
    }

    private static void isInUse(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select v, array[v, null], pg_temp.span(v, null), row('a', v)::pg_temp.leg from (select ? as v) s")) {
            for (int i = 0; i < 3; i++) {
                statement.setObject(1, new Metres(2), PostgresType.named("pg_temp.howdah_metres"));
                try (ResultSet rows = statement.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getObject(1)).isEqualTo(new Metres(2));
                    assertThat(rows.getString(1)).isEqualTo("2");
                    assertThat(rows.getObject(2, Metres[].class)).containsExactly(new Metres(2), null);
                    Range<?> span = rows.getObject(3, Range.class);
                    assertThat((Object) span.lower().orElseThrow()).isEqualTo(new Metres(2));
                    assertThat(((java.sql.Struct) rows.getObject(4)).getAttributes())
                            .containsExactly("a", new Metres(2));
                }
            }
        }
    }

    @Test
    void aDataSourceTakesThem() throws SQLException {
        HowdahDataSource source = source();
        source.setTypeCodecs(List.of(CODEC));
        try (Connection connection = prepared(source.getConnection())) {
            isInUse(connection);
            assertThat(connection.unwrap(HowdahConnection.class).isValid(1)).isTrue();
        }
    }

    @Test
    void soDoProperties() throws SQLException {
        Properties properties = new Properties();
        properties.put("typeCodecs", List.of(CODEC));
        try (Connection connection =
                prepared(DriverManager.getConnection(TestServer.shared().jdbcUrl(), properties))) {
            isInUse(connection);
        }
        properties.put("typeCodecs", CODEC);
        try (Connection connection =
                prepared(DriverManager.getConnection(TestServer.shared().jdbcUrl(), properties))) {
            isInUse(connection);
        }
    }

    /** What a connection learns of a type it shares with those that read it alike, and with no others. */
    @Test
    void theConnectionsOfAnotherSourceDoNotHaveThem() throws SQLException {
        HowdahDataSource with = source();
        with.setTypeCodecs(List.of(CODEC));
        try (Connection one = prepared(with.getConnection());
                Connection other = prepared(source().getConnection())) {
            isInUse(one);
            try (Statement statement = other.createStatement();
                    ResultSet rows = statement.executeQuery("select '2'::pg_temp.howdah_metres")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getObject(1)).isEqualTo("2");
            }
        }
    }

    /** Later changes of the list are not seen, nor is a second codec for a type. */
    @Test
    void theFirstForATypeCounts() throws SQLException {
        var second = new TypeCodec<String>() {
            @Override
            public Set<String> typeNames() {
                return CODEC.typeNames();
            }

            @Override
            public Class<String> javaType() {
                return String.class;
            }

            @Override
            public String fromText(String text) {
                return "second " + text;
            }

            @Override
            public String toText(String value) {
                return value;
            }
        };
        List<TypeCodec<?>> codecs = new ArrayList<>(List.of(CODEC, second));
        HowdahDataSource source = source();
        source.setTypeCodecs(codecs);
        codecs.remove(0);
        try (Connection connection = prepared(source.getConnection())) {
            isInUse(connection);
        }
    }

    @Test
    void noTextIsACodecAndNoReferenceHoldsOne() {
        Properties properties = new Properties();
        for (Object wrong :
                new Object[] {"com.example.Codec", List.of("com.example.Codec"), Arrays.asList(CODEC, null), 5}) {
            properties.put("typeCodecs", wrong);
            assertThatThrownBy(() ->
                            DriverManager.getConnection(TestServer.shared().jdbcUrl(), properties))
                    .isInstanceOf(SQLException.class)
                    .hasFieldOrPropertyWithValue("SQLState", "08001")
                    .hasMessageContaining("typeCodecs")
                    .hasMessageContaining("io.howdah.api.TypeCodec");
        }
        HowdahDataSource source = source();
        source.setTypeCodecs(List.of(CODEC));
        assertThatThrownBy(source::getReference)
                .isInstanceOf(NamingException.class)
                .hasMessageContaining("type codecs");
    }
}
