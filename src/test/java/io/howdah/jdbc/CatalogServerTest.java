package io.howdah.jdbc;

import static io.howdah.jdbc.Answers.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.testserver.OnEveryRelease;
import io.howdah.testserver.TestServer;
import io.howdah.types.Codec;
import io.howdah.types.PgType;
import io.howdah.types.TypeRegistry;
import io.howdah.types.TypeShape;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Types that are not built in: what they are, what they are called, what metadata says of them. */
class CatalogServerTest {
    private static final String TYPES = """
            drop schema if exists zoo cascade; create schema zoo; set search_path to zoo, public;
            create type mood as enum ('sad', 'happy');
            create domain short as varchar(3);
            create domain shorter as short check (length(value) < 3);
            create domain moods as mood[];
            create type span as range (subtype = mood);
            create type pair as (a int, b mood, gone text, c shorter);
            alter type pair drop attribute gone;
            create type nested as (p pair[], s span);
            create table beast (id int, feels mood);
            create type "Odd.Name" as enum ('x');
            create schema cage; create type cage.mood as enum ('calm');
            create type cage."Quo""ted" as enum ('q')""";

    private final TestServer server = TestServer.shared();
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = server.connect();
    }

    @AfterEach
    void close() throws SQLException {
        run(connection, "drop schema if exists zoo cascade; drop schema if exists cage cascade");
        connection.close();
    }

    private static JdbcContext context(Connection connection) throws SQLException {
        return connection.unwrap(ConnectionImpl.class).context();
    }

    @OnEveryRelease
    void findsWhatATypeIsMadeOf(TestServer release) throws SQLException {
        try (Connection any = release.connect()) {
            run(any, TYPES);
            JdbcContext context = context(any);
            Codec<?> nested = context.codecNamed("nested");
            assertThat(nested.type().schema()).isEqualTo("zoo");
            assertThat(describe(nested.type(), context.types()))
                    .isEqualTo("nested(p array of , pair(a int4, b enum mood, c domain shorter over domain"
                            + " short over varchar), s span of enum mood)");
            assertThat(describe(context.codecNamed("moods").type(), context.types()))
                    .isEqualTo("domain moods over array of , enum mood");
            assertThat(describe(context.codecNamed("_span").type(), context.types()))
                    .isEqualTo("array of , span of enum mood");
            assertThat(describe(context.codecNamed("beast").type(), context.types()))
                    .isEqualTo("beast(id int4, feels enum mood)");
            if (release.major() >= 14) {
                assertThat(describe(context.codecNamed("span_multirange").type(), context.types()))
                        .isEqualTo("span_multirange of span of enum mood");
            }
            run(any, "drop schema zoo cascade; drop schema cage cascade");
        }
    }

    private static String describe(PgType type, TypeRegistry types) {
        TypeShape shape = type.shape();
        if (shape instanceof TypeShape.ArrayOf array) {
            return "array of " + array.delimiter() + " " + describe(types.type(array.elementOid()), types);
        }
        if (shape instanceof TypeShape.DomainOver domain) {
            return "domain " + type + " over " + describe(types.type(domain.baseOid()), types);
        }
        if (shape instanceof TypeShape.RangeOf range) {
            return type + " of " + describe(types.type(range.subtypeOid()), types);
        }
        if (shape instanceof TypeShape.MultirangeOf multirange) {
            return type + " of " + describe(types.type(multirange.rangeOid()), types);
        }
        if (shape instanceof TypeShape.Composite composite) {
            return type + "("
                    + String.join(
                            ", ",
                            composite.attributes().stream()
                                    .map(each -> each.name() + " " + describe(types.type(each.oid()), types))
                                    .toList())
                    + ")";
        }
        return (shape instanceof TypeShape.Enumeration ? "enum " : "") + type;
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                // name, schema, type
                "mood, zoo, mood",
                "MOOD, zoo, mood",
                "cage.mood, cage, mood",
                "` cage . MOOD `, cage, mood",
                "mood[], zoo, _mood",
                "mood[3][], zoo, _mood",
                "_mood, zoo, _mood",
                "`\"Odd.Name\"`, zoo, Odd.Name",
                "zoo.\"Odd.Name\"[], zoo, _Odd.Name",
                "cage.\"Quo\"\"ted\", cage, Quo\"ted",
                "int, pg_catalog, int4",
                "INTEGER, pg_catalog, int4",
                "int4[], pg_catalog, _int4",
                "_text, pg_catalog, _text",
                "Double  Precision, pg_catalog, float8",
                "timestamp(3) with time zone, pg_catalog, timestamptz",
                "`numeric(10, 2)[]`, pg_catalog, _numeric",
                "char, pg_catalog, bpchar",
                "\"char\", pg_catalog, char",
                "pg_catalog.int8, pg_catalog, int8",
                "information_schema.sql_identifier, information_schema, sql_identifier",
            })
    void findsATypeByTheNameThatSqlWouldUse(String name, String schema, String type) throws SQLException {
        run(connection, TYPES);
        PgType found = context(connection).codecNamed(name).type();
        assertThat(found.schema()).isEqualTo(schema);
        assertThat(found.name()).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "no_such_type",
                "zoo.none",
                "nowhere.mood",
                "a.b.c",
                "\"mood",
                "mood;drop",
                "mood[",
                "\"\"",
                "mood[x]",
                "mood(",
                "int4; select 1",
                ".",
                "'mood'"
            })
    void anUnknownNameIsAnErrorThatCostsNoTransaction(String name) throws SQLException {
        connection.setAutoCommit(false);
        run(connection, "create temp table kept (a int)");
        Answers.fails("42602", () -> context(connection).codecNamed(name));
        assertThat(Answers.one(connection, "select count(*) from kept")).isEqualTo("0");
    }

    @Test
    void aSchemaThatMayNotBeLookedIntoCostsNoTransaction() throws SQLException {
        run(connection, TYPES + "; create role howdah_visitor; grant usage on schema zoo to howdah_visitor");
        try {
            connection.setAutoCommit(false);
            run(connection, "set local role howdah_visitor");
            assertThat(context(connection).codecNamed("cage.mood").type().schema())
                    .isEqualTo("cage");
            assertThat(Answers.one(connection, "select 1")).isEqualTo("1");
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
            run(connection, "drop owned by howdah_visitor; drop role howdah_visitor");
        }
    }

    @Test
    void metadataTellsOfThem() throws SQLException {
        run(connection, TYPES);
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select 'sad'::mood, 'calm'::cage.mood, 'ab'::shorter,"
                        + " array['sad'::mood], '[sad,happy]'::span, row(1,'sad',null)::pair, null::\"Odd.Name\","
                        + " array['q'::cage.\"Quo\"\"ted\"]")) {
            var metaData = rows.getMetaData();
            assertThat(List.of(
                            tell(metaData, 1),
                            tell(metaData, 2),
                            tell(metaData, 3),
                            tell(metaData, 4),
                            tell(metaData, 5),
                            tell(metaData, 6),
                            tell(metaData, 7),
                            tell(metaData, 8)))
                    .containsExactly(
                            "mood " + Types.VARCHAR,
                            "\"cage\".\"mood\" " + Types.VARCHAR,
                            "varchar " + Types.VARCHAR,
                            "_mood " + Types.ARRAY,
                            "span " + Types.OTHER,
                            "pair " + Types.STRUCT,
                            "Odd.Name " + Types.VARCHAR,
                            "\"cage\".\"_Quo\"\"ted\" " + Types.ARRAY);
            assertThat(metaData.getColumnClassName(1)).isEqualTo("java.lang.String");
            assertThat(metaData.getColumnClassName(4)).isEqualTo("java.sql.Array");
        }
        try (PreparedStatement statement =
                connection.prepareStatement("select ?::mood, ?::shorter, ?::cage.mood, ?::pair")) {
            var metaData = statement.getParameterMetaData();
            assertThat(metaData.getParameterTypeName(1)).isEqualTo("mood");
            assertThat(metaData.getParameterType(1)).isEqualTo(Types.VARCHAR);
            assertThat(metaData.getParameterTypeName(2)).isEqualTo("shorter");
            assertThat(metaData.getParameterType(2)).isEqualTo(Types.DISTINCT);
            assertThat(metaData.getParameterClassName(2)).isEqualTo("java.lang.String");
            assertThat(metaData.getParameterTypeName(3)).isEqualTo("\"cage\".\"mood\"");
            assertThat(metaData.getParameterType(4)).isEqualTo(Types.STRUCT);
        }
    }

    private static String tell(java.sql.ResultSetMetaData metaData, int column) throws SQLException {
        return metaData.getColumnTypeName(column) + " " + metaData.getColumnType(column);
    }

    @Test
    void namesFollowTheSearchPath() throws SQLException {
        run(connection, TYPES);
        JdbcContext context = context(connection);
        PgType here = context.codecNamed("mood").type();
        assertThat(context.databaseTypes().nameOf(here)).isEqualTo("mood");
        run(connection, "set search_path to cage");
        assertThat(context.codecNamed("mood").type().schema()).isEqualTo("cage");
        assertThat(context.databaseTypes().nameOf(here)).isEqualTo("\"zoo\".\"mood\"");
        connection.setSchema("zoo");
        assertThat(context.codecNamed("mood").type()).isEqualTo(here);
        assertThat(context.databaseTypes().nameOf(here)).isEqualTo("mood");
    }
}
