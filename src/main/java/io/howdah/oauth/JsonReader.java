package io.howdah.oauth;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one JSON object: members into a Map, elements into a List, strings, Double, Boolean, null. Strict, of bounded
 * depth, and as large as what it is given: the little that OAuth needs, where a library would be one more to trust.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a>
 */
final class JsonReader {
    private static final int DEEPEST = 16;
    private static final int LONGEST_NUMBER = 40;

    private final String text;
    private int at;

    private JsonReader(String text) {
        this.text = text;
    }

    /** What is not JSON; the message holds nothing of the text, which may be a secret. */
    static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1;

        MalformedException(String what, int at) {
            super(what + " at character " + at);
        }
    }

    static Map<String, Object> object(byte[] utf8) throws MalformedException {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedException("it is no UTF-8", 0);
        }
        var reader = new JsonReader(text);
        reader.skipBlanks();
        if (reader.peek() != '{') {
            throw reader.malformed("it is no JSON object");
        }
        Map<String, Object> object = reader.members(1);
        reader.skipBlanks();
        if (reader.at < text.length()) {
            throw reader.malformed("something follows its end");
        }
        return object;
    }

    private Object value(int depth) throws MalformedException {
        skipBlanks();
        char first = peek();
        return switch (first) {
            case '{' -> members(depth + 1);
            case '[' -> elements(depth + 1);
            case '"' -> string();
            case 't' -> word("true", Boolean.TRUE);
            case 'f' -> word("false", Boolean.FALSE);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Map<String, Object> members(int depth) throws MalformedException {
        enter(depth);
        var members = new HashMap<String, Object>();
        while (!ends('}', members.isEmpty())) {
            skipBlanks();
            String name = string();
            skipBlanks();
            expect(':');
            Object value = value(depth);
            if (members.containsKey(name)) {
                throw malformed("a name comes twice");
            }
            members.put(name, value);
        }
        return members;
    }

    private List<Object> elements(int depth) throws MalformedException {
        enter(depth);
        var elements = new ArrayList<Object>();
        while (!ends(']', elements.isEmpty())) {
            elements.add(value(depth));
        }
        return elements;
    }

    private void enter(int depth) throws MalformedException {
        if (depth > DEEPEST) {
            throw malformed("it is nested deeper than " + DEEPEST);
        }
        at++;
    }

    /** Whether the bracket closes here; takes the comma if not. */
    private boolean ends(char bracket, boolean atStart) throws MalformedException {
        skipBlanks();
        if (peek() == bracket) {
            at++;
            return true;
        }
        if (!atStart) {
            expect(',');
        }
        return false;
    }

    private String string() throws MalformedException {
        expect('"');
        var string = new StringBuilder();
        while (true) {
            char c = peek();
            at++;
            if (c == '"') {
                return string.toString();
            }
            if (c < ' ') {
                throw malformed("a string has a control character");
            }
            string.append(c == '\\' ? escaped() : c);
        }
    }

    private char escaped() throws MalformedException {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw malformed("a string has an unknown escape");
        };
    }

    private char unicode() throws MalformedException {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = peek() < 128 ? Character.digit(peek(), 16) : -1;
            if (digit < 0) {
                throw malformed("an escape is not four hexadecimal digits");
            }
            code = code << 4 | digit;
            at++;
        }
        return (char) code;
    }

    private Object word(String word, Object meaning) throws MalformedException {
        if (!text.startsWith(word, at)) {
            throw malformed("there is no value");
        }
        at += word.length();
        return meaning;
    }

    private Double number() throws MalformedException {
        int start = at;
        if (peek() == '-') {
            at++;
        }
        boolean zero = peek() == '0';
        int whole = digits();
        if (zero && whole > 1) {
            throw malformed("a number begins with zeros");
        }
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
            digits();
        }
        if (at < text.length() && (text.charAt(at) | 0x20) == 'e') {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            digits();
        }
        if (at - start > LONGEST_NUMBER) {
            throw malformed("a number is too long");
        }
        return Double.valueOf(text.substring(start, at));
    }

    private int digits() throws MalformedException {
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == start) {
            throw malformed("there is no value");
        }
        return at - start;
    }

    private void skipBlanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() throws MalformedException {
        if (at >= text.length()) {
            throw malformed("it ends too early");
        }
        return text.charAt(at);
    }

    private void expect(char wanted) throws MalformedException {
        if (peek() != wanted) {
            throw malformed("there is no " + wanted);
        }
        at++;
    }

    private MalformedException malformed(String what) {
        return new MalformedException(what, at);
    }
}
