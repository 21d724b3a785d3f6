package io.howdah;

import io.howdah.config.DriverProperties;
import io.howdah.config.DriverVersion;
import io.howdah.config.Option;
import io.howdah.config.Settings;
import io.howdah.config.UrlParser;
import io.howdah.datasource.Connections;
import io.howdah.error.SqlErrors;
import java.sql.Connection;
import java.sql.DriverAction;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;

/**
 * Howdah's JDBC driver for PostgreSQL. Accepts {@code jdbc:howdah:} and {@code jdbc:postgresql:} URLs.
 *
 * <p>Loading this class registers it; it starts no thread and opens no socket.
 */
public final class Driver implements java.sql.Driver {
    private static final Driver REGISTERED = new Driver();

    static {
        try {
            DriverManager.registerDriver(REGISTERED, new Deregistered());
        } catch (SQLException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** For frameworks that make their own instance. */
    public Driver() {}

    /**
     * Takes the driver out of {@link DriverManager}, which else keeps it, and with it the class loader that it came by. For
     * an application that brings the driver along and is unloaded while the JVM goes on. Keys, tokens and certificates that
     * were remembered for further connections are forgotten. Connections that are open go on. A second call does nothing.
     */
    public static void deregister() {
        try {
            DriverManager.deregisterDriver(REGISTERED);
        } catch (SQLException e) {
            throw new IllegalStateException("DriverManager threw what only a driver's own action could throw", e);
        }
    }

    /** Called by DriverManager, whoever has it deregister the driver. */
    private static final class Deregistered implements DriverAction {
        @Override
        public void deregister() {
            Connections.forget();
        }
    }

    /**
     * Connects, or returns null for a URL of another driver.
     *
     * @param info may be null; for a property in both, the URL wins
     * @throws SQLException 08001 for a malformed URL or unknown property, naming it; else what kept us from connecting
     */
    @Override
    public Connection connect(String url, Properties info) throws SQLException {
        if (url == null) {
            throw SqlErrors.badConfiguration("The URL is null");
        }
        if (!acceptsURL(url)) {
            return null;
        }
        Settings settings = UrlParser.read(url, info);
        int loginTimeout = DriverManager.getLoginTimeout();
        if (loginTimeout > 0) {
            settings.put(Option.LOGIN_TIMEOUT, Integer.toString(loginTimeout), Settings.Source.FALLBACK);
        }
        return Connections.open(settings.build());
    }

    @Override
    public boolean acceptsURL(String url) {
        return UrlParser.accepts(url);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
        return DriverProperties.of(url, info);
    }

    @Override
    public int getMajorVersion() {
        return DriverVersion.MAJOR;
    }

    @Override
    public int getMinorVersion() {
        return DriverVersion.MINOR;
    }

    /** False until the JDBC compliance tests were run. */
    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    /** The root of slf4j's bridge, if one is installed: this driver itself logs by slf4j. */
    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("io.howdah");
    }
}
