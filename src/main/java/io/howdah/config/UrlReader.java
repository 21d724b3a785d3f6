package io.howdah.config;

import static io.howdah.config.Settings.Source.URL;

import io.howdah.error.SqlErrors;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Takes one URL apart, from left to right. The rule of {@link UrlParser} holds: nothing is quoted. */
final class UrlReader {
    private enum Dialect {
        /** A plus is a blank; parameters without a value are empty ({@code ?ssl}). */
        JDBC,
        /** A plus is a plus; {@code ssl=true} is {@code sslmode=require}. */
        LIBPQ
    }

    private final Dialect dialect;
    private final Settings settings;
    /** What may be shown of the URL, as it was written. */
    private final StringBuilder shown;

    private UrlReader(Dialect dialect, String prefix, Settings settings) {
        this.dialect = dialect;
        this.settings = settings;
        this.shown = new StringBuilder(prefix);
    }

    static UrlReader jdbc(String prefix, Settings settings) {
        return new UrlReader(Dialect.JDBC, prefix, settings);
    }

    static UrlReader libpq(Settings settings) {
        return new UrlReader(Dialect.LIBPQ, "", settings);
    }

    /** @param rest what follows the prefix */
    void read(String rest) throws SQLException {
        if (rest.startsWith("//")) {
            shown.append("//");
            hierarchy(rest.substring(2));
        } else {
            int question = orEnd(rest, rest.indexOf('?'));
            String database = rest.substring(0, question);
            if (database.indexOf('/') >= 0 || database.indexOf(':') >= 0) {
                throw SqlErrors.badConfiguration(
                        "What follows the prefix of the URL must be // and a host, or the name of a database");
            }
            database(database);
            query(rest.substring(question));
        }
        if (dialect == Dialect.JDBC) {
            settings.url(shown.toString());
        }
    }

    private void hierarchy(String text) throws SQLException {
        int authorityEnd = endOfAuthority(text);
        int at = text.lastIndexOf('@', authorityEnd);
        if (dialect == Dialect.LIBPQ && at < 0 && text.lastIndexOf('@', orEnd(text, text.indexOf('/'))) >= 0) {
            // libpq takes all before it for user and password, which is hardly ever what was meant.
            throw SqlErrors.badConfiguration("The URL has an @ behind a ? and no / before it:"
                    + " write %40 for the one or %3F for the other where it is part of a name or value");
        }
        if (at >= 0) {
            userInfo(text.substring(0, at));
        }
        String afterUser = text.substring(at + 1);
        int end = endOfAuthority(afterUser);
        hosts(afterUser.substring(0, end));
        String path = afterUser.substring(end);
        int endOfPath = orEnd(path, path.indexOf('?'));
        if (path.startsWith("/")) {
            shown.append('/');
            database(path.substring(1, endOfPath));
        }
        query(path.substring(endOfPath));
    }

    private static int endOfAuthority(String text) {
        return Math.min(orEnd(text, text.indexOf('/')), orEnd(text, text.indexOf('?')));
    }

    private void userInfo(String text) throws SQLException {
        int colon = orEnd(text, text.indexOf(':'));
        shown.append(text, 0, colon).append('@');
        putUnlessEmpty(Option.USER, decode(text.substring(0, colon), "The user in the URL"));
        if (colon < text.length()) {
            putUnlessEmpty(Option.PASSWORD, decode(text.substring(colon + 1), "The password in the URL"));
        }
    }

    private void hosts(String text) throws SQLException {
        shown.append(text);
        List<String> hosts = new ArrayList<>();
        List<String> ports = new ArrayList<>();
        for (String item : text.split(",", -1)) {
            int number = hosts.size() + 1;
            int bracket = item.lastIndexOf(']');
            int colon = item.indexOf(':', bracket + 1);
            if (item.startsWith("[") ? bracket < 2 || !endsOrColonAt(item, bracket + 1) : bracket >= 0) {
                throw SqlErrors.badConfiguration("The brackets around host " + number + " of the URL do not match");
            }
            if (colon >= 0 && item.indexOf(':', colon + 1) >= 0) {
                throw SqlErrors.badConfiguration("Host " + number
                        + " of the URL is followed by more than one colon: an IPv6 address is written in [brackets]");
            }
            hosts.add(decode(item.substring(0, orEnd(item, colon)), "Host " + number + " of the URL"));
            ports.add(colon < 0 ? "" : item.substring(colon + 1));
        }
        putUnlessAllEmpty(Option.HOST, hosts);
        putUnlessAllEmpty(Option.PORT, ports);
    }

    private void putUnlessAllEmpty(Option option, List<String> items) throws SQLException {
        for (String item : items) {
            if (!item.isEmpty()) {
                settings.put(option, String.join(",", items), URL);
                return;
            }
        }
    }

    private static boolean endsOrColonAt(String text, int index) {
        return index == text.length() || text.charAt(index) == ':';
    }

    private void database(String text) throws SQLException {
        if (text.indexOf('/') >= 0) {
            throw SqlErrors.badConfiguration(
                    "The URL has more than one / after the host: in the name of a database it is"
                            + " written %2F, and so it is in the directory of a Unix socket");
        }
        if (text.indexOf('@') >= 0) {
            // Most likely a password with a bare / before it: going on would send half of it to the server.
            throw SqlErrors.badConfiguration("The URL has an @ in the name of the database: it is written %40 there,"
                    + " and a / in a user name or password %2F");
        }
        if (text.indexOf('&') >= 0 || text.indexOf('=') >= 0) {
            // Most likely parameters without their question mark, a password and an sslmode among them.
            throw SqlErrors.badConfiguration(
                    "The URL has an & or = in the name of the database: parameters begin with ?,"
                            + " and in a name these are written %26 and %3D");
        }
        shown.append(text);
        putUnlessEmpty(Option.DATABASE, decodeForm(text, "The database in the URL"));
    }

    /** @param text empty, or beginning with the question mark */
    private void query(String text) throws SQLException {
        int number = 0;
        char separator = '?';
        for (String parameter :
                text.isEmpty() ? new String[0] : text.substring(1).split("&", -1)) {
            if (parameter.isEmpty()) {
                continue;
            }
            String place = "Parameter " + ++number + " of the URL";
            int equals = parameter.indexOf('=');
            if (dialect == Dialect.LIBPQ && (equals < 0 || equals != parameter.lastIndexOf('='))) {
                throw SqlErrors.badConfiguration(
                        place + " must have one = between name and value; in a value it is written %3D");
            }
            String name = decode(
                    parameter.substring(0, orEnd(parameter, equals)),
                    "The name of parameter " + number + " of the URL");
            String value = equals < 0 ? "" : decodeForm(parameter.substring(equals + 1), place);
            if (parameter.toLowerCase(Locale.ROOT).indexOf("password=", equals + 1) >= 0) {
                // "user=joe;password=.." would send the password as part of a name, and show it in errors.
                throw SqlErrors.badConfiguration(place + " holds password= in its value: parameters are separated by &,"
                        + " and in a value a = is written %3D");
            }
            put(place, name, value);
            if (mayShow(name)) {
                shown.append(separator).append(parameter);
                separator = '&';
            }
        }
    }

    private void put(String place, String name, String value) throws SQLException {
        if (dialect == Dialect.LIBPQ && name.equals("ssl") && value.equals("true")) {
            settings.put(Option.SSL_MODE, "require", URL);
        } else if (!settings.put(name, value, URL)) {
            throw UrlParser.unknown(place, name, "An & inside a value is written %26");
        }
    }

    private static boolean mayShow(String name) {
        Optional<Option> option = Option.find(name);
        return !name.toLowerCase(Locale.ROOT).startsWith(Settings.PARAMETER_PREFIX)
                && (option.isEmpty() || !option.get().keptOutOfUrl());
    }

    private void putUnlessEmpty(Option option, String value) throws SQLException {
        if (!value.isEmpty()) {
            settings.put(option, value, URL);
        }
    }

    private static String decode(String text, String place) throws SQLException {
        return PercentCoding.decode(text, place);
    }

    private String decodeForm(String text, String place) throws SQLException {
        return PercentCoding.decode(dialect == Dialect.JDBC ? text.replace('+', ' ') : text, place);
    }

    private static int orEnd(String text, int index) {
        return index < 0 ? text.length() : index;
    }
}
