package io.howdah.testserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Speaks just enough of the protocol to see that the fixture's servers are what they promise. */
class TestServerServerTest {
    private static final int SSL_REQUEST = 80877103;

    @ParameterizedTest
    @ValueSource(strings = {"18", "9.6"})
    void letsTheTrustedRoleInOverTcp(String release) throws IOException {
        var server = TestServer.version(release);
        try (var socket = new Socket(server.host(), server.port())) {
            assertThat(startUp(socket.getInputStream(), socket.getOutputStream(), server, Role.TRUSTED))
                    .startsWith("R0")
                    .endsWith("ZI");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"18", "9.6"})
    void letsTheTrustedRoleInOverTheUnixSocket(String release) throws IOException {
        var server = TestServer.version(release);
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(server.socket()));
            assertThat(startUp(
                            Channels.newInputStream(channel), Channels.newOutputStream(channel), server, Role.TRUSTED))
                    .startsWith("R0")
                    .endsWith("ZI");
        }
    }

    @OnEveryRelease
    void offersTlsAndAsksEachRoleByItsMethod(TestServer server) throws IOException {
        boolean scram = server.major() >= 10;
        assertThat(answerToSslRequest(server)).isEqualTo('S');
        assertThat(List.of(
                        first(server, Role.POSTGRES),
                        first(server, Role.TRUSTED),
                        first(server, Role.CLEAR),
                        first(server, Role.MD5),
                        first(server, Role.SCRAM),
                        first(server, Role.TLS_ONLY),
                        first(server, Role.NO_TLS),
                        first(server, Role.REJECTED)))
                .containsExactly(scram ? "R10" : "R5", "R0", "R3", "R5", scram ? "R10" : "R5", "E", "R0", "E");
    }

    @Test
    void aServerOfOnesOwnHasTheSettingsLinesAndStatementsAskedFor() throws IOException {
        var options = ServerOptions.defaults()
                .withoutTls()
                .hba("host all guest all trust")
                .sql("create role guest login");
        var server = TestServer.start(options);
        try (server) {
            assertThat(answerToSslRequest(server)).isEqualTo('N');
            try (var socket = new Socket(server.host(), server.port())) {
                assertThat(startUp(socket.getInputStream(), socket.getOutputStream(), server, "guest"))
                        .startsWith("R0");
            }
        }
        assertThatThrownBy(() -> new Socket(server.host(), server.port()).close())
                .isInstanceOf(ConnectException.class);
    }

    private static int answerToSslRequest(TestServer server) throws IOException {
        try (var socket = new Socket(server.host(), server.port())) {
            var out = new DataOutputStream(socket.getOutputStream());
            out.writeInt(8);
            out.writeInt(SSL_REQUEST);
            return socket.getInputStream().read();
        }
    }

    @Test
    void namesItselfInUrls() {
        var server = TestServer.withUnixSocket();
        assertThat(server.jdbcUrl(Role.CLEAR, "sslmode=disable"))
                .isEqualTo("jdbc:howdah://127.0.0.1:" + server.port()
                        + "/howdah?user=clear&password=secret%20in%20the%20clear&sslmode=disable");
        assertThat(server.unixSocketUrl()).startsWith("jdbc:howdah://%2F").contains(":" + server.port() + "/howdah?");
        assertThat(server.jdbcUrlBy("elsewhere", 1)).startsWith("jdbc:howdah://elsewhere:1/howdah?user=");
    }

    /** The first message of the server's answer, see {@link #startUp}. */
    private static String first(TestServer server, Role role) throws IOException {
        try (var socket = new Socket(server.host(), server.port())) {
            String all = startUp(socket.getInputStream(), socket.getOutputStream(), server, role);
            return all.split(" ")[0];
        }
    }

    private static String startUp(InputStream in, OutputStream out, TestServer server, Role role) throws IOException {
        return startUp(in, out, server, role.user());
    }

    /**
     * Says hello and returns the types of the messages that answer, up to where the server waits for us: {@code R10} is
     * an authentication request with code 10, {@code ZI} a ReadyForQuery outside a transaction.
     */
    private static String startUp(InputStream in, OutputStream out, TestServer server, String user) throws IOException {
        String parameters = "user\0" + user + "\0database\0" + server.database() + "\0\0";
        var hello = new ByteArrayOutputStream();
        var data = new DataOutputStream(hello);
        data.writeInt(8 + parameters.length());
        data.writeInt(3 << 16);
        data.writeBytes(parameters);
        out.write(hello.toByteArray());
        out.flush();
        var answer = new StringJoiner(" ");
        var reader = new DataInputStream(in);
        while (true) {
            char type = (char) reader.readByte();
            byte[] body = reader.readNBytes(reader.readInt() - 4);
            int code = type == 'R' ? ByteBuffer.wrap(body).getInt() : 0;
            answer.add(type == 'R' ? "R" + code : type == 'Z' ? "Z" + (char) body[0] : "" + type);
            if (code != 0 || type == 'Z' || type == 'E') {
                return answer.toString();
            }
        }
    }
}
