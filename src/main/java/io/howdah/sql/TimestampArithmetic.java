package io.howdah.sql;

import static io.howdah.sql.EscapeFunctions.operand;

import java.util.Locale;

/**
 * {@code timestampadd} and {@code timestampdiff}, by unit. Null: the unit is none of JDBC's. Each argument is written once,
 * and in their order: they may be placeholders without numbers.
 */
final class TimestampArithmetic {
    private TimestampArithmetic() {}

    static String add(String unit, String count, String time) {
        String interval =
                switch (unit.toUpperCase(Locale.ROOT)) {
                    // Nanoseconds, where PostgreSQL counts microseconds.
                    case "SQL_TSI_FRAC_SECOND" -> "interval '1 microsecond' / 1000";
                    case "SQL_TSI_SECOND" -> "interval '1 second'";
                    case "SQL_TSI_MINUTE" -> "interval '1 minute'";
                    case "SQL_TSI_HOUR" -> "interval '1 hour'";
                    case "SQL_TSI_DAY" -> "interval '1 day'";
                    case "SQL_TSI_WEEK" -> "interval '7 days'";
                    case "SQL_TSI_MONTH" -> "interval '1 month'";
                    case "SQL_TSI_QUARTER" -> "interval '3 months'";
                    case "SQL_TSI_YEAR" -> "interval '1 year'";
                    default -> null;
                };
        return interval == null ? null : "(" + operand(count) + " * " + interval + " + " + typed(time) + ")";
    }

    /** The whole units from the first to the second, cut towards zero: elapsed time, or full months by the calendar. */
    static String difference(String unit, String from, String to) {
        return switch (unit.toUpperCase(Locale.ROOT)) {
            case "SQL_TSI_FRAC_SECOND" -> elapsed(from, to, " * 1000000000");
            case "SQL_TSI_SECOND" -> elapsed(from, to, "");
            case "SQL_TSI_MINUTE" -> elapsed(from, to, " / 60");
            case "SQL_TSI_HOUR" -> elapsed(from, to, " / 3600");
            case "SQL_TSI_DAY" -> elapsed(from, to, " / 86400");
            case "SQL_TSI_WEEK" -> elapsed(from, to, " / 604800");
            case "SQL_TSI_MONTH" -> years(from, to, 12);
            case "SQL_TSI_QUARTER" -> years(from, to, 4);
            case "SQL_TSI_YEAR" -> years(from, to, 1);
            default -> null;
        };
    }

    /** The interval added keeps the difference of two dates from being an integer. */
    private static String elapsed(String from, String to, String factor) {
        return "cast(trunc(-extract(epoch from (" + typed(from) + " - (" + typed(to) + " + interval '0')))" + factor
                + ") as bigint)";
    }

    /** Twelve times as long, a month is a year: so the age is needed once only. */
    private static String years(String from, String to, int factor) {
        return "cast(extract(year from age(" + typed(from) + ", " + typed(to) + ") * -" + factor + ") as integer)";
    }

    /** A placeholder or bare literal has no type of its own, and beside an interval would be taken for one. */
    private static String typed(String time) {
        boolean untyped = time.equals("?") || time.startsWith("'") || isParameter(time);
        return untyped ? EscapeFunctions.cast(time, "timestamp") : operand(time);
    }

    private static boolean isParameter(String time) {
        return time.startsWith("$") && time.chars().skip(1).allMatch(c -> c >= '0' && c <= '9');
    }
}
