package io.howdah.value;

import java.util.ArrayList;
import java.util.List;

/** Reads and writes the texts of geometric types: numbers between punctuation. */
final class GeometryText {
    /** The exact decimal form of a double can be longer; nobody writes it. */
    private static final int MAX_NUMBER = 400;

    private final String text;
    private final String example;
    private int at;

    /** @param example for the message, should this be none */
    GeometryText(String text, String example) {
        this.text = text;
        this.example = example;
    }

    boolean startsWith(char wanted) {
        skipBlanks();
        return at < text.length() && text.charAt(at) == wanted;
    }

    GeometryText take(char wanted) {
        if (!startsWith(wanted)) {
            throw malformed();
        }
        at++;
        return this;
    }

    double number() {
        skipBlanks();
        int start = at;
        while (at < text.length() && isOfNumber(text.charAt(at))) {
            at++;
        }
        String number = text.substring(start, at);
        switch (number) {
            case "NaN":
                return Double.NaN;
            case "Infinity":
                return Double.POSITIVE_INFINITY;
            case "-Infinity":
                return Double.NEGATIVE_INFINITY;
            default:
                // Java alone would take the suffixes d and f.
                boolean ends = number.isEmpty() || number.length() > MAX_NUMBER || !isDigitOrPoint(number);
                if (ends) {
                    throw malformed();
                }
                try {
                    return Double.parseDouble(number);
                } catch (NumberFormatException e) {
                    throw malformed();
                }
        }
    }

    Point point() {
        take('(');
        double x = number();
        take(',');
        double y = number();
        take(')');
        return new Point(x, y);
    }

    /** One or more, between commas. */
    List<Point> points() {
        List<Point> points = new ArrayList<>();
        points.add(point());
        while (startsWith(',')) {
            at++;
            points.add(point());
        }
        return points;
    }

    void end() {
        skipBlanks();
        if (at < text.length()) {
            throw malformed();
        }
    }

    /** With a comma between. */
    static String join(List<Point> points) {
        StringBuilder out = new StringBuilder(16 * points.size());
        for (Point point : points) {
            out.append(out.isEmpty() ? "" : ",").append(point);
        }
        return out.toString();
    }

    /** A path or polygon without a point is none. */
    static List<Point> atLeastOne(List<Point> points) {
        if (points.isEmpty()) {
            throw new IllegalArgumentException("A path or polygon needs a point");
        }
        return List.copyOf(points);
    }

    private void skipBlanks() {
        while (at < text.length() && text.charAt(at) <= ' ') {
            at++;
        }
    }

    private static boolean isOfNumber(char c) {
        return c >= '0' && c <= '9' || c == '.' || c == '-' || c == '+' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isDigitOrPoint(String number) {
        char last = number.charAt(number.length() - 1);
        return number.indexOf('x') < 0 && number.indexOf('X') < 0 && (last >= '0' && last <= '9' || last == '.');
    }

    private IllegalArgumentException malformed() {
        int shown = Math.min(at, text.length());
        return new IllegalArgumentException("This is no text such as " + example + ", from character " + (shown + 1)
                + " of " + text.length() + " on");
    }
}
