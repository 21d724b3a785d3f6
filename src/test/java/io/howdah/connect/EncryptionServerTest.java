package io.howdah.connect;

import static io.howdah.connect.AuthenticationServerTest.securityOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.api.ConnectionSecurity.Encryption;
import io.howdah.api.PostgresException;
import io.howdah.testserver.Role;
import io.howdah.testserver.ServerOptions;
import io.howdah.testserver.TestServer;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncryptionServerTest {
    private final TestServer server = TestServer.shared();

    @ParameterizedTest
    @CsvSource({
        "TRUSTED, disable, NONE",
        "TRUSTED, allow, NONE",
        "TRUSTED, prefer, TLS",
        "TRUSTED, require, TLS",
        "TLS_ONLY, allow, TLS",
        "TLS_ONLY, prefer, TLS",
        "TLS_ONLY, require, TLS",
        "NO_TLS, disable, NONE",
        "NO_TLS, allow, NONE",
        "NO_TLS, prefer, NONE",
    })
    void encryptsAsTheModeAndTheServerAllow(Role role, String sslmode, Encryption encryption) throws SQLException {
        try (var connection = server.connect(role, "sslmode=" + sslmode)) {
            assertThat(securityOf(connection).encryption()).isEqualTo(encryption);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "TLS_ONLY, disable, 0",
        "NO_TLS, require, 0",
        "REJECTED, disable, 0",
        "REJECTED, allow, 1",
        "REJECTED, prefer, 1",
        "REJECTED, require, 0",
    })
    void isRefusedWhereModeAndServerDoNotMeet(Role role, String sslmode, int otherAttempts) {
        assertThatThrownBy(() -> server.connect(role, "sslmode=" + sslmode))
                .isInstanceOf(PostgresException.class)
                .hasMessageContaining("pg_hba.conf rejects connection")
                .satisfies(e -> {
                    assertThat(((SQLException) e).getSQLState()).isEqualTo("28000");
                    assertThat(e.getSuppressed()).hasSize(otherAttempts);
                });
    }

    @Test
    void goesWithoutOnAServerThatHasNoTlsIfTheModeAllows() throws SQLException {
        try (var plain = TestServer.start(ServerOptions.defaults().withoutTls())) {
            for (String sslmode : new String[] {"disable", "allow", "prefer"}) {
                try (var connection = plain.connect("sslmode=" + sslmode)) {
                    assertThat(securityOf(connection).encryption()).isEqualTo(Encryption.NONE);
                }
            }
            assertThatThrownBy(() -> plain.connect("sslmode=require"))
                    .hasMessage(
                            plain.host() + ":" + plain.port() + " does not support TLS, and sslmode=require demands it")
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("08004");
            // In the clear it is refused by pg_hba.conf, and there is no TLS: the server's word is the one to show.
            assertThatThrownBy(() -> DriverManager.getConnection(plain.jdbcUrl(Role.REJECTED, "sslmode=allow")))
                    .isInstanceOf(PostgresException.class)
                    .satisfies(e -> assertThat(e.getSuppressed()[0]).hasMessageContaining("does not support TLS"));
        }
    }
}
