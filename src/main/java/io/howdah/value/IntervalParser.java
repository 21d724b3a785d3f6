package io.howdah.value;

/** Reads an interval in any of the four styles that PostgreSQL prints. */
final class IntervalParser {
    /** None that is printed comes near. */
    private static final int MAX_LENGTH = 200;

    private static final long MICROS_PER_SECOND = 1_000_000;

    private final String text;
    private int at;

    private long months;
    private long days;
    private long micros;

    IntervalParser(String text) {
        this.text = text.length() > MAX_LENGTH ? "" : text.strip();
    }

    Interval parse() {
        try {
            if (text.equals("infinity")) {
                return Interval.INFINITY;
            }
            if (text.equals("-infinity")) {
                return Interval.MINUS_INFINITY;
            }
            if (text.startsWith("P")) {
                iso();
            } else if (text.startsWith("@")) {
                verbose();
            } else {
                fields();
            }
            return new Interval(Math.toIntExact(months), Math.toIntExact(days), micros);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("The interval has a number that is too large");
        }
    }

    /** {@code P1Y2M-3DT4H5M6.789S}. */
    private void iso() {
        at = 1;
        boolean time = false;
        int parts = 0;
        while (at < text.length()) {
            if (!time && text.charAt(at) == 'T') {
                time = true;
                at++;
            }
            int sign = sign();
            long number = digits();
            int fraction = fraction();
            char unit = take();
            if (fraction != 0 && unit != 'S') {
                throw malformed();
            }
            add(sign, number, fraction, isoUnit(unit, time));
            parts++;
        }
        if (parts == 0) {
            throw malformed();
        }
    }

    private String isoUnit(char unit, boolean time) {
        return switch (unit) {
            case 'Y' -> time ? "" : "year";
            case 'M' -> time ? "min" : "mon";
            case 'W' -> time ? "" : "week";
            case 'D' -> time ? "" : "day";
            case 'H' -> time ? "hour" : "";
            case 'S' -> time ? "sec" : "";
            default -> "";
        };
    }

    /** {@code @ 1 year 2 mons -3 days 4 hours 5 mins 6.789 secs ago}. */
    private void verbose() {
        at = 1;
        skipBlanks();
        if (text.startsWith("0", at) && at + 1 == text.length()) {
            return;
        }
        boolean ago = text.endsWith(" ago");
        String all = text;
        int end = ago ? all.length() - 4 : all.length();
        if (at >= end) {
            throw malformed();
        }
        while (at < end) {
            int sign = sign();
            long number = digits();
            int fraction = fraction();
            skipBlanks();
            String unit = word();
            if (fraction != 0 && !unit.startsWith("sec")) {
                throw malformed();
            }
            add(ago ? -sign : sign, number, fraction, unit);
            skipBlanks();
        }
    }

    /** {@code 1 year -2 days +04:05:06.7}, or SQL's {@code 1-2}, {@code -3 4:05:06} and {@code +1-2 -3 +4:05:06}. */
    private void fields() {
        // In SQL's style a sign that stands alone is that of all fields.
        int signs = 0;
        int firstSign = 1;
        boolean sql = false;
        int parts = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean signed = c == '-' || c == '+';
            int sign = sign();
            signs += signed ? 1 : 0;
            firstSign = parts == 0 ? sign : firstSign;
            boolean inherits = !signed && sql && signs == 1;
            sql |= field(inherits ? firstSign : sign);
            parts++;
            skipBlanks();
        }
        if (parts == 0) {
            throw malformed();
        }
    }

    /** Returns whether it was one of SQL's style, and no time. */
    private boolean field(int sign) {
        long number = digits();
        if (peek() == ':') {
            time(sign, number);
            return false;
        }
        if (peek() == '-') {
            at++;
            long restOfYear = digits();
            if (restOfYear > 11) {
                throw malformed();
            }
            add(sign, number, 0, "year");
            add(sign, restOfYear, 0, "mon");
            return true;
        }
        int fraction = fraction();
        boolean apart = peek() == ' ';
        skipBlanks();
        char next = peek();
        if (next >= 'a' && next <= 'z') {
            String unit = word();
            if (fraction != 0 && !unit.startsWith("sec")) {
                throw malformed();
            }
            add(sign, number, fraction, unit);
            return false;
        }
        // Days without a word stand before a time; a zero may stand alone.
        if (fraction != 0 || !(number == 0 && at == text.length()) && !(apart && at < text.length())) {
            throw malformed();
        }
        add(sign, number, 0, "day");
        return true;
    }

    private void time(int sign, long hours) {
        at++;
        int start = at;
        long minutes = digits();
        if (at - start > 2 || minutes > 59 || peek() != ':') {
            throw malformed();
        }
        at++;
        start = at;
        long seconds = digits();
        if (at - start > 2 || seconds > 59) {
            throw malformed();
        }
        int fraction = fraction();
        add(sign, hours, 0, "hour");
        add(sign, minutes, 0, "min");
        add(sign, seconds, fraction, "sec");
    }

    /** @param fraction in microseconds */
    private void add(int sign, long number, int fraction, String unit) {
        // The signed number, so that the smallest long is one.
        long value = sign * number;
        switch (unit) {
            case "year" -> months = Math.addExact(months, Math.multiplyExact(value, 12L));
            case "mon", "month" -> months = Math.addExact(months, value);
            case "week" -> days = Math.addExact(days, Math.multiplyExact(value, 7L));
            case "day" -> days = Math.addExact(days, value);
            case "hour" -> addMicros(Math.multiplyExact(value, 3600 * MICROS_PER_SECOND));
            case "min", "minute" -> addMicros(Math.multiplyExact(value, 60 * MICROS_PER_SECOND));
            case "sec", "second" -> {
                addMicros(Math.multiplyExact(value, MICROS_PER_SECOND));
                addMicros(sign * fraction);
            }
            default -> throw malformed();
        }
    }

    private void addMicros(long more) {
        micros = Math.addExact(micros, more);
    }

    private int sign() {
        char c = peek();
        if (c == '-' || c == '+') {
            at++;
        }
        return c == '-' ? -1 : 1;
    }

    private long digits() {
        int start = at;
        long number = 0;
        while (peek() >= '0' && peek() <= '9') {
            number = Math.addExact(Math.multiplyExact(number, 10L), peek() - '0');
            at++;
        }
        if (at == start) {
            throw malformed();
        }
        return number;
    }

    /** In microseconds, 0 where there is none; digits beyond the sixth round. */
    private int fraction() {
        if (peek() != '.') {
            return 0;
        }
        at++;
        int start = at;
        int fraction = 0;
        int roundUp = 0;
        while (peek() >= '0' && peek() <= '9') {
            int digit = peek() - '0';
            if (at - start < 6) {
                fraction = fraction * 10 + digit;
            } else if (at - start == 6) {
                roundUp = digit >= 5 ? 1 : 0;
            }
            at++;
        }
        if (at == start) {
            throw malformed();
        }
        for (int i = at - start; i < 6; i++) {
            fraction *= 10;
        }
        return fraction + roundUp;
    }

    /** In the singular. */
    private String word() {
        int start = at;
        while (peek() >= 'a' && peek() <= 'z') {
            at++;
        }
        int end = at > start && text.charAt(at - 1) == 's' ? at - 1 : at;
        return text.substring(start, end);
    }

    private void skipBlanks() {
        while (peek() == ' ') {
            at++;
        }
    }

    private char take() {
        char c = peek();
        at++;
        return c;
    }

    /** NUL behind the end. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private IllegalArgumentException malformed() {
        return new IllegalArgumentException(
                "The text is no interval such as 1 year 2 mons -3 days +04:05:06.789 or P1Y2M-3DT4H5M6.789S");
    }
}
