package io.howdah.tls;

/** Text from a certificate that anybody may have made, fit for a message: short, and nothing in it that steers a terminal. */
final class Shown {
    private static final int LONGEST = 200;

    private Shown() {}

    static String of(String text) {
        var shown = new StringBuilder();
        for (int i = 0; i < text.length() && shown.length() < LONGEST; i++) {
            char c = text.charAt(i);
            boolean plain = Character.isLetterOrDigit(c) || c >= ' ' && c < 127;
            shown.append(plain ? c : '?');
        }
        return text.length() > LONGEST ? shown.append("..").toString() : shown.toString();
    }
}
