package io.howdah.compat;

import io.howdah.testserver.TestServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * An empty database for the tests of one tool, and how to log in there, in the three words that every tool asks for.
 *
 * @param url with neither user nor password, such as {@code jdbc:postgresql://127.0.0.1:5432/zoo}
 */
public record ToolDatabase(String url, String user, String password) {

    /** Makes the database on the shared server; one of that name that somebody left behind is dropped. */
    public static ToolDatabase create(String name) {
        TestServer server = TestServer.shared();
        try (var connection = server.connect();
                var statement = connection.createStatement()) {
            statement.execute("drop database if exists " + name + " with (force)");
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot make the database " + name, e);
        }
        String url = "jdbc:postgresql://" + server.host() + ":" + server.port() + "/" + name;
        return new ToolDatabase(url, server.user(), server.password());
    }

    /** The same database, and a password that is not the user's. */
    public ToolDatabase withWrongPassword() {
        return new ToolDatabase(url, user, "not the password");
    }

    /** The same server, and a database that it does not have. */
    public ToolDatabase withMissingDatabase() {
        return new ToolDatabase(url.substring(0, url.lastIndexOf('/')) + "/nowhere", user, password);
    }

    /** A port on which nobody listens; port 1 needs no looking for. */
    public ToolDatabase withNobodyListening() {
        return new ToolDatabase("jdbc:postgresql://127.0.0.1:1/zoo", user, password);
    }

    /** A property that the driver does not know, by a slip of the keyboard. */
    public ToolDatabase withMistypedProperty() {
        return new ToolDatabase(url + "?sslmod=disable", user, password);
    }

    /** User and password in the URL, for what takes nothing else. */
    public String urlWithLogin() {
        return url + "?user=" + encode(user) + "&password=" + encode(password);
    }

    /** A connection beside the tool's, to see what the tool did. */
    public Connection connect() throws SQLException {
        var login = new Properties();
        login.setProperty("user", user);
        login.setProperty("password", password);
        return new io.howdah.Driver().connect(url, login);
    }

    /** Runs statements beside the tool. */
    public void execute(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of every row, as text, seen beside the tool. */
    public List<String> query(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var column = new ArrayList<String>();
            while (rows.next()) {
                column.add(rows.getString(1));
            }
            return column;
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
