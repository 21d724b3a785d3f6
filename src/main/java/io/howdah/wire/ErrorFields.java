package io.howdah.wire;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of an ErrorResponse or NoticeResponse by their code letter.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-error-fields.html">Error and Notice Message Fields</a>
 */
public final class ErrorFields {
    private final Map<Character, String> fields;

    private ErrorFields(Map<Character, String> fields) {
        this.fields = fields;
    }

    public static ErrorFields read(Body body) throws ProtocolException {
        var fields = new HashMap<Character, String>();
        for (byte code = body.int8(); code != 0; code = body.int8()) {
            fields.put((char) code, body.cString());
        }
        body.requireEnd();
        return new ErrorFields(fields);
    }

    public Optional<String> get(char code) {
        return Optional.ofNullable(fields.get(code));
    }

    public String get(char code, String otherwise) {
        return fields.getOrDefault(code, otherwise);
    }

    /** A field that holds a number; 0 if it is absent or no number. */
    public int number(char code) {
        String text = fields.get(code);
        if (text == null || text.isEmpty() || text.length() > 9) {
            return 0;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return 0;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
