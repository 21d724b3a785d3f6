package io.howdah.config;

import io.howdah.error.SqlErrors;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Text into values. A message names the property and what it takes, never the value, which may be a secret gone astray. */
final class OptionReader {
    private static final Pattern DURATION =
            Pattern.compile("(\\d{1,10}(?:\\.\\d{1,9})?)\\s*(ms|s|min|h)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern BYTES = Pattern.compile("(\\d{1,10})\\s*(KiB|MiB)?", Pattern.CASE_INSENSITIVE);

    private final Settings settings;

    OptionReader(Settings settings) {
        this.settings = settings;
    }

    /** The given or the default value; empty if there is neither, or it is empty. */
    Optional<String> text(Option option) {
        return value(option).filter(text -> !text.isEmpty());
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
        Matcher matcher = BYTES.matcher(required(option));
        if (matcher.matches()) {
            long unit = matcher.group(2) == null ? 1 : matcher.group(2).startsWith("k") ? 1 << 10 : 1 << 20;
            long bytes = Long.parseLong(matcher.group(1)) * unit;
            if (bytes <= Integer.MAX_VALUE) {
                return (int) bytes;
            }
        }
        throw bad(option, "must be a number of bytes below 2 GiB, such as 65536, 512KiB or 1MiB");
    }

    Duration duration(Option option) throws SQLException {
        Matcher matcher = DURATION.matcher(required(option));
        boolean seconds = option.kind() == Option.Kind.SECONDS;
        if (matcher.matches()) {
            String unit = matcher.group(2) == null ? seconds ? "s" : "ms" : matcher.group(2);
            int unitMillis =
                    switch (unit) {
                        case "ms" -> 1;
                        case "s" -> 1000;
                        case "min" -> 60_000;
                        default -> 3_600_000;
                    };
            BigDecimal millis = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unitMillis));
            // Longer ones do not fit where Java counts nanoseconds or sockets count milliseconds.
            if (millis.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE * 1000L)) <= 0) {
                // Rounded up: zero would mean no limit.
                return Duration.ofMillis(
                        millis.setScale(0, RoundingMode.CEILING).longValueExact());
            }
        }
        throw bad(
                option,
                "must be a number of " + (seconds ? "seconds" : "milliseconds")
                        + ", or have a unit as in 500ms, 10s or 1min; 0 for no limit");
    }

    /** @param written how each of the values is written, in lower case */
    <E extends Enum<E>> E choice(Option option, E[] values, Function<E, String> written) throws SQLException {
        String text = required(option);
        return Stream.of(values)
                .filter(value -> written.apply(value).equals(text))
                .findFirst()
                .orElseThrow(() -> bad(option, "must be one of " + String.join(", ", option.choices())));
    }

    <E extends Enum<E>> E choice(Option option, E[] values) throws SQLException {
        return choice(option, values, value -> value.name().toLowerCase(Locale.ROOT));
    }

    /** In lower case, without blanks around it; perhaps empty, which is then for its reader to refuse. */
    private String required(Option option) {
        return value(option).orElse("").strip().toLowerCase(Locale.ROOT);
    }

    private Optional<String> value(Option option) {
        return settings.get(option).or(option::defaultValue);
    }

    static SQLException bad(Option option, String mustBe) {
        return SqlErrors.badConfiguration("Property " + option.propertyName() + " " + mustBe);
    }
}
