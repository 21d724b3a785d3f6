package io.howdah.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.auth.AuthPolicy.Binding;
import io.howdah.auth.AuthPolicy.Cleartext;
import io.howdah.auth.AuthPolicy.KeyCache;
import io.howdah.error.SqlErrors;
import java.io.ByteArrayOutputStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScramTest {
    private static final List<String> PLAIN = List.of("SCRAM-SHA-256");
    private static final List<String> BOTH = List.of("SCRAM-SHA-256-PLUS", "SCRAM-SHA-256");
    private static final String NONCE = "rOprNGfwEbeRWgbNEkqO";
    private static final String SALT = "W22ZaJ0SNY7soEsUEjb6gQ==";

    private static final Patience IN_TIME = () -> {};

    private static Link.Tls tls;
    private static Link.Tls tlsWithoutHash;

    @BeforeAll
    static void makeCertificates() throws Exception {
        tls = new Link.Tls(Certificates.signed(Certificates.keys("EC"), "SHA384withECDSA"));
        tlsWithoutHash = new Link.Tls(Certificates.signed(Certificates.keys("Ed25519"), "Ed25519"));
    }

    /** RFC 7677, section 3. */
    @Test
    void speaksTheExampleOfTheStandard() throws SQLException {
        var scram = Scram.start(PLAIN, new Link.Local(), policy(Binding.PREFER), "user", "pencil", NONCE);
        assertThat(scram.clientFirst()).asString(UTF_8).isEqualTo("n,,n=user,r=" + NONCE);
        byte[] answer = scram.clientFinal(
                bytes("r=" + NONCE + "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=" + SALT + ",i=4096"), IN_TIME);
        assertThat(answer)
                .asString(UTF_8)
                .isEqualTo("c=biws,r=" + NONCE
                        + "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
        scram.verify(bytes("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="));
    }

    /** Prepared as RFC 4013 has it; what it prohibits goes as it is, as PostgreSQL does. */
    @ParameterizedTest
    @CsvSource({
        "pencil, pencil",
        "I\u00ADX, IX",
        "\u2168, IX",
        "a\u00A0b, a b",
        "p\u00E4ss\uD83D\uDC18, p\u00E4ss\uD83D\uDC18"
    })
    void preparesThePassword(String password, String prepared) throws Exception {
        exchange(Scram.start(PLAIN, new Link.Open(), policy(Binding.PREFER), password), prepared);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bell\u0007", "\u0627\u0031", "\uE000", "half\uD83D"})
    void sendsAPasswordThatCannotBePreparedAsItIs(String password) throws Exception {
        exchange(Scram.start(PLAIN, new Link.Open(), policy(Binding.PREFER), password), password);
    }

    @Test
    void refusesAPasswordOfWhichPreparationLeavesNothing() {
        assertThatThrownBy(() -> Scram.start(PLAIN, new Link.Open(), policy(Binding.PREFER), "\u00AD"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("SASLprep");
    }

    @Test
    void saysNothingOfBindingWithoutTls() throws Exception {
        for (Link link : List.of(new Link.Open(), new Link.Local())) {
            assertThat(header(PLAIN, link, Binding.PREFER)).isEqualTo("SCRAM-SHA-256 n,,");
            assertThat(header(PLAIN, link, Binding.DISABLE)).isEqualTo("SCRAM-SHA-256 n,,");
        }
    }

    @Test
    void bindsToTheChannelWhereItCan() throws Exception {
        String plus = "SCRAM-SHA-256-PLUS p=tls-server-end-point,,";
        assertThat(header(BOTH, tls, Binding.PREFER)).isEqualTo(plus);
        assertThat(header(BOTH, tls, Binding.REQUIRE)).isEqualTo(plus);
        assertThat(header(BOTH, tls, Binding.DISABLE)).isEqualTo("SCRAM-SHA-256 n,,");
        assertThat(header(PLAIN, tls, Binding.DISABLE)).isEqualTo("SCRAM-SHA-256 n,,");
        assertThat(header(BOTH, tlsWithoutHash, Binding.PREFER)).isEqualTo("SCRAM-SHA-256 n,,");
    }

    @Test
    void tellsTheServerWhenItsOfferOfBindingDidNotArrive() throws Exception {
        assertThat(header(PLAIN, tls, Binding.PREFER)).isEqualTo("SCRAM-SHA-256 y,,");
    }

    @Test
    void sendsTheHashOfTheCertificate() throws Exception {
        var expected = new ByteArrayOutputStream();
        expected.write(bytes("p=tls-server-end-point,,"));
        expected.write(ServerEndPoint.of(tls.serverCertificate()));

        var scram = Scram.start(BOTH, tls, policy(Binding.REQUIRE), "pencil");
        byte[] last = exchange(scram, "pencil");
        assertThat(ScramServer.bindingInput(last)).isEqualTo(expected.toByteArray());
    }

    @Test
    void refusesWhatCannotBeBoundAsDemanded() {
        refusesToStart(PLAIN, tls, Binding.REQUIRE, "28000", "does not offer SCRAM-SHA-256-PLUS");
        refusesToStart(BOTH, tlsWithoutHash, Binding.REQUIRE, "28000", "Ed25519");
        refusesToStart(PLAIN, new Link.Open(), Binding.REQUIRE, "28000", "needs TLS");
        refusesToStart(List.of("SCRAM-SHA-256-PLUS"), tls, Binding.DISABLE, "28000", "channelBinding=disable");
        refusesToStart(List.of("SCRAM-SHA-256-PLUS"), tlsWithoutHash, Binding.PREFER, "28000", "PLUS only");
    }

    @Test
    void refusesAnOfferOfBindingOnALinkWithoutTls() {
        for (var binding : Binding.values()) {
            refusesToStart(BOTH, new Link.Open(), binding, "08P01", "without TLS");
            refusesToStart(BOTH, new Link.Local(), binding, "08P01", "without TLS");
        }
    }

    @Test
    void drawsANewNonceEachTime() throws Exception {
        var one = Scram.start(PLAIN, new Link.Open(), policy(Binding.PREFER), "pencil");
        var two = Scram.start(PLAIN, new Link.Open(), policy(Binding.PREFER), "pencil");
        assertThat(one.clientFirst()).hasSize("n,,n=*,r=".length() + 24).isNotEqualTo(two.clientFirst());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "r=" + NONCE + "x",
                "r=" + NONCE + "x,s=" + SALT,
                "r=" + NONCE + "x,s=" + SALT + ",",
                "r=" + NONCE + "x,s=" + SALT + ",i=4096,",
                "r=" + NONCE + "x,s=" + SALT + ",i=4096,i=1",
                "r=" + NONCE + "x,s=" + SALT + ",i=4096,x=ext",
                "m=ext,r=" + NONCE + "x,s=" + SALT + ",i=4096",
                "m=ext,s=" + SALT + ",i=4096",
                "r=" + NONCE + "x,r=" + NONCE + "x,i=4096",
                "s=" + SALT + ",r=" + NONCE + "x,i=4096",
                "R=" + NONCE + "x,s=" + SALT + ",i=4096",
                "r" + NONCE + "x,s=" + SALT + ",i=4096",
                "r=,s=" + SALT + ",i=4096",
                "r=" + NONCE + ",s=" + SALT + ",i=4096",
                "r=x" + NONCE + ",s=" + SALT + ",i=4096",
                "r=" + NONCE + " ,s=" + SALT + ",i=4096",
                "r=" + NONCE + "\u00e4,s=" + SALT + ",i=4096",
                "r=" + NONCE + "\0,s=" + SALT + ",i=4096",
                "r=" + NONCE + "x,s=,i=4096",
                "r=" + NONCE + "x,s=W22Z*J0S,i=4096",
                "r=" + NONCE + "x,s=W22ZaJ0SNY7soEsUEjb6gQ,i=4096",
                "r=" + NONCE + "x,s=W22ZaJ0SNY7soEsUEjb6gR==,i=4096",
                "r=" + NONCE + "x,s=" + SALT + ",i=",
                "r=" + NONCE + "x,s=" + SALT + ",i=0",
                "r=" + NONCE + "x,s=" + SALT + ",i=-1",
                "r=" + NONCE + "x,s=" + SALT + ",i=+4096",
                "r=" + NONCE + "x,s=" + SALT + ",i=04096",
                "r=" + NONCE + "x,s=" + SALT + ",i=1e9",
                "r=" + NONCE + "x,s=" + SALT + ",i=0x10",
                "r=" + NONCE + "x,s=" + SALT + ",i=\u0664",
                "r=" + NONCE + "x,s=" + SALT + ",i= 4096",
            })
    void refusesAFirstMessageOutOfShape(String message) {
        assertThatThrownBy(() -> started(100_000).clientFinal(bytes(message), IN_TIME))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08P01"));
    }

    @Test
    void refusesAHugeSalt() {
        String message = "r=" + NONCE + "x,s=" + "AAAA".repeat(1 << 18) + ",i=4096";
        assertThatThrownBy(() -> started(0).clientFinal(bytes(message), IN_TIME))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("1048");
    }

    @ParameterizedTest
    @CsvSource({
        "100000, 100001",
        "100000, 2147483647",
        "100000, 2147483648",
        "100000, 9223372036854775808",
        "100000, 99999999999999999999999999999999",
        "4096,   4097",
        "0,      2147483648",
        "0,      9999999999999999999",
    })
    void refusesTooManyIterationsBeforeAnyWork(int limit, String iterations) throws SQLException {
        var scram = started(limit);
        var message = bytes("r=" + NONCE + "x,s=" + SALT + ",i=" + iterations);
        long start = System.nanoTime();
        assertThatThrownBy(() -> scram.clientFinal(message, IN_TIME))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("scramMaxIterations");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(50));
    }

    @Test
    void endsTheWorkWhenTheTimeIsUp() throws SQLException {
        var looks = new AtomicInteger();
        Patience little = () -> {
            if (looks.incrementAndGet() == 3) {
                throw SqlErrors.connectTimedOut("db", 5432, "authentication", Duration.ofSeconds(1));
            }
        };
        var scram = started(0);
        assertThatThrownBy(() -> scram.clientFinal(bytes("r=" + NONCE + "x,s=" + SALT + ",i=2147483647"), little))
                .hasMessageContaining("no end of authentication within 1 s");
    }

    @ParameterizedTest
    @CsvSource({"4096, 4096", "1, 1", "0, 4097"})
    void takesIterationsUpToTheLimit(int limit, String iterations) {
        assertThatCode(() ->
                        started(limit).clientFinal(bytes("r=" + NONCE + "x,s=" + SALT + ",i=" + iterations), IN_TIME))
                .doesNotThrowAnyException();
    }

    @Test
    void passesOnTheServersErrorsAsText() {
        assertThatThrownBy(() -> started(0).clientFinal(bytes("e=other-error"), IN_TIME))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("other-error");
        assertThatThrownBy(() -> proven().verify(bytes("e=invalid-proof")))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("invalid-proof");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v=",
                "v",
                "x=AAAA",
                "v=AAAA",
                "v=****",
                "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4",
                "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=,v=AAAA",
                "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=\n",
                "v=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
            })
    void refusesALastMessageThatProvesNothing(String message) throws SQLException {
        var scram = proven();
        assertThatThrownBy(() -> scram.verify(bytes(message)))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08P01"));
    }

    private static Scram started(int maxIterations) throws SQLException {
        var policy = new AuthPolicy(Binding.PREFER, Cleartext.PROTECTED_LINKS, maxIterations, KeyCache.OFF);
        var scram = Scram.start(PLAIN, new Link.Open(), policy, "user", "pencil", NONCE);
        scram.clientFirst();
        return scram;
    }

    private static Scram proven() throws SQLException {
        var scram = started(0);
        scram.clientFinal(bytes("r=" + NONCE + "x,s=" + SALT + ",i=4096"), IN_TIME);
        return scram;
    }

    /** @return the client-final-message */
    private static byte[] exchange(Scram scram, String preparedPassword) throws Exception {
        var server = new ScramServer(preparedPassword, 64);
        byte[] last = scram.clientFinal(server.first(scram.clientFirst()), IN_TIME);
        scram.verify(server.last(last));
        return last;
    }

    private static String header(List<String> offered, Link link, Binding binding) throws Exception {
        var scram = Scram.start(offered, link, policy(binding), "pencil");
        String first = new String(scram.clientFirst(), UTF_8);
        String header = first.substring(0, first.indexOf(",,") + 2);
        // What counts for the server is that the last message repeats it.
        byte[] last = exchange(Scram.start(offered, link, policy(binding), "pencil"), "pencil");
        assertThat(new String(ScramServer.bindingInput(last), UTF_8)).startsWith(header);
        return scram.mechanism() + " " + header;
    }

    private static void refusesToStart(List<String> offered, Link link, Binding binding, String state, String message) {
        assertThatThrownBy(() -> Scram.start(offered, link, policy(binding), "pencil"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state))
                .hasMessageContaining(message)
                .hasMessageNotContaining("pencil");
    }

    private static AuthPolicy policy(Binding binding) {
        return new AuthPolicy(binding, Cleartext.PROTECTED_LINKS, 100_000, KeyCache.OFF);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
