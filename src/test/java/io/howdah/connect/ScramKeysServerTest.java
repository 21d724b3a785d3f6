package io.howdah.connect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.datasource.HowdahDataSource;
import io.howdah.testserver.Role;
import io.howdah.testserver.TestServer;
import java.security.GeneralSecurityException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Properties;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class ScramKeysServerTest {
    private final TestServer server = TestServer.shared();

    @Test
    void logsInWithKeysInsteadOfThePassword() throws Exception {
        // SCRAM-SHA-256$<rounds>:<salt>$<StoredKey>:<ServerKey>
        String[] verifier = verifier().split("[$:]");
        byte[] clientKey =
                clientKey(Integer.parseInt(verifier[1]), Base64.getDecoder().decode(verifier[2]));
        connect(clientKey, verifier[4]);
        byte[] wrong = clientKey.clone();
        wrong[0]++;
        assertThatThrownBy(() -> connect(wrong, verifier[4]))
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("28P01");
        assertThatThrownBy(() -> connect(clientKey, Base64.getEncoder().encodeToString(wrong)))
                .hasMessageContaining("in SCRAM its signature is wrong");
    }

    @Test
    void aPasswordOfTheCallTakesTheirPlace() throws Exception {
        String[] verifier = verifier().split("[$:]");
        byte[] clientKey =
                clientKey(Integer.parseInt(verifier[1]), Base64.getDecoder().decode(verifier[2]));
        var dataSource = new HowdahDataSource();
        dataSource.setServerName(server.host());
        dataSource.setPortNumber(server.port());
        dataSource.setDatabaseName(server.database());
        dataSource.setScramClientKey(Base64.getEncoder().encodeToString(clientKey));
        dataSource.setScramServerKey(verifier[4]);
        String user = server.user(Role.SCRAM);
        dataSource.getConnection(user, null).close();
        dataSource.getConnection(user, Role.SCRAM.password()).close();
        assertThatThrownBy(() -> dataSource.getConnection(user, "wrong"))
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("28P01");
    }

    @Test
    void demandsSoManyRounds() throws SQLException {
        server.connect(Role.SCRAM, "scramMinIterations=4096").close();
        assertThatThrownBy(() -> server.connect(Role.SCRAM, "scramMinIterations=4097"))
                .hasMessage("The server asks for 4096 SCRAM iterations, and at least 4097 are demanded"
                        + " (property scramMinIterations)");
    }

    private void connect(byte[] clientKey, String serverKey) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", server.user(Role.SCRAM));
        properties.setProperty("scram_client_key", Base64.getEncoder().encodeToString(clientKey));
        properties.setProperty("scram_server_key", serverKey);
        DriverManager.getConnection(
                        "jdbc:howdah://" + server.host() + ":" + server.port() + "/" + server.database(), properties)
                .close();
    }

    private String verifier() throws SQLException {
        try (var connection = server.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select rolpassword from pg_authid where rolname = '" + server.user(Role.SCRAM) + "'")) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static byte[] clientKey(int rounds, byte[] salt) throws GeneralSecurityException {
        byte[] salted = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(new PBEKeySpec(Role.SCRAM.password().toCharArray(), salt, rounds, 256))
                .getEncoded();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(salted, "HmacSHA256"));
        return mac.doFinal("Client Key".getBytes(UTF_8));
    }
}
