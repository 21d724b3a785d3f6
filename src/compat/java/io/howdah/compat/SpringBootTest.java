package io.howdah.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.howdah.compat.boot.Visitors;
import io.howdah.compat.boot.Zoo;
import io.howdah.datasource.HowdahDataSource;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class SpringBootTest {
    private final ToolDatabase database = ToolDatabase.create("boot");

    @Test
    void startsByTheSettingsOfAFile() throws Exception {
        try (var application = Zoo.start(database)) {
            var visitors = application.getBean(Visitors.class);
            assertThat(application.getBean(DataSource.class)).isInstanceOf(HikariDataSource.class);
            assertThat(visitors.driver()).contains("Howdah");
            Long id = visitors.admit("Little Toomai");
            assertThat(visitors.describe(id))
                    .isEqualTo("Little Toomai CHILD 919aecd9-5a35-30d5-84b1-d8aea04b25a0"
                            + " {ride=yes, \"please\"} [elephant, mahout's dog] 2026-05-01T10:00Z 12.50");
            assertThat(visitors.names()).containsExactly("Rudyard", "Little Toomai");
        }
    }

    @Test
    void aTransactionThatFailsLeavesNothing() {
        try (var application = Zoo.start(database)) {
            var visitors = application.getBean(Visitors.class);
            assertThatThrownBy(() -> visitors.admitAndFail("Nobody")).hasMessage("no elephant is free");
            assertThat(visitors.names()).containsExactly("Rudyard");
        }
    }

    @Test
    void aDuplicateIsToldInTheWordsOfTheServer() {
        try (var application = Zoo.start(database)) {
            var visitors = application.getBean(Visitors.class);
            visitors.admit("Kim");
            assertThatThrownBy(() -> visitors.admit("Kim"))
                    .hasMessageContaining("duplicate key value violates unique constraint \"visitor_name_key\"");
            assertThat(visitors.names()).containsExactly("Rudyard", "Kim");
        }
    }

    @Test
    void theDataSourceMayBeOurOwnWithoutAPool() throws Exception {
        try (var application = Zoo.start(database, "spring.datasource.type=" + HowdahDataSource.class.getName())) {
            assertThat(application.getBean(DataSource.class)).isInstanceOf(HowdahDataSource.class);
            assertThat(application.getBean(Visitors.class).names()).containsExactly("Rudyard");
        }
    }

    // ---- mistakes

    @Test
    void aWrongPasswordIsToldInTheWordsOfTheServer() {
        assertThatThrownBy(() -> Zoo.start(database.withWrongPassword()))
                .hasStackTraceContaining("password authentication failed")
                .satisfies(thrown -> assertThat(thrown.toString()).doesNotContain("not the password"));
    }

    @Test
    void aMigrationThatFailsStopsTheStartAndLeavesNothing() throws Exception {
        assertThatThrownBy(() -> Zoo.start(database, "spring.flyway.locations=classpath:boot/broken"))
                .hasStackTraceContaining("relation \"visitor\" already exists");
        assertThat(database.query("select to_regclass('visitor')")).containsExactly((String) null);
        Zoo.start(database).close();
        assertThat(database.query("select name from visitor")).containsExactly("Rudyard");
    }

    @Test
    void aTableThatDoesNotFitTheEntityIsToldByItsColumn() throws Exception {
        Zoo.start(database).close();
        database.execute("alter table visitor drop column badge");
        assertThatThrownBy(() -> Zoo.start(database))
                .hasStackTraceContaining("missing column [badge] in table [visitor]");
    }

    /** Spring Boot has a table of its own, of prefixes and drivers. */
    @Test
    void withoutTheDriversClassItAsksForTheIncumbent() {
        assertThatThrownBy(() -> Zoo.start(database, "spring.datasource.driver-class-name="))
                .hasStackTraceContaining("org.postgresql.Driver");
    }
}
