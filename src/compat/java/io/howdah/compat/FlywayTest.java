package io.howdah.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.howdah.datasource.HowdahDataSource;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.output.MigrateResult;
import org.junit.jupiter.api.Test;

class FlywayTest {
    private final ToolDatabase database = ToolDatabase.create("flyway");

    @Test
    void migratesByTheSettingsOfAFile() throws Exception {
        MigrateResult result = flyway(database).migrate();
        assertThat(result.success).isTrue();
        assertThat(result.migrationsExecuted).isEqualTo(4);
        assertThat(result.warnings).isEmpty();
        assertThat(result.database).isEqualTo("flyway");
        assertThat(database.query("select name from males")).containsExactly("Hathi");
        assertThat(database.query("select name from elephant where sex = 'female'"))
                .containsExactly("Semi;colon -- and 'quotes'");
        assertThat(database.query("select indisvalid from pg_index where indexrelid = 'elephant_born'::regclass"))
                .containsExactly("t");
        assertThat(database.query("select script from flyway_schema_history order by installed_rank"))
                .containsExactly("V1__elephants.sql", "V2__ages.sql", "V3__index.sql", "R__males.sql");
    }

    @Test
    void migratesByADataSource() throws SQLException {
        Flyway flyway = Flyway.configure()
                .dataSource(dataSource(database.url(), database.user(), database.password()))
                .locations("classpath:flyway/mended")
                .load();
        assertThat(flyway.migrate().migrationsExecuted).isEqualTo(2);
        assertThat(flyway.migrate().migrationsExecuted).isZero();
        assertThat(database.query("select name from keeper")).hasSize(2);
    }

    private static DataSource dataSource(String url, String user, String password) throws SQLException {
        var dataSource = new HowdahDataSource();
        dataSource.setUrl(url);
        dataSource.setUser(user);
        dataSource.setPassword(password);
        return dataSource;
    }

    @Test
    void migratesThroughAPool() throws SQLException {
        try (var pool = new HikariDataSource()) {
            pool.setDriverClassName("io.howdah.Driver");
            pool.setJdbcUrl(database.url());
            pool.setUsername(database.user());
            pool.setPassword(database.password());
            Flyway.configure()
                    .dataSource(pool)
                    .locations("classpath:flyway/mended")
                    .load()
                    .migrate();
            try (var connection = pool.getConnection()) {
                assertThat(connection.getAutoCommit()).isTrue();
                assertThat(connection.getSchema()).isEqualTo("public");
            }
        }
    }

    @Test
    void migratesIntoASchemaThatItMakes() throws Exception {
        Flyway flyway = flyway(database, "flyway.schemas", "savannah");
        assertThat(flyway.migrate().success).isTrue();
        assertThat(database.query("select table_schema::text from information_schema.tables where table_name in"
                        + " ('elephant', 'flyway_schema_history')"))
                .containsExactly("savannah", "savannah");
    }

    @Test
    void validatesAndFindsWhatWasChangedAfterwards() throws Exception {
        flyway(database).migrate();
        flyway(database).validate();
        assertThatThrownBy(() -> flyway(database, "flyway.locations", "classpath:flyway/changed")
                        .validate())
                .isInstanceOf(FlywayException.class)
                .hasMessageContaining("checksum mismatch")
                .hasMessageContaining("version 2");
        Flyway changed = flyway(database, "flyway.locations", "classpath:flyway/changed");
        assertThat(changed.repair().migrationsAligned).hasSize(1);
        changed.validate();
    }

    @Test
    void cleanLeavesNothing() throws Exception {
        Flyway flyway = flyway(database);
        flyway.migrate();
        flyway.clean();
        assertThat(database.query("select relname::text from pg_class where relnamespace = 'public'::regnamespace"))
                .isEmpty();
        assertThat(database.query("select typname::text from pg_type where typname = 'sex'"))
                .isEmpty();
        assertThat(flyway.migrate().migrationsExecuted).isEqualTo(4);
    }

    @Test
    void takesADatabaseOverAtABaseline() throws Exception {
        database.execute("create table elephant (id int, name text, sex text, born date)");
        Flyway flyway = flyway(database, "flyway.baselineOnMigrate", "true", "flyway.baselineVersion", "2");
        assertThat(flyway.migrate().migrationsExecuted).isEqualTo(2);
        assertThat(flyway.info().applied()[0].getState()).isEqualTo(MigrationState.BASELINE);
    }

    @Test
    void oneOfTwoThatMigrateAtOnceWaits() throws Exception {
        Flyway one = flyway(database, "flyway.locations", "classpath:flyway/mended");
        Flyway other = flyway(database, "flyway.locations", "classpath:flyway/mended");
        var first = CompletableFuture.supplyAsync(() -> one.migrate().migrationsExecuted);
        var second = CompletableFuture.supplyAsync(() -> other.migrate().migrationsExecuted);
        assertThat(first.get() + second.get()).isEqualTo(2);
    }

    // ---- mistakes

    @Test
    void aMigrationThatFailsInItsMiddleLeavesNothingAndCanBeMended() throws Exception {
        assertThatThrownBy(() -> flyway(database, "flyway.locations", "classpath:flyway/broken")
                        .migrate())
                .isInstanceOf(FlywayException.class)
                .hasMessageContaining("V2__keepers.sql")
                .hasMessageContaining("23505")
                .hasMessageContaining("duplicate key value violates unique constraint \"keeper_pkey\"")
                .hasMessageContaining("Line       : 5");
        assertThat(database.query("select to_regclass('keeper')")).containsExactly((String) null);
        assertThat(database.query("select version from flyway_schema_history where success"))
                .containsExactly("1");

        Flyway mended = flyway(database, "flyway.locations", "classpath:flyway/mended");
        assertThat(mended.migrate().migrationsExecuted).isOne();
        assertThat(database.query("select name from keeper")).containsExactly("Mr. Toomai", "Little Toomai");
    }

    @Test
    void aWrongPasswordIsToldInTheWordsOfTheServer() {
        assertThatThrownBy(() -> flyway(database.withWrongPassword()).migrate())
                .isInstanceOf(FlywayException.class)
                .hasMessageContaining("28P01")
                .hasMessageContaining("password authentication failed")
                .hasMessageNotContaining("not the password");
    }

    @Test
    void aMissingDatabaseIsToldByName() {
        assertThatThrownBy(() -> flyway(database.withMissingDatabase()).migrate())
                .isInstanceOf(FlywayException.class)
                .hasMessageContaining("3D000")
                .hasMessageContaining("database \"nowhere\" does not exist");
    }

    @Test
    void aMistypedPropertyIsToldWithTheRightOne() {
        assertThatThrownBy(() -> flyway(database.withMistypedProperty()).migrate())
                .isInstanceOf(FlywayException.class)
                .hasMessageContaining("sslmode");
    }

    @Test
    void aSchemaThatItMayNotMakeIsToldByName() {
        assertThatThrownBy(() -> flyway(database, "flyway.schemas", "tundra", "flyway.createSchemas", "false")
                        .migrate())
                .isInstanceOf(FlywayException.class)
                .hasMessageContaining("tundra");
    }

    /** Flyway asks for the incumbent's {@code CopyManager} by name there; the migration is rolled back. */
    @Test
    void copyFromStdinInAScriptCannotBeServed() throws Exception {
        assertThatThrownBy(() -> flyway(database, "flyway.locations", "classpath:flyway/copy")
                        .migrate())
                .isInstanceOf(FlywayException.class)
                .hasStackTraceContaining("CopyManager");
        assertThat(database.query("select to_regclass('visitor')")).containsExactly((String) null);
    }

    /** Flyway chooses its database by the start of the URL. */
    @Test
    void aUrlOfOurOwnNameIsRefusedByFlyway() {
        var howdah = new ToolDatabase(
                database.url().replace("jdbc:postgresql:", "jdbc:howdah:"), database.user(), database.password());
        assertThatThrownBy(() -> flyway(howdah).migrate())
                .isInstanceOf(FlywayException.class)
                .hasMessageContaining("No Flyway database plugin found to handle jdbc:howdah:");
    }

    /** As {@code flyway.properties} says, but for the database, and what is given here. */
    private static Flyway flyway(ToolDatabase where, String... settings) throws IOException {
        var properties = new Properties();
        try (var text = FlywayTest.class.getResourceAsStream("/flyway.properties")) {
            properties.load(text);
        }
        properties.setProperty("flyway.url", where.url());
        properties.setProperty("flyway.user", where.user());
        properties.setProperty("flyway.password", where.password());
        for (int i = 0; i < settings.length; i += 2) {
            properties.setProperty(settings[i], settings[i + 1]);
        }
        return Flyway.configure().configuration(properties).load();
    }
}
