package io.howdah.architecture;

import io.howdah.testserver.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * What the examples of the documents find: the database {@code zoo} with the user {@code keeper}, whose password is
 * {@code secret}, on {@code localhost:5432}; nobody on {@code localhost:5433}; and two files.
 */
final class Zoo {
    private static final String SCHEMA = read("zoo.sql");

    private final TestServer server;

    private Zoo(TestServer server) {
        this.server = server;
    }

    /** Its tables are made by {@link #open}. */
    static Zoo on(TestServer server) throws SQLException {
        try (var connection = server.connect();
                var statement = connection.createStatement()) {
            statement.execute("create role keeper login replication password 'secret'");
            statement.execute("create database zoo owner keeper");
            statement.execute("alter database zoo set search_path = zoo, public");
        }
        return new Zoo(server);
    }

    /** A connection of the keeper, to tables as they were in the beginning. */
    Connection open() throws SQLException {
        Connection connection =
                DriverManager.getConnection(here("jdbc:howdah://localhost:5432/zoo?user=keeper&password=secret"));
        try (var statement = connection.createStatement()) {
            statement.execute(SCHEMA);
        }
        return connection;
    }

    /** The example with the addresses of this server, and the files of this directory. */
    String example(String code, Path directory) throws IOException {
        Path planets = directory.resolve("planets.csv");
        Path picture = directory.resolve("elephant.jpg");
        Files.writeString(planets, "id,name,mass\n7,Uranus,14.5\n8,Neptune,17.1\n");
        Files.write(picture, new byte[100_000]);
        return here(code)
                .replace("planets.csv", planets.toString())
                .replace("elephant.jpg", picture.toString())
                .replace("copy.jpg", directory.resolve("copy.jpg").toString());
    }

    private String here(String code) {
        return code.replace("localhost:5432", server.host() + ":" + server.port())
                .replace("localhost:5433", server.host() + ":" + deserted());
    }

    /** A port that was free a moment ago. */
    private static int deserted() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String read(String resource) {
        try (var in = Zoo.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
