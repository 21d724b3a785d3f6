package io.howdah.jdbc;

import static io.howdah.jdbc.Answers.fails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.testserver.TestServer;
import java.sql.Connection;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A null where a name or a class is needed is an error of JDBC's. */
class NullArgumentsServerTest {
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = TestServer.shared().connect();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void namesOfKeys() throws SQLException {
        String sql = "select 1";
        String[] names = {"id", null};
        try (Statement statement = connection.createStatement()) {
            fails("22023", () -> statement.executeUpdate(sql, names));
            fails("22023", () -> statement.executeLargeUpdate(sql, names));
            fails("22023", () -> statement.execute(sql, names));
        }
        fails("22023", () -> connection.prepareStatement(sql, names));
    }

    @Test
    void typesAndClassesOfATypeMap() throws SQLException {
        Map<String, Class<?>> map = new HashMap<>();
        map.put("a", String.class);
        map.put(null, String.class);
        fails("22023", () -> connection.setTypeMap(map));
        map.remove(null);
        map.put("b", null);
        fails("22023", () -> connection.setTypeMap(map));
        assertThat(connection.getTypeMap()).isEmpty();
        map.remove("b");
        connection.setTypeMap(map);
        assertThat(connection.getTypeMap()).hasSize(1);
        connection.setTypeMap(null);
        assertThat(connection.getTypeMap()).isEmpty();
    }

    @Test
    void namesOfClientInfo() throws SQLException {
        connection.setClientInfo(null, "x");
        assertThat(connection.getWarnings() == null).isFalse();
        assertThat(connection.getClientInfo(null)).isNull();
        connection.close();
        assertThatThrownBy(() -> connection.setClientInfo(null, "x"))
                .isInstanceOfSatisfying(SQLClientInfoException.class, e -> assertThat(e.getFailedProperties())
                        .isEmpty());
    }
}
