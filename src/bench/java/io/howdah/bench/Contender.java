package io.howdah.bench;

import io.howdah.bench.Place.Link;
import io.howdah.testserver.Role;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Properties;

/** Who does the work. */
enum Contender {
    HOWDAH("io.howdah.Driver", ""),
    /** The official driver, as it comes. */
    INCUMBENT("org.postgresql.Driver", ""),
    /** The official driver with the settings that make it fastest. */
    INCUMBENT_BEST("org.postgresql.Driver", "&preferQueryMode=extendedCacheEverything&prepareThreshold=1"),
    /** No driver: the bytes of the exchange, written to a socket, and the answer read away. */
    LIMIT("", "");

    private final String driverClass;
    private final String settings;

    Contender(String driverClass, String settings) {
        this.driverClass = driverClass;
        this.settings = settings;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @param parameters {@code name=value}, after the contender's own */
    Connection connect(Place place, Link link, Role role, String... parameters) throws SQLException {
        Connection connection = driver().connect(url(place, link, role, parameters), new Properties());
        if (connection == null) {
            throw new SQLException(driverClass + " does not take the URL");
        }
        return connection;
    }

    /** Not by DriverManager: both drivers take {@code jdbc:postgresql:} URLs. */
    private Driver driver() throws SQLException {
        try {
            return (Driver) Class.forName(driverClass).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new SQLException("There is no " + driverClass + "; is the profile bench on?", e);
        }
    }

    /** The incumbent knows no Unix sockets: where the others take one, it takes TCP. */
    String url(Place place, Link link, Role role, String... parameters) {
        String host = this == HOWDAH && link == Link.UNIX ? encode(place.socketDirectory()) : place.host();
        return "jdbc:" + (this == HOWDAH ? "howdah" : "postgresql") + "://" + host + ":" + place.port() + "/"
                + place.database()
                + "?user=" + encode(role.user())
                + "&password=" + encode(role.password())
                + "&sslmode=" + (link == Link.TLS ? "require" : "disable")
                + settings
                + (parameters.length == 0 ? "" : "&" + String.join("&", parameters));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
