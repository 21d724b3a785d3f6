package io.howdah.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.testserver.TestServer;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;

class CoreServerTest {
    @Test
    void connectsAndSelects() throws Exception {
        try (var connection = DriverManager.getConnection(TestServer.shared().jdbcUrl());
                var statement = connection.createStatement()) {
            for (int i = 0; i < 4; i++) {
                try (var rows = statement.executeQuery("select 1 as a, 'x' as b, now()")) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getInt("a")).isEqualTo(1);
                    assertThat(rows.getString(2)).isEqualTo("x");
                    assertThat(rows.next()).isFalse();
                }
            }
            try (var prepared = connection.prepareStatement("select ?::int + g from generate_series(1, ?) g")) {
                for (int i = 0; i < 4; i++) {
                    prepared.setInt(1, 5);
                    prepared.setInt(2, 3);
                    try (var rows = prepared.executeQuery()) {
                        for (int row = 1; row <= 3; row++) {
                            assertThat(rows.next()).isTrue();
                            assertThat(rows.getInt(1)).isEqualTo(5 + row);
                        }
                        assertThat(rows.next()).isFalse();
                    }
                }
            }
        }
    }
}
