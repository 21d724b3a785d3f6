package io.howdah.sql;

/**
 * How the server reads a plain {@code '..'} literal: its setting {@code standard_conforming_strings}.
 *
 * <p>It must follow the server's ParameterStatus: with the wrong answer, text inside a literal is taken for SQL.
 */
public enum StringSyntax {
    /** A backslash is a backslash; the default since PostgreSQL 9.1. */
    STANDARD,
    /** A backslash escapes what follows it, as in {@code E'..'}. */
    BACKSLASH;

    /** @param standardConformingStrings the value of the ParameterStatus; null, if the server never sent one, is on */
    public static StringSyntax of(String standardConformingStrings) {
        return "off".equals(standardConformingStrings) ? BACKSLASH : STANDARD;
    }
}
