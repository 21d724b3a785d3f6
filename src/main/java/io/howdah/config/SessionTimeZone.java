package io.howdah.config;

import io.howdah.error.SqlErrors;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import java.util.concurrent.TimeUnit;

/**
 * The property {@code timeZone} as PostgreSQL's setting {@code TimeZone}.
 *
 * <p>Regions are written alike on both sides. Offsets are not: Java counts east of Greenwich, and PostgreSQL reads {@code
 * GMT+02:00} in the POSIX way, as two hours west.
 *
 * @see <a href="https://www.postgresql.org/docs/current/datetime-posix-timezone-specs.html">POSIX Time Zone
 *     Specifications</a>
 */
final class SessionTimeZone {
    private SessionTimeZone() {}

    /** @return empty if the server's own zone is to stay */
    static Optional<String> of(String property) throws SQLException {
        String zone = property.strip();
        return switch (zone.toLowerCase(Locale.ROOT)) {
            case "server" -> Optional.empty();
            case "", "jvm" -> Optional.of(nameOfJvm());
            default -> Optional.of(named(zone));
        };
    }

    /**
     * For a server that does not know the JVM's zone, since one of the two has older tables: where its clocks stand now.
     *
     * @return empty if the zone is not the JVM's, but a user's choice
     */
    static Optional<String> second(String property) {
        String zone = property.strip();
        return zone.isEmpty() || zone.equalsIgnoreCase("jvm")
                ? Optional.of(posix(ofJvm().getRules().getOffset(Instant.now())))
                : Optional.empty();
    }

    /** Without a look into the JDK's tables, which the name of a region does not need. */
    private static String nameOfJvm() {
        String id = TimeZone.getDefault().getID();
        // Other short names may be abbreviations (IST), which the server does not have.
        return id.indexOf('/') > 0 || id.equals("UTC") || id.equals("GMT") ? id : of(ofJvm());
    }

    private static ZoneId ofJvm() {
        TimeZone zone = TimeZone.getDefault();
        try {
            // By way of ZoneId, since a TimeZone may go by an abbreviation (IST) that the server does not have.
            return zone.toZoneId();
        } catch (DateTimeException e) {
            // A zone that somebody made by hand and gave a name of its own.
            return ZoneOffset.ofTotalSeconds(
                    (int) TimeUnit.MILLISECONDS.toSeconds(zone.getOffset(System.currentTimeMillis())));
        }
    }

    static String of(ZoneId zone) {
        String id = zone.getId();
        return isOffset(id) || id.equals("UT") ? posix(zone.getRules().getOffset(Instant.EPOCH)) : id;
    }

    /** Z, or what has a sign in front, perhaps behind GMT, UTC or UT. */
    private static boolean isOffset(String zone) {
        int sign = zone.startsWith("GMT") || zone.startsWith("UTC") ? 3 : zone.startsWith("UT") ? 2 : 0;
        return zone.equals("Z") || zone.startsWith("+", sign) || zone.startsWith("-", sign);
    }

    private static String named(String zone) throws SQLException {
        if (!isOffset(zone)) {
            // The server knows best which regions it has.
            return zone;
        }
        try {
            return of(ZoneId.of(zone));
        } catch (DateTimeException e) {
            // The cause is left out: it quotes the value.
            throw SqlErrors.badConfiguration("Property " + Option.TIME_ZONE.propertyName()
                    + " must be jvm, server, a region such as Europe/Paris or an offset such as +02:00");
        }
    }

    private static String posix(ZoneOffset offset) {
        return offset.getTotalSeconds() == 0
                ? "UTC"
                : "GMT" + ZoneOffset.ofTotalSeconds(-offset.getTotalSeconds()).getId();
    }
}
