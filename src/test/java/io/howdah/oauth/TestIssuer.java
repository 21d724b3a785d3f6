package io.howdah.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;

/** An OAuth issuer on this machine that answers as it is told. */
public final class TestIssuer implements AutoCloseable {
    private final HttpServer server;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Queue<Said> tokenAnswers = new ArrayDeque<>();
    private Said document;
    private Said device = new Said(
            200,
            "application/json",
            "{\"device_code\":\"the device\",\"user_code\":\"ABCD-EFGH\",\"verification_uri\":\"https://issuer.example/go\","
                    + "\"expires_in\":600,\"interval\":1}");

    private record Said(int status, String type, String body) {}

    public TestIssuer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        document(id());
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, document));
        server.createContext("/device", exchange -> answer(exchange, device));
        server.createContext("/token", exchange -> answer(exchange, tokenAnswers.remove()));
        server.start();
    }

    public String id() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public String discovery() {
        return id() + "/.well-known/openid-configuration";
    }

    /** A document that names this issuer so. */
    public TestIssuer document(String issuer) {
        return documentText(
                200,
                "application/json; charset=utf-8",
                "{\"issuer\":\"" + issuer + "\",\"device_authorization_endpoint\":\"" + id()
                        + "/device\",\"token_endpoint\":\"" + id() + "/token\"}");
    }

    public TestIssuer documentText(int status, String type, String body) {
        document = new Said(status, type, body);
        return this;
    }

    public TestIssuer device(int status, String json) {
        device = new Said(status, "application/json", json);
        return this;
    }

    /** What is said at the next request for the token. */
    public TestIssuer token(int status, String json) {
        tokenAnswers.add(new Said(status, "application/json", json));
        return this;
    }

    public TestIssuer gives(String token) {
        return token(200, "{\"access_token\":\"" + token + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}");
    }

    /** Method, path, {@code Authorization} and body of each, with blanks between. */
    public List<String> requests() {
        return requests;
    }

    private void answer(HttpExchange exchange, Said said) throws IOException {
        try (exchange) {
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            requests.add((exchange.getRequestMethod() + " "
                            + exchange.getRequestURI().getPath() + " "
                            + (authorization == null ? "" : authorization + " ") + body)
                    .strip());
            exchange.getResponseHeaders().set("Content-Type", said.type);
            byte[] bytes = said.body.getBytes(UTF_8);
            exchange.sendResponseHeaders(said.status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
