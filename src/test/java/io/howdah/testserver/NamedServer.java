package io.howdah.testserver;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The server that {@code HOWDAH_TEST_URL} names: neither started nor stopped here, and with roles of its own. */
record NamedServer(String host, int port, String database, String user, String password) implements RunningServer {
    static final String VARIABLE = "HOWDAH_TEST_URL";

    static Optional<NamedServer> find() throws MissingServerException {
        String url = System.getenv(VARIABLE);
        return url == null || url.isBlank() ? Optional.empty() : Optional.of(parse(url));
    }

    /** @param url such as {@code jdbc:postgresql://localhost:5432/test?user=me&password=secret} */
    static NamedServer parse(String url) throws MissingServerException {
        try {
            if (!url.startsWith("jdbc:")) {
                throw new IllegalArgumentException("it does not start with jdbc:");
            }
            URI uri = URI.create(url.substring("jdbc:".length()));
            Map<String, String> parameters = parameters(uri.getRawQuery());
            String user = parameters.getOrDefault("user", System.getProperty("user.name"));
            String database = uri.getPath() == null || uri.getPath().length() < 2
                    ? user
                    : uri.getPath().substring(1);
            return new NamedServer(
                    uri.getHost() == null ? "localhost" : uri.getHost(),
                    uri.getPort() < 0 ? 5432 : uri.getPort(),
                    database,
                    user,
                    parameters.getOrDefault("password", ""));
        } catch (IllegalArgumentException e) {
            // Without the URL and the cause, which may hold the password.
            throw new MissingServerException(VARIABLE + " is no URL like jdbc:howdah://host:port/database?user=..");
        }
    }

    private static Map<String, String> parameters(String query) {
        var parameters = new HashMap<String, String>();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1).replace("+", "%2B"), StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }

    @Override
    public Optional<Path> socketDirectory() {
        return Optional.empty();
    }

    @Override
    public boolean isOurs() {
        return false;
    }

    @Override
    public void stop() {
        // Not ours to stop.
    }

    @Override
    public String toString() {
        return user + "@" + host + ":" + port + "/" + database;
    }
}
