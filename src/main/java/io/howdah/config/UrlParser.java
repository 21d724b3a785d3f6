package io.howdah.config;

import io.howdah.error.SqlErrors;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;

/**
 * URLs and connection strings into {@link Settings}.
 *
 * <p>JDBC URLs are {@code jdbc:howdah:} (or {@code jdbc:postgresql:}, {@code jdbc:howdah:postgresql:}) and then {@code
 * //[user[:password]@]host[:port][,host2[:port2]..][/database][?name=value&..]} or {@code database[?name=value&..]}. Every
 * part is optional and percent-decoded. In the database and in values a {@code +} is a blank, as {@code jdbc:postgresql:}
 * URLs have it. Of a name given twice the last value counts. What a URL says beats what properties say.
 *
 * <p>No message quotes any part of a URL. With one character out of place a password turns into a port, a host or the name
 * of a parameter; so parts are named and counted, from 1.
 */
public final class UrlParser {
    /** The longest first: the first that fits is taken. */
    private static final List<String> PREFIXES = List.of("jdbc:howdah:postgresql:", "jdbc:howdah:", "jdbc:postgresql:");

    private static final List<String> LIBPQ_PREFIXES = List.of("postgresql://", "postgres://");

    private UrlParser() {}

    /** Whether it is a URL of ours, judging by its prefix only; false for null. */
    public static boolean accepts(String url) {
        return prefix(url) != null;
    }

    /**
     * A connection's whole configuration.
     *
     * @param properties may be null
     * @throws SQLException 08001 naming the part or property that cannot be used
     */
    public static ParsedConfig parse(String url, Properties properties) throws SQLException {
        return read(url, properties).build();
    }

    /** As {@link #parse}, for a caller who has more to add. */
    public static Settings read(String url, Properties properties) throws SQLException {
        var settings = new Settings();
        readInto(settings, url);
        return properties == null ? settings : settings.putAll(properties);
    }

    /**
     * What libpq takes: a URI ({@code postgresql://..}, {@code postgres://..}) or pairs ({@code host=db1 user=joe}). Names
     * are those of libpq or of the properties. The host defaults to localhost, where libpq looks for a Unix socket.
     *
     * @see <a href="https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING">Connection Strings</a>
     */
    public static Settings readLibpq(String text) throws SQLException {
        var settings = new Settings();
        for (String prefix : LIBPQ_PREFIXES) {
            if (text.startsWith(prefix)) {
                UrlReader.libpq(settings)
                        .read(text.substring(prefix.length() - 2).strip());
                return settings;
            }
        }
        new KeywordString(text).readInto(settings);
        return settings;
    }

    static void readInto(Settings settings, String url) throws SQLException {
        String prefix = prefix(url);
        if (prefix == null) {
            throw SqlErrors.badConfiguration("A URL for this driver begins with jdbc:howdah: or jdbc:postgresql:");
        }
        UrlReader.jdbc(prefix, settings).read(url.substring(prefix.length()));
    }

    /** Null for null and for what is no URL of ours. */
    private static String prefix(String url) {
        for (String prefix : PREFIXES) {
            if (url != null && url.startsWith(prefix)) {
                return prefix;
            }
        }
        return null;
    }

    /** @param place such as "Parameter 3 of the URL" */
    static SQLException unknown(String place, String name, String otherwise) {
        String hint = NearestName.hint(name);
        return SqlErrors.badConfiguration(
                place + " is not a known property" + (hint.isEmpty() ? ". " + otherwise : hint));
    }
}
