package io.howdah.compat.beside;

import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.compat.ToolDatabase;
import io.howdah.compat.boot.Visitors;
import io.howdah.compat.boot.Zoo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same application of Spring Boot, Flyway and Hibernate by either driver: one property is the difference. */
class SwapTest {

    @ParameterizedTest
    @CsvSource({
        "org.postgresql.Driver, PostgreSQL JDBC Driver",
        "io.howdah.Driver, PostgreSQL Howdah JDBC Driver",
    })
    void oneProperty(String driver, String name) {
        ToolDatabase database = ToolDatabase.create("swap");
        try (var application = Zoo.start(database, "spring.datasource.driver-class-name=" + driver)) {
            var visitors = application.getBean(Visitors.class);
            assertThat(visitors.driver()).isEqualTo(name);
            assertThat(visitors.describe(visitors.admit("Little Toomai")))
                    .isEqualTo("Little Toomai CHILD 919aecd9-5a35-30d5-84b1-d8aea04b25a0"
                            + " {ride=yes, \"please\"} [elephant, mahout's dog] 2026-05-01T10:00Z 12.50");
            assertThat(visitors.names()).containsExactly("Rudyard", "Little Toomai");
        }
    }

    @Test
    void thereAndBackAgainOnOneDatabase() {
        ToolDatabase database = ToolDatabase.create("swap");
        Long id;
        String written;
        try (var before = Zoo.start(database, "spring.datasource.driver-class-name=org.postgresql.Driver")) {
            var visitors = before.getBean(Visitors.class);
            id = visitors.admit("Kim");
            written = visitors.describe(id);
        }
        try (var after = Zoo.start(database)) {
            var visitors = after.getBean(Visitors.class);
            assertThat(visitors.describe(id)).isEqualTo(written);
            id = visitors.admit("Mowgli");
            written = visitors.describe(id);
        }
        try (var back = Zoo.start(database, "spring.datasource.driver-class-name=org.postgresql.Driver")) {
            assertThat(back.getBean(Visitors.class).describe(id)).isEqualTo(written);
        }
    }
}
