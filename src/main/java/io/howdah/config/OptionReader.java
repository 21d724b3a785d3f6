package io.howdah.config;

import io.howdah.error.SqlErrors;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Text into values. A message names the property and what it takes, never the value, which may be a secret gone astray. */
final class OptionReader {
    private static final long[] POWERS_OF_TEN = {
        1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
    };

    private final Settings settings;

    OptionReader(Settings settings) {
        this.settings = settings;
    }

    /** The given or the default value; empty if there is neither, or it is empty. */
    Optional<String> text(Option option) {
        Optional<String> text = value(option);
        return text.isPresent() && text.get().isEmpty() ? Optional.empty() : text;
    }

    /** Whether somebody gave it, be it as nothing. */
    boolean given(Option option) {
        return settings.get(option).isPresent();
    }

    boolean flag(Option option) throws SQLException {
        return switch (required(option)) {
            case "true", "on", "yes", "1" -> true;
            case "false", "off", "no", "0" -> false;
            default -> throw bad(option, "must be true or false");
        };
    }

    int integer(Option option) throws SQLException {
        try {
            int number = Integer.parseInt(required(option));
            if (number >= option.least()) {
                return number;
            }
        } catch (NumberFormatException e) {
            // The cause is left out: it quotes the value.
        }
        throw bad(option, "must be a whole number from " + option.least() + " to " + Integer.MAX_VALUE);
    }

    int bytes(Option option) throws SQLException {
        String text = required(option);
        int digits = digits(text, 0);
        long unit =
                switch (text.substring(digits).strip()) {
                    case "" -> 1;
                    case "kib" -> 1 << 10;
                    case "mib" -> 1 << 20;
                    default -> 0;
                };
        if (unit > 0 && digits >= 1 && digits <= 10) {
            long bytes = Long.parseLong(text.substring(0, digits)) * unit;
            if (bytes <= Integer.MAX_VALUE) {
                return (int) bytes;
            }
        }
        throw bad(option, "must be a number of bytes below 2 GiB, such as 65536, 512KiB or 1MiB");
    }

    /** As {@code maxResultBuffer} has it: bytes, or a share of the heap; at most nine tenths of that. 0 for no limit. */
    long memory(Option option) throws SQLException {
        String text = required(option);
        if (text.isEmpty()) {
            return 0;
        }
        long heap = Runtime.getRuntime().maxMemory();
        int digits = digits(text, 0);
        // A thousand each, as others that know this property have it.
        long unit =
                switch (text.substring(digits).strip()) {
                    case "" -> 1;
                    case "k" -> 1_000;
                    case "m" -> 1_000_000;
                    case "g" -> 1_000_000_000;
                    case "t" -> 1_000_000_000_000L;
                    case "kib" -> 1 << 10;
                    case "mib" -> 1 << 20;
                    case "gib" -> 1 << 30;
                    case "p", "pct", "percent" -> -1;
                    default -> 0;
                };
        if (unit != 0 && digits >= 1 && digits <= 10) {
            long number = Long.parseLong(text.substring(0, digits));
            long bytes = unit == -1 ? heap / 100 * Math.min(number, 100) : Math.min(number, heap / unit + 1) * unit;
            if (number > 0) {
                return Math.min(bytes, heap / 10 * 9);
            }
        }
        throw bad(
                option,
                "must be a number of bytes such as 65536, 300K, 150M or 1G, or a share of the heap such as 10p");
    }

    Duration duration(Option option) throws SQLException {
        String text = required(option);
        boolean seconds = option.kind() == Option.Kind.SECONDS;
        int whole = digits(text, 0);
        int end = text.startsWith(".", whole) ? digits(text, whole + 1) : whole;
        int unitMillis =
                switch (text.substring(end).strip()) {
                    case "" -> seconds ? 1000 : 1;
                    case "ms" -> 1;
                    case "s" -> 1000;
                    case "min" -> 60_000;
                    case "h" -> 3_600_000;
                    default -> 0;
                };
        int decimals = end - whole - 1;
        // No more digits than fit, before the point and behind it; and none behind a point is a slip.
        if (unitMillis > 0 && whole >= 1 && whole <= 10 && decimals != 0 && decimals <= 9) {
            long millis = Long.parseLong(text.substring(0, whole)) * unitMillis;
            if (decimals > 0) {
                long fraction = Long.parseLong(text.substring(whole + 1, end)) * unitMillis;
                // Rounded up: zero would mean no limit.
                long divisor = POWERS_OF_TEN[decimals];
                millis += (fraction + divisor - 1) / divisor;
            }
            // Longer ones do not fit where Java counts nanoseconds or sockets count milliseconds.
            if (millis <= Integer.MAX_VALUE * 1000L) {
                return Duration.ofMillis(millis);
            }
        }
        throw bad(
                option,
                "must be a number of " + (seconds ? "seconds" : "milliseconds")
                        + ", or have a unit as in 500ms, 10s or 1min; 0 for no limit");
    }

    /** How far the digits reach that begin at {@code from}. */
    private static int digits(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    /** Each of the values is written like its name, in lower case and with hyphens. */
    <E extends Enum<E>> E choice(Option option, E[] values) throws SQLException {
        String text = required(option);
        for (E value : values) {
            if (value.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(text)) {
                return value;
            }
        }
        throw notAChoice(option);
    }

    SQLException notAChoice(Option option) {
        return bad(option, "must be one of " + String.join(", ", option.choices()));
    }

    /** In lower case, without blanks around it; perhaps empty, which is then for its reader to refuse. */
    private String required(Option option) {
        return value(option).orElse("").strip().toLowerCase(Locale.ROOT);
    }

    private Optional<String> value(Option option) {
        Optional<String> given = settings.get(option);
        return given.isPresent() ? given : option.defaultValue();
    }

    static SQLException bad(Option option, String mustBe) {
        return SqlErrors.badConfiguration("Property " + option.propertyName() + " " + mustBe);
    }
}
