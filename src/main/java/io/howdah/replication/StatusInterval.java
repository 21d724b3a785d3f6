package io.howdah.replication;

import java.time.Duration;

/** How often a server wants to hear of us. */
final class StatusInterval {
    /** As pg_recvlogical has it. */
    static final Duration DEFAULT = Duration.ofSeconds(10);

    private static final Duration SHORTEST = Duration.ofMillis(10);

    /** Two may be lost or late. */
    private static final int PER_TIMEOUT = 3;

    private StatusInterval() {}

    /** @param timeout as SHOW prints a duration: {@code 1min}, {@code 2500ms}, {@code 0} for none */
    static Duration within(String timeout) {
        Duration limit = parse(timeout);
        if (limit.isZero()) {
            return DEFAULT;
        }
        Duration part = limit.dividedBy(PER_TIMEOUT);
        Duration bounded = part.compareTo(DEFAULT) < 0 ? part : DEFAULT;
        return bounded.compareTo(SHORTEST) < 0 ? SHORTEST : bounded;
    }

    /** Zero for what is none. */
    private static Duration parse(String text) {
        int digits = 0;
        while (digits < text.length() && digits < 10 && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        if (digits == 0) {
            return Duration.ZERO;
        }
        long count = Long.parseLong(text, 0, digits, 10);
        return switch (text.substring(digits)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "min" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            case "d" -> Duration.ofDays(count);
            default -> Duration.ZERO;
        };
    }
}
