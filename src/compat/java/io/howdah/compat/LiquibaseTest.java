package io.howdah.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.datasource.HowdahDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.command.CommandScope;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.CommandExecutionException;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LiquibaseTest {
    private static final Logger LIQUIBASE = Logger.getLogger("liquibase");

    private final ToolDatabase database = ToolDatabase.create("liquibase");

    @BeforeAll
    static void quiet() {
        LIQUIBASE.setLevel(Level.OFF);
    }

    @Test
    void updatesByTheSettingsOfAFile() throws Exception {
        run("update", database);
        assertThat(database.query("select name from living")).containsExactly("Jumbo");
        assertThat(database.query("select concat_ws('|', tag, weight, alive, seen::timestamp, born) from elephant"
                        + " where name = 'Hathi'"))
                .containsExactly("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11|5400.50|f|1900-05-06 07:08:09|1894-01-01");
        assertThat(database.query("select greet('keeper')")).containsExactly("Hello; keeper");
        assertThat(database.query("select id from databasechangelog order by orderexecuted"))
                .containsExactly("elephants", "first elephants", "nicknames", "function");
        run("update", database);
        assertThat(database.query("select count(*) from elephant")).containsExactly("2");
    }

    @Test
    void updatesByADataSource() throws Exception {
        var dataSource = new HowdahDataSource();
        dataSource.setUrl(database.url());
        dataSource.setUser(database.user());
        dataSource.setPassword(database.password());
        try (var connection = dataSource.getConnection();
                var liquibase = new Liquibase(
                        "liquibase/zoo.xml", new ClassLoaderResourceAccessor(), new JdbcConnection(connection))) {
            liquibase.update();
            assertThat(liquibase.listUnrunChangeSets(null, null)).isEmpty();
            assertThat(liquibase.getDatabase().getDatabaseProductName()).isEqualTo("PostgreSQL");
        }
        assertThat(database.query("select name from living")).containsExactly("Jumbo");
    }

    @Test
    void validatesAndTellsWhatIsToBeDone() throws Exception {
        run("validate", database);
        assertThat(run("status", database)).contains("4 changesets have not been applied");
        assertThat(run("updateSql", database)).contains("CREATE TABLE", "elephant_pkey");
        assertThat(database.query("select to_regclass('elephant')")).containsExactly((String) null);
    }

    @Test
    void rollsBackByCountAndToATag() throws Exception {
        run("tag", database, "tag", "empty");
        run("update", database);
        run("rollbackCount", database, "count", 2);
        assertThat(database.query("select count(*) from pg_attribute where attrelid = 'elephant'::regclass"
                        + " and attname = 'nickname' and not attisdropped"))
                .containsExactly("0");
        run("rollback", database, "tag", "empty");
        assertThat(database.query("select to_regclass('elephant')")).containsExactly((String) null);
        run("update", database);
        assertThat(database.query("select name from living")).containsExactly("Jumbo");
    }

    @Test
    void dropAllLeavesNothingOfIt() throws Exception {
        run("update", database);
        run("dropAll", database);
        assertThat(database.query("select relname::text from pg_class where relnamespace = 'public'::regnamespace"
                        + " and relname not like 'databasechangelog%'"))
                .isEmpty();
    }

    @Test
    void readsASchemaBackAsAChangelog() throws Exception {
        run("update", database);
        String changelog = run("generateChangelog", database, "changelogFile", null);
        assertThat(changelog)
                .contains("tableName=\"elephant\"")
                .contains("type=\"UUID\"")
                .contains("type=\"numeric(8, 2)\"")
                .contains("type=\"TIMESTAMP WITH TIME ZONE\"")
                .contains("autoIncrement=\"true\"")
                .contains("defaultValueComputed=\"gen_random_uuid()\"")
                .contains("constraintName=\"keeper_elephant_fkey\"")
                .contains("remarks=\"What is ridden on\"")
                .contains("viewName=\"living\"")
                .contains("sequenceName=\"ticket\"")
                .contains("indexName=\"elephant_born\"");
        assertThat(run("snapshot", database)).contains("elephant_name_key");
        String diff = run(
                "diff",
                database,
                Map.of(
                        "referenceUrl", database.url(),
                        "referenceDriver", "io.howdah.Driver",
                        "referenceUsername", database.user(),
                        "referencePassword", database.password()));
        assertThat(diff).contains("Unexpected Table(s): NONE", "Changed Column(s): NONE");
    }

    // ---- mistakes

    @Test
    void aChangesetThatFailsInItsMiddleIsRolledBackAndThoseBeforeItStay() throws Exception {
        assertThatThrownBy(() -> run("update", database, "changelogFile", "liquibase/broken.xml"))
                .isInstanceOf(CommandExecutionException.class)
                .hasMessageContaining("broken in its middle")
                .hasMessageContaining("column \"nmae\" of relation \"visitor\" does not exist");
        assertThat(database.query("select to_regclass('visitor')")).containsExactly((String) null);
        assertThat(database.query("select name from living")).containsExactly("Jumbo");
        assertThat(database.query("select locked from databasechangeloglock")).containsExactly("f");
        run("update", database);
    }

    @Test
    void aWrongPasswordIsToldInTheWordsOfTheServer() {
        assertThatThrownBy(() -> run("update", database.withWrongPassword()))
                .hasStackTraceContaining("password authentication failed")
                .satisfies(thrown -> assertThat(thrown.toString()).doesNotContain("not the password"));
    }

    @Test
    void aMissingDatabaseIsToldByName() {
        assertThatThrownBy(() -> run("update", database.withMissingDatabase()))
                .hasMessageContaining("database \"nowhere\" does not exist");
    }

    @Test
    void aMistypedPropertyIsToldWithTheRightOne() {
        assertThatThrownBy(() -> run("update", database.withMistypedProperty())).hasMessageContaining("sslmode");
    }

    @Test
    void aMissingSchemaIsToldByName() {
        assertThatThrownBy(() -> run("update", database, "defaultSchemaName", "tundra"))
                .hasStackTraceContaining("schema \"tundra\" does not exist");
    }

    /** Liquibase knows one driver for the prefix, and that is not there. */
    @Test
    void withoutTheDriversClassItAsksForTheIncumbent() {
        assertThatThrownBy(() -> run("update", database, "driver", null))
                .hasStackTraceContaining("org.postgresql.Driver");
    }

    private String run(String command, ToolDatabase where, String argument, Object value) throws Exception {
        var arguments = new java.util.HashMap<String, Object>();
        arguments.put(argument, value);
        return run(command, where, arguments);
    }

    private String run(String command, ToolDatabase where) throws Exception {
        return run(command, where, Map.of());
    }

    /** A command as the command line runs it, by {@code liquibase.properties} but for what is given here. */
    private String run(String command, ToolDatabase where, Map<String, Object> arguments) throws Exception {
        var output = new ByteArrayOutputStream();
        Scope.child(Map.of(Scope.Attr.ui.name(), new LoggerUIService()), () -> {
            var scope = new CommandScope(command);
            settings().forEach((name, value) -> scope.addArgumentValue((String) name, value));
            scope.addArgumentValue("url", where.url());
            scope.addArgumentValue("username", where.user());
            scope.addArgumentValue("password", where.password());
            arguments.forEach(scope::addArgumentValue);
            scope.setOutput((OutputStream) output);
            scope.execute();
        });
        return output.toString(StandardCharsets.UTF_8);
    }

    private static Properties settings() throws IOException {
        var properties = new Properties();
        try (var text = LiquibaseTest.class.getResourceAsStream("/liquibase.properties")) {
            properties.load(text);
        }
        return properties;
    }
}
