package io.howdah.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.howdah.error.SqlErrors;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.sql.SQLException;

/** {@code %41} for A, in UTF-8. Unlike {@code URLDecoder} it lets no broken escape pass. */
final class PercentCoding {
    private static final String NEEDS_NO_ESCAPE = "-._~";

    private PercentCoding() {}

    /** @param place what the text is, for messages: "The user in the URL" */
    static String decode(String text, String place) throws SQLException {
        if (text.indexOf('%') < 0) {
            return withoutZero(text, place);
        }
        var bytes = new ByteArrayOutputStream(text.length());
        int at = 0;
        while (at < text.length()) {
            int percent = text.indexOf('%', at);
            if (percent != at) {
                int end = percent < 0 ? text.length() : percent;
                bytes.writeBytes(text.substring(at, end).getBytes(UTF_8));
                at = end;
            } else {
                bytes.write(escaped(text, at, place));
                at += 3;
            }
        }
        try {
            return withoutZero(
                    UTF_8.newDecoder()
                            .decode(ByteBuffer.wrap(bytes.toByteArray()))
                            .toString(),
                    place);
        } catch (CharacterCodingException e) {
            throw SqlErrors.badConfiguration(place + " is not UTF-8 once its percent escapes are resolved");
        }
    }

    static String encode(String text) {
        var out = new StringBuilder();
        for (byte b : text.getBytes(UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || NEEDS_NO_ESCAPE.indexOf(c) >= 0);
            if (plain) {
                out.append(c);
            } else {
                out.append(String.format("%%%02X", (int) c));
            }
        }
        return out.toString();
    }

    private static int escaped(String text, int percent, String place) throws SQLException {
        int high = percent + 1 < text.length() ? hex(text.charAt(percent + 1)) : -1;
        int low = percent + 2 < text.length() ? hex(text.charAt(percent + 2)) : -1;
        if (high < 0 || low < 0) {
            throw SqlErrors.badConfiguration(
                    place + " has a % that is not followed by two hexadecimal digits: the sign itself is written %25");
        }
        return high << 4 | low;
    }

    private static int hex(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    private static String withoutZero(String text, String place) throws SQLException {
        if (text.indexOf('\0') >= 0) {
            throw SqlErrors.badConfiguration(place + " holds a zero character");
        }
        return text;
    }
}
