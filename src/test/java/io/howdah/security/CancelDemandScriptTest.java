package io.howdah.security;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.peer.ScriptedPeer;
import io.howdah.tls.TestAuthority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A cancel request has a connection of its own, and so an attacker has another try at it: the key that ends our statements
 * goes to nobody whom the session would not trust (CVE-2020-25694, and CVE-2021-23222 once more).
 */
class CancelDemandScriptTest {
    private static final byte[] YES = {'S'};
    private static final TestAuthority CA = TestAuthority.root("Some CA");

    private final CountDownLatch asked = new CountDownLatch(1);
    private final ExecutorService other = Executors.newSingleThreadExecutor();

    @AfterEach
    void end() {
        other.shutdownNow();
    }

    /** No; yes with plain bytes behind it; an error; what is no answer; an end. Not even where TLS was a mere preference. */
    @ParameterizedTest
    @ValueSource(strings = {"N", "SR\0\0\0\b\0\0\0\0", "E\0\0\0\22SFATAL\0Mevil\0\0", "X", ""})
    void isNotSentInTheClearForASessionOverTls(String answer) throws Exception {
        SSLContext context = TestAuthority.selfSigned("db").issue().serverContext();
        byte[] bytes = answer.getBytes(ISO_8859_1);
        isNotSent(
                "sslmode=prefer",
                context,
                client -> client.expectSslRequest().send(bytes).halfClose().expectEnd());
    }

    @Test
    void isNotSentToAServerWithAnotherCertificate(@TempDir Path directory) throws Exception {
        Path roots = Files.writeString(directory.resolve("root.crt"), CA.pem());
        SSLContext right = CA.certify("db").ip("127.0.0.1").forServers().issue().serverContext();
        SSLContext wrong = TestAuthority.root("Another CA")
                .certify("db")
                .ip("127.0.0.1")
                .forServers()
                .issue()
                .serverContext();
        isNotSent("sslmode=verify-full&sslrootcert=" + roots, right, client -> client.expectSslRequest()
                .send(YES)
                .secureInVain(wrong));
    }

    private void isNotSent(String settings, SSLContext context, ScriptedPeer.Script evil) throws Exception {
        ScriptedPeer.Script session = client -> {
            client.expectSslRequest().send(YES).secure(context).welcome().expectQuery("select 1");
            asked.countDown();
            client.stall();
        };
        try (var peer = ScriptedPeer.start(session, evil);
                var connection = DriverManager.getConnection(peer.jdbcUrl().replace("sslmode=disable", settings));
                var statement = connection.createStatement()) {
            var running = other.submit(() -> statement.execute("select 1"));
            asked.await();
            assertThatThrownBy(statement::cancel)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("could not be sent")
                    .hasMessageNotContaining("evil");
            assertThat(peer.transcript()).doesNotContain("CancelRequest");
            connection.abort(Runnable::run);
            assertThatThrownBy(() -> running.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(SQLException.class);
        }
    }
}
