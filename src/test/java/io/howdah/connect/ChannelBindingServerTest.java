package io.howdah.connect;

import static io.howdah.connect.AuthenticationServerTest.securityOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.api.ConnectionSecurity.Authentication;
import io.howdah.testserver.Role;
import io.howdah.testserver.ServerOptions;
import io.howdah.testserver.TestServer;
import io.howdah.tls.TestAuthority;
import io.howdah.tls.TestIdentity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What SCRAM is bound to is the server's certificate, hashed as that was signed: a real server must come to the same hash
 * ({@code tls-server-end-point}, RFC 5929).
 */
@Timeout(120)
class ChannelBindingServerTest {
    private static final Map<String, TestIdentity> CERTIFICATES = new LinkedHashMap<>();

    static {
        for (String signature : new String[] {
            "SHA256withRSA",
            "SHA384withRSA",
            "SHA512withRSA",
            "SHA256withRSAandMGF1",
            "SHA384withRSAandMGF1",
            "SHA512withRSAandMGF1"
        }) {
            CERTIFICATES.put(signature, certificate("RSA", signature));
        }
        for (String signature : new String[] {"SHA256withECDSA", "SHA384withECDSA", "SHA512withECDSA"}) {
            CERTIFICATES.put(signature, certificate("EC", signature));
        }
        CERTIFICATES.put("Ed25519", certificate("Ed25519", "Ed25519"));
    }

    @TempDir
    private static Path directory;

    private static TestServer server;

    private static TestIdentity certificate(String keys, String signature) {
        return TestAuthority.selfSigned("127.0.0.1")
                .ip("127.0.0.1")
                .keys(keys)
                .signature(signature)
                .issue();
    }

    @BeforeAll
    static void start() {
        var options = ServerOptions.defaults();
        for (var certificate : CERTIFICATES.entrySet()) {
            options = options.file(
                            certificate.getKey() + ".crt",
                            certificate.getValue().certificatePem())
                    .file(certificate.getKey() + ".key", certificate.getValue().keyPem());
        }
        server = TestServer.startEmbedded(options);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SHA256withRSA",
                "SHA384withRSA",
                "SHA512withRSA",
                "SHA256withRSAandMGF1",
                "SHA384withRSAandMGF1",
                "SHA512withRSAandMGF1",
                "SHA256withECDSA",
                "SHA384withECDSA",
                "SHA512withECDSA"
            })
    void bindsToACertificateHoweverThatIsSigned(String signature) throws Exception {
        String root = show(signature);
        for (String protocol : new String[] {"TLSv1.2", "TLSv1.3"}) {
            try (var connection = server.connect(
                    Role.SCRAM,
                    "sslmode=verify-full",
                    root,
                    "channelBinding=require",
                    "ssl_max_protocol_version=" + protocol)) {
                assertThat(securityOf(connection).authentication()).isEqualTo(Authentication.SCRAM_SHA_256_PLUS);
                assertThat(securityOf(connection).tlsProtocol()).contains(protocol);
            }
        }
    }

    /** RFC 5929 leaves it open what to hash it with; so do OpenSSL, PostgreSQL and libpq. */
    @ParameterizedTest
    @ValueSource(strings = "Ed25519")
    void refusesToBindWhereNoHashIsDefinedAndDoesWithoutWhereItMay(String signature) throws Exception {
        String root = show(signature);
        assertThatThrownBy(() -> server.connect(Role.SCRAM, "sslmode=verify-full", root, "channelBinding=require"))
                .isInstanceOf(SQLInvalidAuthorizationSpecException.class)
                .hasMessageStartingWith(
                        "channelBinding=require cannot be met: the server's certificate is signed with Ed")
                .hasMessageContaining("for which channel binding is not defined");
        try (var connection = server.connect(Role.SCRAM, "sslmode=verify-full", root)) {
            assertThat(securityOf(connection).authentication()).isEqualTo(Authentication.SCRAM_SHA_256);
        }
    }

    /** Has the server show that certificate, and returns the property that trusts no other. */
    private static String show(String signature) throws Exception {
        Path root = Files.writeString(
                directory.resolve(signature + ".crt"),
                CERTIFICATES.get(signature).certificatePem());
        try (var connection = server.connect(Role.TRUSTED);
                var statement = connection.createStatement()) {
            statement.execute("alter system set ssl_cert_file = '" + signature + ".crt'");
            statement.execute("alter system set ssl_key_file = '" + signature + ".key'");
            statement.execute("select pg_reload_conf()");
        }
        // The server reads its files a moment later.
        long giveUpAt = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (true) {
            try {
                server.connect(Role.TRUSTED, "sslmode=verify-full", "sslrootcert=" + root)
                        .close();
                return "sslrootcert=" + root;
            } catch (SQLException e) {
                if (System.nanoTime() - giveUpAt > 0) {
                    throw e;
                }
            }
        }
    }
}
