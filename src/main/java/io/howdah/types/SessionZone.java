package io.howdah.types;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;

/** The server's TimeZone parameter as a zone of Java's. */
final class SessionZone {
    /** Names that the server has and Java's region database lacks. */
    private static final Map<String, String> ABBREVIATIONS = Map.of("EST", "-05:00", "MST", "-07:00", "HST", "-10:00");

    private SessionZone() {}

    /**
     * A region's name is the same in both worlds. Everything else is a POSIX zone such as {@code <+02>-02}, in which
     * offsets count westwards; of one with rules for daylight saving only the standard offset is understood.
     *
     * @param parameter null if the server does not report it
     */
    static ZoneId of(String parameter) {
        if (parameter == null) {
            return ZoneOffset.UTC;
        }
        int number = offsetStart(parameter);
        if (number < 0 || parameter.startsWith("Etc/")) {
            return region(parameter);
        }
        // PST8PDT and its like are names of regions that look like POSIX.
        return ZoneId.getAvailableZoneIds().contains(parameter) ? region(parameter) : posix(parameter, number);
    }

    private static ZoneId region(String name) {
        try {
            return ZoneId.of(name, ABBREVIATIONS);
        } catch (DateTimeException e) {
            // A name only the server knows: its values are right, and only their text is shown in UTC.
            return ZoneOffset.UTC;
        }
    }

    /** Where the offset begins in a POSIX zone; -1 in a name without digits. */
    private static int offsetStart(String zone) {
        int at = zone.startsWith("<") ? zone.indexOf('>') + 1 : 0;
        while (at < zone.length() && "+-0123456789".indexOf(zone.charAt(at)) < 0) {
            at++;
        }
        return at < zone.length() ? at : -1;
    }

    private static ZoneId posix(String zone, int start) {
        boolean east = zone.charAt(start) == '-';
        int at = east || zone.charAt(start) == '+' ? start + 1 : start;
        int seconds = 0;
        for (int unit = 3600; unit > 0 && at < zone.length(); unit /= 60) {
            int value = 0;
            int digits = 0;
            while (at < zone.length() && digits < 2 && Character.isDigit(zone.charAt(at))) {
                value = value * 10 + (zone.charAt(at++) - '0');
                digits++;
            }
            seconds += value * unit;
            if (at == zone.length() || zone.charAt(at) != ':') {
                break;
            }
            at++;
        }
        return seconds > 18 * 3600 ? ZoneOffset.UTC : ZoneOffset.ofTotalSeconds(east ? seconds : -seconds);
    }
}
