package io.howdah.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import schemacrawler.inclusionrule.RegularExpressionInclusionRule;
import schemacrawler.schema.Catalog;
import schemacrawler.schema.Column;
import schemacrawler.schema.NamedObject;
import schemacrawler.schema.Table;
import schemacrawler.schemacrawler.LimitOptionsBuilder;
import schemacrawler.schemacrawler.LoadOptionsBuilder;
import schemacrawler.schemacrawler.SchemaCrawlerOptions;
import schemacrawler.schemacrawler.SchemaCrawlerOptionsBuilder;
import schemacrawler.schemacrawler.SchemaInfoLevelBuilder;
import schemacrawler.tools.utility.SchemaCrawlerUtility;
import us.fatehi.utility.datasource.DatabaseConnectionSource;
import us.fatehi.utility.datasource.DatabaseConnectionSources;
import us.fatehi.utility.datasource.MultiUseUserCredentials;

/** How a database tool looks at a schema: by every method of {@code DatabaseMetaData} that there is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SchemaCrawlerTest {
    private static final Logger SCHEMA_CRAWLER = Logger.getLogger("schemacrawler");

    private final ToolDatabase database = ToolDatabase.create("schemacrawler");
    private Catalog catalog;

    @BeforeAll
    void crawl() throws SQLException {
        SCHEMA_CRAWLER.setLevel(Level.OFF);
        Logger.getLogger("us.fatehi").setLevel(Level.OFF);
        database.execute("""
                create type sex as enum ('male', 'female');
                create domain kilograms as numeric(8, 2) check (value > 0);
                create table elephant (id bigint generated always as identity primary key, name varchar(100) not null
                    constraint elephant_name_key unique, sex sex, weight kilograms, nicknames text[], born date,
                    age int generated always as (length(name)) stored, labels jsonb default '{}', seen timestamptz);
                comment on table elephant is 'What is ridden on';
                comment on column elephant.name is 'As it is called';
                create index elephant_born on elephant (born desc);
                create table keeper (id int primary key, elephant bigint not null
                    constraint keeper_elephant_fkey references elephant on delete cascade);
                create view living as select name from elephant where weight is not null;
                create sequence ticket start 1000 increment 5;
                create function plus(a int, b int default 1, out sum int) language sql as 'select a + b';
                create function noticed() returns trigger language plpgsql as 'begin return new; end';
                create trigger notice before update on elephant for each row execute function noticed();
                """);
        catalog = SchemaCrawlerUtility.getCatalog(source(database), options());
    }

    private static DatabaseConnectionSource source(ToolDatabase where) {
        return DatabaseConnectionSources.newDatabaseConnectionSource(
                where.url(), new MultiUseUserCredentials(where.user(), where.password()));
    }

    private static SchemaCrawlerOptions options() {
        return SchemaCrawlerOptionsBuilder.newSchemaCrawlerOptions()
                .withLimitOptions(LimitOptionsBuilder.builder()
                        .includeSchemas(new RegularExpressionInclusionRule(".*public"))
                        .includeAllRoutines()
                        .includeAllSequences()
                        .toOptions())
                .withLoadOptions(LoadOptionsBuilder.builder()
                        .withSchemaInfoLevelBuilder(SchemaInfoLevelBuilder.builder()
                                .withInfoLevel(schemacrawler.schemacrawler.InfoLevel.maximum))
                        .toOptions());
    }

    @Test
    void knowsWhatItTalksTo() {
        assertThat(catalog.getDatabaseInfo().getDatabaseProductName()).isEqualTo("PostgreSQL");
        assertThat(catalog.getJdbcDriverInfo().getDriverClassName()).isEqualTo("io.howdah.Driver");
    }

    @Test
    void findsTablesViewsAndTheirComments() {
        assertThat(catalog.getTables())
                .extracting(NamedObject::getName)
                .containsExactlyInAnyOrder("elephant", "keeper", "living");
        assertThat(table("elephant").getRemarks()).isEqualTo("What is ridden on");
        assertThat(table("living").getTableType().getTableType()).isEqualToIgnoringCase("view");
        assertThat(table("living").getDefinition()).contains("weight IS NOT NULL");
    }

    @Test
    void findsColumnsWithTheirTypes() {
        Column name = table("elephant").lookupColumn("name").orElseThrow();
        assertThat(name.getColumnDataType().getName()).isEqualTo("varchar");
        assertThat(name.getSize()).isEqualTo(100);
        assertThat(name.isNullable()).isFalse();
        assertThat(name.getRemarks()).isEqualTo("As it is called");
        assertThat(table("elephant").lookupColumn("id").orElseThrow().isAutoIncremented())
                .isTrue();
        assertThat(table("elephant").lookupColumn("age").orElseThrow().isGenerated())
                .isTrue();
        assertThat(table("elephant").lookupColumn("labels").orElseThrow().getDefaultValue())
                .contains("{}");
        assertThat(table("elephant")
                        .lookupColumn("nicknames")
                        .orElseThrow()
                        .getColumnDataType()
                        .getName())
                .isEqualTo("_text");
        assertThat(table("elephant")
                        .lookupColumn("sex")
                        .orElseThrow()
                        .getColumnDataType()
                        .getEnumValues())
                .containsExactly("male", "female");
    }

    @Test
    void findsKeysIndexesAndTriggers() {
        assertThat(table("elephant").getPrimaryKey().getConstrainedColumns())
                .extracting(NamedObject::getName)
                .containsExactly("id");
        assertThat(table("keeper").getImportedForeignKeys()).singleElement().satisfies(key -> {
            assertThat(key.getName()).isEqualTo("keeper_elephant_fkey");
            assertThat(key.getDeleteRule().toString()).containsIgnoringCase("cascade");
        });
        assertThat(table("elephant").getExportedForeignKeys()).hasSize(1);
        assertThat(table("elephant").getIndexes())
                .extracting(NamedObject::getName)
                .contains("elephant_pkey", "elephant_name_key", "elephant_born");
        assertThat(table("elephant").getTriggers())
                .extracting(NamedObject::getName)
                .containsExactly("notice");
    }

    @Test
    void findsRoutinesAndSequences() {
        var parameters = new ArrayList<String>();
        for (var routine : catalog.getRoutines()) {
            if (routine.getName().equals("plus")) {
                routine.getParameters().forEach(parameter -> parameters.add(parameter.getName()));
            }
        }
        assertThat(parameters).contains("a", "b", "sum");
        assertThat(catalog.getSequences())
                .filteredOn(sequence -> sequence.getName().equals("ticket"))
                .singleElement()
                .satisfies(ticket -> assertThat(ticket.getIncrement()).isEqualTo(5));
    }

    @Test
    void aWrongPasswordIsToldInTheWordsOfTheServer() {
        assertThatThrownBy(() -> source(database.withWrongPassword()).get())
                .hasStackTraceContaining("password authentication failed");
    }

    private Table table(String name) {
        return catalog.getTables().stream()
                .filter(table -> table.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
