package io.howdah.architecture;

/** Takes comments and the contents of literals out of Java source, so that what is left is code. */
final class CodeOnly {
    private enum Escapes {
        NONE,
        BACKSLASH
    }

    private final String text;
    private final StringBuilder code = new StringBuilder();

    private CodeOnly(String text) {
        this.text = text;
    }

    /** A comment becomes a space, a literal {@code ""}. */
    static String of(String source) {
        return new CodeOnly(source).read();
    }

    private String read() {
        int at = 0;
        while (at < text.length()) {
            if (text.startsWith("//", at)) {
                at = skip(" ", at, 2, "\n", Escapes.NONE);
            } else if (text.startsWith("/*", at)) {
                at = skip(" ", at, 2, "*/", Escapes.NONE);
            } else if (text.startsWith("\"\"\"", at)) {
                at = skip("\"\"", at, 3, "\"\"\"", Escapes.BACKSLASH);
            } else if (text.charAt(at) == '"') {
                at = skip("\"\"", at, 1, "\"", Escapes.BACKSLASH);
            } else if (text.charAt(at) == '\'') {
                at = skip("\"\"", at, 1, "'", Escapes.BACKSLASH);
            } else {
                code.append(text.charAt(at++));
            }
        }
        return code.toString();
    }

    private int skip(String instead, int from, int openingLength, String closing, Escapes escapes) {
        code.append(instead);
        int at = from + openingLength;
        while (at < text.length() && !text.startsWith(closing, at)) {
            at += escapes == Escapes.BACKSLASH && text.charAt(at) == '\\' ? 2 : 1;
        }
        return at + closing.length();
    }
}
