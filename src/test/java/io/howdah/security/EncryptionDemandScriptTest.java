package io.howdah.security;

import static io.howdah.peer.BackendMessages.authentication;
import static io.howdah.peer.BackendMessages.authenticationCleartextPassword;
import static io.howdah.peer.BackendMessages.authenticationMd5Password;
import static io.howdah.peer.BackendMessages.authenticationOk;
import static io.howdah.peer.BackendMessages.authenticationSasl;
import static io.howdah.peer.BackendMessages.readyForQuery;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.datasource.HowdahDataSource;
import io.howdah.peer.Conversation;
import io.howdah.peer.ScriptedPeer;
import io.howdah.tls.TestAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who demands encryption gets it or nothing, wherever the demand stands. */
class EncryptionDemandScriptTest {
    private static final byte[] YES = "S".getBytes(US_ASCII);
    private static final byte[] NO = "N".getBytes(US_ASCII);

    private interface Connecting {
        void to(String host, int port) throws SQLException, IOException;
    }

    private static void connect(String url, String... properties) throws SQLException {
        var given = new Properties();
        for (int i = 0; i < properties.length; i += 2) {
            given.setProperty(properties[i], properties[i + 1]);
        }
        DriverManager.getConnection(url, given).close();
    }

    private static void connectAsLibpq(String words) throws SQLException {
        var source = new HowdahDataSource();
        source.setUrl(words);
        source.getConnection().close();
    }

    /** In a program of its own: nobody changes the environment of this one. */
    private static void connectInAnEnvironment(String name, String value, String url) throws SQLException, IOException {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EncryptionDemandScriptTest.class.getName(),
                        url)
                .redirectErrorStream(true);
        builder.environment().put(name, value);
        String said = new String(builder.start().getInputStream().readAllBytes(), UTF_8);
        throw new SQLException(said);
    }

    /** @param arguments a URL */
    public static void main(String[] arguments) {
        try {
            connect(arguments[0]);
            System.out.println("connected");
        } catch (SQLException e) {
            System.out.println(e.getMessage());
        }
    }

    private static String url(String host, int port, String parameters) {
        return "jdbc:howdah://" + host + ":" + port + "/mine?user=me&password=secret" + parameters;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "url require",
                "url verify-ca",
                "url verify-full",
                "url ssl",
                "properties",
                "setter",
                "service",
                "uri of libpq",
                "words of libpq",
                "PGSSLMODE",
                "PGREQUIRESSL"
            })
    void aServerThatHasNoneIsRefusedWhereverTheDemandStands(String where, @TempDir Path directory) throws Exception {
        Path root = Files.writeString(
                directory.resolve("root.crt"), TestAuthority.root("Some CA").pem());
        String roots = "&sslrootcert=" + root;
        Connecting connecting =
                switch (where) {
                    case "url require" -> (host, port) -> connect(url(host, port, "&sslmode=require"));
                    case "url verify-ca" -> (host, port) -> connect(url(host, port, "&sslmode=verify-ca" + roots));
                    case "url verify-full" -> (host, port) -> connect(url(host, port, "&sslmode=verify-full" + roots));
                    case "url ssl" -> (host, port) -> connect(url(host, port, "&ssl=true" + roots));
                    case "properties" -> (host, port) -> connect(url(host, port, ""), "sslmode", "require");
                    case "setter" ->
                        (host, port) -> {
                            var source = new HowdahDataSource();
                            source.setUrl(url(host, port, ""));
                            source.setSslMode("require");
                            source.getConnection().close();
                        };
                    case "service" ->
                        (host, port) -> {
                            Path file = Files.writeString(directory.resolve("services"), "[zoo]\nsslmode=require\n");
                            connect(url(host, port, "&service=zoo&servicefile=" + file));
                        };
                    case "uri of libpq" ->
                        (host, port) ->
                                connectAsLibpq("postgresql://me:secret@" + host + ":" + port + "/mine?sslmode=require");
                    case "words of libpq" ->
                        (host, port) -> connectAsLibpq("host=" + host + " port=" + port
                                + " user=me password=secret dbname=mine sslmode=require");
                    case "PGSSLMODE", "PGREQUIRESSL" ->
                        (host, port) -> connectInAnEnvironment(
                                where,
                                where.equals("PGSSLMODE") ? "require" : "1",
                                url(host, port, "&useEnvironment=true"));
                    default -> throw new IllegalArgumentException(where);
                };
        try (var peer =
                ScriptedPeer.start(client -> client.expectSslRequest().send(NO).expectEnd())) {
            assertThatThrownBy(() -> connecting.to(peer.host(), peer.port()))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("does not support TLS");
            assertThat(peer.connections()).isEqualTo(1);
            assertThat(peer.transcript()).doesNotContain("StartupMessage");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sslmode=disable", "sslmode=prefer&ssl=true", "sslmode=allow&ssl=true"})
    void demandsThatContradictEachOtherConnectNowhere(String settings) throws IOException {
        String binding = settings.equals("sslmode=disable") ? "&channelBinding=require" : "";
        try (var peer = ScriptedPeer.start()) {
            assertThatThrownBy(() -> connect(url(peer.host(), peer.port(), "&" + settings + binding)))
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("08001");
            assertThat(peer.connections()).isZero();
        }
    }

    static Stream<ScriptedPeer.Script> loginsWithoutBinding() {
        return Stream.of(
                client -> client.send(authenticationOk(), readyForQuery('I')),
                client -> client.send(authenticationCleartextPassword()),
                client -> client.send(authenticationMd5Password(new byte[] {1, 2, 3, 4})),
                // Kerberos, and as Windows servers ask for it.
                client -> client.send(authentication(7)),
                client -> client.send(authentication(9)),
                client -> client.send(authenticationSasl("OAUTHBEARER")),
                client -> client.send(authenticationSasl("SCRAM-SHA-256")),
                // Begun as bound, and then cut short.
                client -> client.send(authenticationSasl("SCRAM-SHA-256-PLUS"))
                        .expect("p")
                        .send(authenticationOk(), readyForQuery('I')));
    }

    /** CVE-2025-49146: what was demanded of SCRAM was not demanded of other logins. */
    @ParameterizedTest
    @MethodSource("loginsWithoutBinding")
    void noLoginWithoutBindingWillDoWhereThatIsRequired(ScriptedPeer.Script login) throws Exception {
        SSLContext context =
                TestAuthority.selfSigned("db").ip("127.0.0.1").issue().serverContext();
        try (var peer = ScriptedPeer.start(client -> {
            Conversation secured =
                    client.expectSslRequest().send(YES).secure(context).expectStartup();
            // Behind this nothing like a password may come: the peer fails on all but the end.
            login.play(secured);
        })) {
            assertThatThrownBy(() -> connect(url(peer.host(), peer.port(), "&sslmode=require&channelBinding=require")))
                    .isInstanceOf(SQLException.class)
                    .hasMessageNotContaining("secret");
            assertThat(peer.connections()).isEqualTo(1);
        }
    }

    /** Not even who we are is told in the clear: no login that could follow there would do. */
    @ParameterizedTest
    @ValueSource(strings = {"prefer", "allow", "require"})
    void nothingIsSaidWithoutTlsWhereBindingIsRequired(String sslmode) throws IOException {
        try (var peer =
                ScriptedPeer.start(client -> client.expectSslRequest().send(NO).expectEnd())) {
            String demand = sslmode.equals("require") ? "sslmode=require" : "channelBinding=require";
            assertThatThrownBy(() ->
                            connect(url(peer.host(), peer.port(), "&sslmode=" + sslmode + "&channelBinding=require")))
                    .isInstanceOf(SQLException.class)
                    .hasMessageEndingWith(" does not support TLS, and " + demand + " demands it");
            assertThat(peer.connections()).isEqualTo(1);
        }
    }
}
