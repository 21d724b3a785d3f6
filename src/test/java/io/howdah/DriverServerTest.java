package io.howdah;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.api.HowdahConnection;
import io.howdah.testserver.TestServer;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With another driver for the same server on the class path. */
@Isolated("moves drivers about in DriverManager")
class DriverServerTest {
    private final TestServer server = TestServer.shared();

    @Test
    void isFoundByDriverManager() {
        List<String> classes = new ArrayList<>();
        DriverManager.drivers().forEach(driver -> classes.add(driver.getClass().getName()));
        assertThat(classes).contains("io.howdah.Driver", "org.postgresql.Driver");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void servesItsOwnUrlsWhoeverIsRegisteredFirst(boolean oursFirst) throws SQLException {
        List<java.sql.Driver> drivers = Collections.list(DriverManager.getDrivers());
        List<java.sql.Driver> ordered = new ArrayList<>(drivers);
        ordered.sort((left, right) -> Boolean.compare(isOurs(right) == oursFirst, isOurs(left) == oursFirst));
        try {
            register(drivers, ordered);
            assertThat(isOurs(Collections.list(DriverManager.getDrivers()).get(0)))
                    .isEqualTo(oursFirst);
            try (var connection = DriverManager.getConnection(server.jdbcUrl())) {
                assertThat(connection.isWrapperFor(HowdahConnection.class)).isTrue();
            }
            // A failure of ours is not taken to the other driver.
            assertThatThrownBy(() -> DriverManager.getConnection("jdbc:howdah://localhost:1/x?nonsense=1"))
                    .hasMessageContaining("is not a known property");
        } finally {
            register(Collections.list(DriverManager.getDrivers()), drivers);
        }
    }

    private static boolean isOurs(java.sql.Driver driver) {
        return driver instanceof Driver;
    }

    private static void register(List<java.sql.Driver> before, List<java.sql.Driver> after) throws SQLException {
        for (var driver : before) {
            DriverManager.deregisterDriver(driver);
        }
        for (var driver : after) {
            DriverManager.registerDriver(driver);
        }
    }

    @Test
    void takesTheOtherDriversUrlsWhenAskedItself() throws SQLException {
        String url = server.jdbcUrl().replace("jdbc:howdah:", "jdbc:postgresql:");
        assertThat(new Driver().acceptsURL(url)).isTrue();
        try (var connection = new Driver().connect(url, null)) {
            assertThat(connection).isInstanceOf(HowdahConnection.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "jdbc:", "jdbc:mysql://localhost/x", "jdbc:howdahs://localhost/x", "postgresql://x/y"})
    void leavesForeignUrlsToOthers(String url) throws SQLException {
        assertThat(new Driver().acceptsURL(url)).isFalse();
        assertThat(new Driver().connect(url, new Properties())).isNull();
    }

    @Test
    void refusesNull() {
        assertThat(new Driver().acceptsURL(null)).isFalse();
        assertThatThrownBy(() -> new Driver().connect(null, null))
                .isInstanceOf(SQLException.class)
                .hasMessage("The URL is null");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"", "jdbc:mysql://x", "jdbc:howdah:", "jdbc:howdah://[::1", "jdbc:howdah://h:99999999/?a=b&%zz"})
    void describesItsPropertiesWhateverTheUrl(String url) {
        var properties = new Properties();
        properties.setProperty("sslmode", "nonsense");
        properties.setProperty("password", "canary");
        for (Properties given : new Properties[] {null, properties}) {
            DriverPropertyInfo[] rows = new Driver().getPropertyInfo(url, given);
            assertThat(rows).extracting(row -> row.name).contains("user", "password", "sslmode", "connectTimeout");
            assertThat(rows).extracting(row -> row.value).doesNotContain("canary");
        }
    }
}
