package io.howdah.connect;

import static io.howdah.connect.AuthenticationServerTest.securityOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.api.ConnectionSecurity.Encryption;
import io.howdah.api.ConnectionSecurity.ServerVerification;
import io.howdah.peer.ScriptedPeer;
import io.howdah.tls.TestAuthority;
import io.howdah.tls.TestIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that show what a real one would not: the driver says what is wrong, and nothing else to them. */
class TlsVerificationScriptTest {
    private static final byte[] YES = {'S'};
    private static final TestAuthority RIGHT = TestAuthority.root("Right CA");
    private static final TestAuthority BETWEEN = RIGHT.subordinate("Between");
    private static final TestAuthority WRONG = TestAuthority.root("Wrong CA");
    private static final TestIdentity GOOD = server(RIGHT);

    @TempDir
    private Path directory;

    private static TestIdentity server(TestAuthority authority) {
        return authority.certify("server").ip("127.0.0.1").forServers().issue();
    }

    static Stream<Arguments> refusals() {
        var alone = TestAuthority.selfSigned("alone").ip("127.0.0.1").issue();
        var between = server(BETWEEN);
        return Stream.of(
                refusal(RIGHT.certify("old").ip("127.0.0.1").valid(-20, -10), "\"CN=old,O=Howdah\" expired on 20"),
                refusal(
                        RIGHT.certify("young").ip("127.0.0.1").valid(10, 20),
                        "\"CN=young,O=Howdah\" is not valid before 20"),
                refusal(
                        RIGHT.certify("client").ip("127.0.0.1").forClients(),
                        "is not for servers: its extended key usage"),
                refusal(
                        WRONG.certify("x").ip("127.0.0.1"),
                        "it was issued by \"CN=Wrong CA,O=Howdah\", which is not in"),
                Arguments.of(alone, "\"CN=alone,O=Howdah\" is self-signed, and not in sslrootcert="),
                Arguments.of(
                        new TestIdentity(between.key(), List.of(between.certificate())),
                        "it was issued by \"CN=Between,O=Howdah\", which is not in sslrootcert="),
                // Its issuer has the name of ours, and another key.
                Arguments.of(server(TestAuthority.root("Right CA")), "is not accepted: "),
                refusal(RIGHT.certify("127.0.0.1").ip("127.0.0.2"), "it is for 127.0.0.2, and not for 127.0.0.1"),
                refusal(
                        RIGHT.certify("db.example").dns("a.example", "b.example"),
                        "it is for a.example, b.example, and not"),
                refusal(RIGHT.certify(""), "it is for no host at all, and not for 127.0.0.1"));
    }

    private static Arguments refusal(TestAuthority.Request request, String message) {
        return Arguments.of(request.issue(), message);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("refusals")
    void saysWhyACertificateIsNotAccepted(TestIdentity server, String message) throws Exception {
        refuses("verify-full", server, message, "sslrootcert=" + file("root.crt", RIGHT.pem()));
    }

    private static void refuses(String sslmode, TestIdentity server, String message, String... parameters)
            throws Exception {
        SSLContext context = server.serverContext();
        try (var peer =
                ScriptedPeer.start(client -> client.expectSslRequest().send(YES).secureInVain(context))) {
            assertThatThrownBy(() -> connect(peer, "sslmode=" + sslmode, parameters))
                    .isInstanceOf(SQLException.class)
                    .hasMessageStartingWith("The certificate of 127.0.0.1:" + peer.port() + " is not accepted: ")
                    .hasMessageContaining(message)
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("08001");
            assertThat(peer.transcript()).doesNotContain("StartupMessage");
        }
    }

    /** As libpq has it: a root certificate that is there counts in every mode. */
    @ParameterizedTest
    @CsvSource({
        "require, true, AUTHORITY",
        "verify-ca, true, AUTHORITY",
        "verify-full, true, AUTHORITY_AND_HOST",
        "require, false, NONE"
    })
    void tellsWhatWasVerified(String sslmode, boolean roots, ServerVerification verification) throws Exception {
        String root = roots ? "sslrootcert=" + file("root.crt", RIGHT.pem()) : "sslcertmode=allow";
        try (var peer = ScriptedPeer.start(secured(GOOD));
                var connection = connect(peer, "sslmode=" + sslmode, root)) {
            assertThat(securityOf(connection).encryption()).isEqualTo(Encryption.TLS);
            assertThat(securityOf(connection).server()).isEqualTo(verification);
        }
    }

    @Test
    void refusesAWrongAuthorityInEveryModeThatHasRoots() throws Exception {
        String root = "sslrootcert=" + file("root.crt", RIGHT.pem());
        refuses("require", server(WRONG), "issued by", root);
        refuses("verify-ca", server(WRONG), "issued by", root);
    }

    @Test
    void fallsBackUnderPreferOnlyToWhatThatAllows() throws Exception {
        SSLContext wrong = server(WRONG).serverContext();
        try (var peer = ScriptedPeer.start(
                        client -> client.expectSslRequest().send(YES).secureInVain(wrong), client -> client.welcome());
                var connection = connect(peer, "sslmode=prefer", "sslrootcert=" + file("root.crt", RIGHT.pem()))) {
            assertThat(securityOf(connection).encryption()).isEqualTo(Encryption.NONE);
            assertThat(securityOf(connection).server()).isEqualTo(ServerVerification.NONE);
        }
    }

    @Test
    void trustsEveryCertificateInTheFile() throws Exception {
        String both = "comment\n" + WRONG.pem() + "another\n" + RIGHT.pem();
        for (TestIdentity server : List.of(GOOD, server(WRONG), server(BETWEEN))) {
            verifies(server, "sslrootcert=" + file("both.crt", both));
        }
        verifies(
                GOOD,
                "sslrootcert="
                        + Files.write(
                                directory.resolve("der.crt"),
                                RIGHT.certificate().getEncoded()));
        // A server's own certificate is a root like any other, and one in between too.
        verifies(GOOD, "sslrootcert=" + file("own.crt", GOOD.certificatePem()));
        verifies(server(BETWEEN), "sslrootcert=" + file("between.crt", BETWEEN.pem()));
        var alone = TestAuthority.selfSigned("alone").ip("127.0.0.1").issue();
        verifies(alone, "sslrootcert=" + file("alone.crt", alone.certificatePem()));
    }

    /** The JDK looks no further at a certificate that is trusted itself. */
    @Test
    void looksAtTheDatesOfATrustedCertificateToo() throws Exception {
        var old =
                TestAuthority.selfSigned("old").ip("127.0.0.1").valid(-20, -10).issue();
        refuses("verify-ca", old, "expired on", "sslrootcert=" + file("old.crt", old.certificatePem()));
    }

    @Test
    void findsRootsWhereTheyAreSaidToBe() throws Exception {
        var loader = Thread.currentThread().getContextClassLoader();
        file("root.crt", RIGHT.pem());
        try (var classes = new java.net.URLClassLoader(
                new java.net.URL[] {directory.toUri().toURL()}, loader)) {
            Thread.currentThread().setContextClassLoader(classes);
            verifies(GOOD, "sslrootcert=classpath:root.crt");
            verifies(GOOD, "sslrootcert=classpath:/root.crt");
            fails("classpath:none.crt cannot be used: there is no such resource", "sslrootcert=classpath:none.crt");
        } finally {
            Thread.currentThread().setContextClassLoader(loader);
        }
        Path home = Files.createDirectories(directory.resolve("home"));
        Path settings = Files.createDirectories(home.resolve(".postgresql"));
        withHome(home, () -> {
            fails("there is no " + settings.resolve("root.crt") + ". Give a file", "sslmode=verify-full");
            Files.writeString(settings.resolve("root.crt"), RIGHT.pem());
            verifies(GOOD);
            refuses("require", server(WRONG), settings.resolve("root.crt") + " (the default of sslrootcert)");
        });
        // The JVM's store knows nobody of ours.
        refuses("verify-full", GOOD, "the JVM's trust store (sslrootcert=system)", "sslrootcert=system");
    }

    @Test
    void asksRevocationLists() throws Exception {
        String root = "sslrootcert=" + file("root.crt", RIGHT.pem());
        var other = server(RIGHT);
        String list = RIGHT.revocationList(30, other.certificate());
        String crl = "sslcrl=" + file("root.crl", list);
        verifies(GOOD, root, crl);
        refuses("verify-ca", other, "was revoked", root, crl);
        refuses("verify-ca", server(BETWEEN), "no list in force of every authority", root, crl);
        refuses("verify-ca", GOOD, "no list in force", root, "sslcrl=" + file("old.crl", RIGHT.revocationList(0)));
        refuses("verify-ca", GOOD, "no list in force", root, "sslcrl=" + file("wrong.crl", WRONG.revocationList(30)));
        verifies(server(BETWEEN), root, "sslcrl=" + file("two.crl", list + BETWEEN.revocationList(30)));

        Path lists = Files.createDirectories(directory.resolve("lists"));
        fails("lists cannot be used: there is no file in it", root, "sslcrldir=" + lists);
        Files.writeString(lists.resolve("0a1b2c3d.r0"), list);
        Files.writeString(lists.resolve("0a1b2c3d.r1"), BETWEEN.revocationList(30));
        verifies(server(BETWEEN), root, "sslcrldir=" + lists);
        refuses("verify-ca", other, "was revoked", root, "sslcrldir=" + lists);
        // Whatever is said later counts for connections from then on.
        Files.writeString(
                lists.resolve("0a1b2c3d.r0"), RIGHT.revocationList(30, other.certificate(), GOOD.certificate()));
        refuses("verify-ca", GOOD, "was revoked", root, "sslcrldir=" + lists);
    }

    /** Whatever the mode would allow: these are wishes that cannot be met, and nobody is asked for his second choice. */
    @Test
    void saysWhichFileCannotBeUsedAndGoesNoFurther() throws Exception {
        var client = RIGHT.certify("me").forClients().issue();
        String root = "sslrootcert=" + file("root.crt", RIGHT.pem());
        String cert = "sslcert=" + file("me.crt", client.certificatePem());
        String key = "sslkey=" + key("me.key", client.keyPem());
        for (String sslmode : new String[] {"prefer", "require", "verify-ca"}) {
            String mode = "sslmode=" + sslmode;
            fails(
                    "none.crt cannot be used: there is no such file",
                    mode,
                    "sslrootcert=" + directory.resolve("none.crt"));
            fails("there is no certificate in it", mode, "sslrootcert=" + directory.resolve("me.key"));
            fails(
                    "root.crt cannot be used: there is no certificate in it",
                    mode,
                    "sslrootcert=" + emptyFile("root.crt"));
            fails("a certificate in it cannot be read", mode, "sslrootcert=" + file("junk.crt", "junk"));
            file("root.crt", RIGHT.pem());
            fails(
                    "none.crl cannot be used: there is no such file",
                    mode,
                    root,
                    "sslcrl=" + directory.resolve("none.crl"));
            fails("there is no revocation list in it", mode, root, "sslcrl=" + directory.resolve("root.crt"));
            fails(
                    "none.key cannot be used: there is no such file",
                    mode,
                    root,
                    cert,
                    "sslkey=" + directory.resolve("none.key"));
            fails("there is no key for it. Give its file as sslkey", mode, root, cert);
            fails("there is no certificate for it. Give its file as sslcert", mode, root, key);
            fails(
                    "it is not the key of the certificate in sslcert=",
                    mode,
                    root,
                    cert,
                    "sslkey=" + key("you.key", GOOD.keyPem()));
            fails("no private key can be read from it", mode, root, cert, "sslkey=" + key("junk.key", "junk"));
        }
        fails("sslcertmode=require needs a certificate of the client", "sslmode=require", "sslcertmode=require");
        fails(
                "sslcrl and sslcrldir do nothing without root certificates",
                "sslmode=require",
                "sslcrl=" + file("r.crl", RIGHT.revocationList(9)));
        Assumptions.assumeTrue(
                directory.getFileSystem().supportedFileAttributeViews().contains("posix"),
                "Skipped: files have no permissions here");
        Files.setPosixFilePermissions(directory.resolve("me.key"), PosixFilePermissions.fromString("rw-r--r--"));
        fails("others may read it. A key must have the permissions u=rw (0600)", "sslmode=require", cert, key);
    }

    private void fails(String message, String... parameters) throws IOException {
        // Two hosts: the second is not tried, nor plain text on the first.
        try (var peer =
                ScriptedPeer.start(client -> client.expectSslRequest().send(YES).expectEnd())) {
            String all = peer.jdbcUrl(parameters)
                    .replace("sslmode=disable", "connectTimeout=20")
                    .replace("//127.0.0.1", "//127.0.0.1:" + peer.port() + ",127.0.0.1");
            assertThatThrownBy(() ->
                            DriverManager.getConnection(all.contains("sslmode=") ? all : all + "&sslmode=verify-full"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining(message)
                    .hasMessageNotContaining("None of");
            assertThat(peer.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA", "Ed25519"})
    void showsTheClientsCertificateInAllItsForms(String keys) throws Exception {
        var me = BETWEEN.certify("me").keys(keys).forClients().issue();
        String cert = "sslcert=" + file("me.crt", me.chainPem());
        String der = "sslkey="
                + TestIdentity.privateFile(directory.resolve("me.pk8"), me.key().getEncoded());
        String p12 = "sslkey=" + TestIdentity.privateFile(directory.resolve("me.p12"), me.pkcs12("pass word"));
        for (String protocol : new String[] {"TLSv1.2", "TLSv1.3"}) {
            String version = "ssl_max_protocol_version=" + protocol;
            assertThat(shown("sslkey=" + key("me.key", me.keyPem()), cert, version))
                    .isEqualTo(me.chain());
            assertThat(shown(der, cert, version)).isEqualTo(me.chain());
            assertThat(shown(p12, "sslpassword=pass%20word", version)).isEqualTo(me.chain());
        }
        fails("or sslpassword is wrong", "sslmode=require", p12, "sslpassword=wrong");
        fails("or there is no sslpassword for it", "sslmode=require", p12);
        assertThat(shown("sslcertmode=disable", der, cert)).isEmpty();
        Path home = Files.createDirectories(directory.resolve("home"));
        Path settings = Files.createDirectories(home.resolve(".postgresql"));
        withHome(home, () -> {
            assertThat(shown()).isEmpty();
            Files.writeString(settings.resolve("postgresql.crt"), me.certificatePem());
            fails("postgresql.crt (the default of sslcert) cannot be used: there is no key", "sslmode=require");
            TestIdentity.privateFile(
                    settings.resolve("postgresql.pk8"), me.key().getEncoded());
            assertThat(shown()).containsExactly(me.certificate());
            TestIdentity.privateFile(
                    settings.resolve("postgresql.key"), me.keyPem().getBytes());
            assertThat(shown()).containsExactly(me.certificate());
            assertThat(shown("sslcertmode=disable")).isEmpty();
        });
    }

    /** What a server that asks for a certificate gets to see. */
    private static List<Certificate> shown(String... parameters) throws Exception {
        var shown = new ArrayList<Certificate>();
        SSLContext context = GOOD.serverContext();
        try (var peer = ScriptedPeer.start(client -> {
                    client.expectSslRequest().send(YES).secure(context, tls -> tls.setWantClientAuth(true));
                    shown.addAll(client.clientCertificates());
                    client.welcome();
                });
                var connection = connect(peer, "sslmode=require", parameters)) {
            assertThat(securityOf(connection).encryption()).isEqualTo(Encryption.TLS);
        }
        return shown;
    }

    @Test
    void wantsToBeAskedForItsCertificateIfToldSo() throws Exception {
        var me = RIGHT.certify("me").forClients().issue();
        String[] parameters = {
            "sslcertmode=require", "sslcert=" + file("me.crt", me.chainPem()), "sslkey=" + key("me.key", me.keyPem())
        };
        assertThat(shown(parameters)).containsExactly(me.certificate());
        SSLContext context = GOOD.serverContext();
        try (var peer =
                ScriptedPeer.start(client -> client.expectSslRequest().send(YES).secureInVain(context))) {
            assertThatThrownBy(() -> connect(peer, "sslmode=require", parameters))
                    .hasMessageContaining(
                            "did not take a certificate of the client, and sslcertmode=require demands it");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "116, certificate_required. The server demands a certificate of the client",
        "48, unknown_ca. The server does not accept the client's certificate (sslcert)",
        "45, certificate_expired. The client's certificate (sslcert) is expired",
        "70, protocol_version. The server speaks none of TLSv1.2",
        "112, sslsni=0 does not tell it",
        "120, but not PostgreSQL's protocol in it",
        "40, There may be no cipher suite",
        "80, internal_error"
    })
    void saysWhatWouldHelpWhenTheServerEndsTheHandshake(int alert, String hint) throws Exception {
        try (var peer = ScriptedPeer.start(client -> client.expectSslRequest()
                .send(YES)
                .expectClientHello()
                .send(new byte[] {21, 3, 3, 0, 2, 2, (byte) alert})
                .expectEnd())) {
            assertThatThrownBy(() -> connect(peer, "sslmode=require"))
                    .hasMessageStartingWith("TLS with 127.0.0.1:" + peer.port() + " failed: ")
                    .hasMessageContaining(hint);
        }
    }

    @Test
    void beginsWithTlsIfToldSo() throws Exception {
        SSLContext context = GOOD.serverContext();
        String root = "sslrootcert=" + file("root.crt", RIGHT.pem());
        try (var peer = ScriptedPeer.start(
                        client -> client.secure(context, alpn("postgresql")).welcome());
                var connection = connect(peer, "sslNegotiation=direct", "sslmode=verify-full", root)) {
            assertThat(securityOf(connection).server()).isEqualTo(ServerVerification.AUTHORITY_AND_HOST);
            assertThat(peer.messages().get(0).name()).isEqualTo("StartupMessage");
        }
        try (var peer = ScriptedPeer.start(client -> client.secureInVain(context))) {
            assertThatThrownBy(() -> connect(peer, "sslNegotiation=direct", "sslmode=require"))
                    .hasMessageContaining("did not choose the protocol \"postgresql\"")
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("08P01");
        }
        // A server before 17 takes the first bytes for a length, and goes.
        try (var peer = ScriptedPeer.start(client -> client.close())) {
            assertThatThrownBy(() -> connect(peer, "sslNegotiation=direct", "sslmode=require"))
                    .hasMessageContaining("Servers before 17 have no TLS from the first byte");
        }
    }

    private static java.util.function.Consumer<SSLSocket> alpn(String protocol) {
        return tls -> tls.setHandshakeApplicationProtocolSelector((socket, offered) -> protocol);
    }

    /** The second connection saves the certificate, its verification and a round trip under TLS 1.2. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void resumesTheSessionOfAnEarlierConnection(String protocol) throws Exception {
        var signed = new AtomicBoolean();
        SSLContext context = GOOD.watching(signed).serverContext();
        ScriptedPeer.Script script =
                client -> client.expectSslRequest().send(YES).secure(context).welcome();
        Path root = file("root.crt", RIGHT.pem());
        String[] parameters = {"sslrootcert=" + root, "ssl_max_protocol_version=" + protocol};
        try (var peer = ScriptedPeer.start(script, script, script, script, script)) {
            for (int i = 0; i < 3; i++) {
                try (var connection = connect(peer, "sslmode=verify-full", parameters)) {
                    assertThat(securityOf(connection).server()).isEqualTo(ServerVerification.AUTHORITY_AND_HOST);
                    assertThat(signed.getAndSet(false)).isEqualTo(i == 0);
                }
            }
            // With other roots nothing is taken over, nor when the file changed.
            connect(peer, "sslmode=require", parameters[1]).close();
            assertThat(signed.getAndSet(false)).isTrue();
            Files.writeString(root, "more\n" + RIGHT.pem());
            connect(peer, "sslmode=verify-full", parameters).close();
            assertThat(signed.getAndSet(false)).isTrue();
        }
    }

    @Test
    void takesAnSslContextOfTheApplications() throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("root", RIGHT.certificate());
        var managers = TrustManagerFactory.getInstance("PKIX");
        managers.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        var properties = new Properties();
        properties.put("sslContext", context);
        try (var peer = ScriptedPeer.start(secured(GOOD));
                var connection = DriverManager.getConnection(url(peer, "connectTimeout=20"), properties)) {
            assertThat(securityOf(connection).server()).isEqualTo(ServerVerification.SSL_CONTEXT_AND_HOST);
        }
        try (var peer = ScriptedPeer.start(secured(GOOD));
                var connection = DriverManager.getConnection(url(peer, "sslmode=require"), properties)) {
            assertThat(securityOf(connection).server()).isEqualTo(ServerVerification.SSL_CONTEXT);
        }
        // It knows nothing of hosts; we do.
        SSLContext elsewhere = RIGHT.certify("x").dns("db.example").issue().serverContext();
        try (var peer =
                ScriptedPeer.start(client -> client.expectSslRequest().send(YES).secureInVain(elsewhere))) {
            assertThatThrownBy(() -> DriverManager.getConnection(url(peer, "connectTimeout=20"), properties))
                    .hasMessageContaining("it is for db.example, and not for 127.0.0.1");
        }
        for (String weak : new String[] {"sslmode=prefer", "sslmode=disable", "sslrootcert=/x", "sslcert=/x"}) {
            assertThatThrownBy(() -> DriverManager.getConnection("jdbc:howdah://127.0.0.1:1/db?" + weak, properties))
                    .hasMessageContaining("sslContext");
        }
        properties.put("sslContext", "a.b.C");
        assertThatThrownBy(() -> DriverManager.getConnection("jdbc:howdah:db", properties))
                .hasMessageContaining("sslContext is refused: it is an object, not a text");
        properties.put("sslContext", 7);
        assertThatThrownBy(() -> DriverManager.getConnection("jdbc:howdah:db", properties))
                .hasMessageContaining("sslContext must be a javax.net.ssl.SSLContext, and is a java.lang.Integer");
    }

    // ---- the rest of a test

    private static ScriptedPeer.Script secured(TestIdentity server) throws Exception {
        SSLContext context = server.serverContext();
        return client -> client.expectSslRequest().send(YES).secure(context).welcome();
    }

    private static void verifies(TestIdentity server, String... parameters) throws Exception {
        try (var peer = ScriptedPeer.start(secured(server));
                var connection = connect(peer, "sslmode=verify-full", parameters)) {
            assertThat(securityOf(connection).server()).isEqualTo(ServerVerification.AUTHORITY_AND_HOST);
        }
    }

    private static Connection connect(ScriptedPeer peer, String sslmode, String... parameters) throws SQLException {
        return DriverManager.getConnection(url(peer, sslmode) + "&" + String.join("&", parameters));
    }

    private static String url(ScriptedPeer peer, String sslmode) {
        return peer.jdbcUrl().replace("sslmode=disable", sslmode);
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    private Path emptyFile(String name) throws IOException {
        return file(name, "");
    }

    private Path key(String name, String content) throws IOException {
        return TestIdentity.privateFile(directory.resolve(name), content.getBytes());
    }

    private interface Action {
        void run() throws Exception;
    }

    private static void withHome(Path home, Action action) throws Exception {
        String before = System.getProperty("user.home");
        System.setProperty("user.home", home.toString());
        try {
            action.run();
        } finally {
            System.setProperty("user.home", before);
        }
    }
}
