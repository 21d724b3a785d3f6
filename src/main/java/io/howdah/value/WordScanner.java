package io.howdah.value;

/** Walks over the text of a {@code tsvector} or {@code tsquery}: words, quoted or not, and what stands between them. */
final class WordScanner {
    private final String text;
    private final String what;
    private int at;

    /** @param what it should be, for the message if it is not: with an article and an example */
    WordScanner(String text, String what) {
        this.text = text;
        this.what = what;
    }

    boolean isAtEnd() {
        return at >= text.length();
    }

    /** NUL behind the end. */
    char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    char next() {
        char c = peek();
        at++;
        return c;
    }

    /** Whether it stood here; it is behind us then. */
    boolean takes(char wanted) {
        if (peek() != wanted || isAtEnd()) {
            return false;
        }
        at++;
        return true;
    }

    void skipBlanks() {
        while (!isAtEnd() && peek() <= ' ') {
            at++;
        }
    }

    /** @param ends characters that a word without quotes does not have in it, beside blanks, colons and quotes */
    String word(String ends) {
        return takes('\'') ? quoted() : plain(ends);
    }

    private String quoted() {
        StringBuilder word = new StringBuilder();
        while (!isAtEnd()) {
            char c = next();
            if (c == '\'') {
                if (!takes('\'')) {
                    return word.toString();
                }
            } else if (c == '\\') {
                if (isAtEnd()) {
                    break;
                }
                c = next();
            }
            word.append(c);
        }
        throw malformed();
    }

    private String plain(String ends) {
        int start = at;
        while (!isAtEnd() && peek() > ' ' && ":\\'".indexOf(peek()) < 0 && ends.indexOf(peek()) < 0) {
            at++;
        }
        if (at == start) {
            throw malformed();
        }
        return text.substring(start, at);
    }

    /** What is larger than the limit is the limit. */
    int number(int limit) {
        int start = at;
        int number = 0;
        while (peek() >= '0' && peek() <= '9') {
            number = Math.min(limit, number * 10 + (next() - '0'));
        }
        if (at == start) {
            throw malformed();
        }
        return number;
    }

    static String quote(String word) {
        return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    IllegalArgumentException malformed() {
        return new IllegalArgumentException("The text is no " + what + ", from character "
                + (Math.min(at, text.length()) + 1) + " of " + text.length() + " on");
    }
}
