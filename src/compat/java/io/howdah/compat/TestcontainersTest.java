package io.howdah.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

class TestcontainersTest {
    private static final class Container extends PostgreSQLContainer {
        Container() {
            super("postgres:18");
        }

        @Override
        public String getDriverClassName() {
            return "io.howdah.Driver";
        }
    }

    @Test
    void theContainerConnectsAndRunsItsInitScriptByTheDriverNamed() throws SQLException {
        Assumptions.assumeTrue(
                DockerClientFactory.instance().isDockerAvailable(), "Skipped: no Docker engine answers here");
        try (var container = new Container()) {
            container.withInitScript("boot/migration/V1__visitors.sql");
            container.start();
            try (var connection = container.createConnection("");
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("select name from visitor")) {
                rows.next();
                assertThat(rows.getString(1)).isEqualTo("Rudyard");
                assertThat(connection.getMetaData().getDriverName()).contains("Howdah");
            }
        }
    }
}
