package io.howdah.sql;

import io.howdah.error.TypeErrors;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The name of a type as SQL reads it: {@code mood}, {@code public."Odd name"}, {@code int4[]}, {@code timestamp with time
 * zone}, {@code varchar(20)}.
 *
 * @param schema null where none is named
 * @param name in lower case where it stood without quotes
 * @param exactSchema as it was written; null where none is named
 * @param exactName as it was written: for programs that take a name from the catalogue and put no quotes around it
 * @param array whether arrays of the type are meant, of any number of dimensions
 */
public record TypeName(String schema, String name, String exactSchema, String exactName, boolean array) {
    private static final String CATALOG = "pg_catalog";

    /** What the grammar of SQL reads as a built-in type, and what metadata calls columns that count by themselves. */
    private static final Map<String, String> SYNONYMS = Map.ofEntries(
            Map.entry("bigint", "int8"),
            Map.entry("bigserial", "int8"),
            Map.entry("bit varying", "varbit"),
            Map.entry("boolean", "bool"),
            Map.entry("char", "bpchar"),
            Map.entry("char varying", "varchar"),
            Map.entry("character", "bpchar"),
            Map.entry("character varying", "varchar"),
            Map.entry("dec", "numeric"),
            Map.entry("decimal", "numeric"),
            Map.entry("double precision", "float8"),
            Map.entry("float", "float8"),
            Map.entry("int", "int4"),
            Map.entry("integer", "int4"),
            Map.entry("national char", "bpchar"),
            Map.entry("national char varying", "varchar"),
            Map.entry("national character", "bpchar"),
            Map.entry("national character varying", "varchar"),
            Map.entry("nchar", "bpchar"),
            Map.entry("nchar varying", "varchar"),
            Map.entry("real", "float4"),
            Map.entry("serial", "int4"),
            Map.entry("smallint", "int2"),
            Map.entry("smallserial", "int2"),
            Map.entry("time with time zone", "timetz"),
            Map.entry("time without time zone", "time"),
            Map.entry("timestamp with time zone", "timestamptz"),
            Map.entry("timestamp without time zone", "timestamp"));

    /**
     * Reads a name. Lengths in parentheses and bounds of arrays are passed over, as they are no part of the type.
     *
     * @throws SQLException 42602 for what cannot be the name of a type
     */
    public static TypeName parse(String text) throws SQLException {
        if (text == null) {
            throw TypeErrors.malformedTypeName("null", "a name is needed");
        }
        return new Parser(text).parse();
    }

    /** Whether it can only be a type that every database has. */
    public boolean isInCatalog() {
        return CATALOG.equals(schema);
    }

    private static final class Parser {
        private final String text;
        private int at;

        /** The words one behind the other, with a blank between; of a name in quotes the name. */
        private final List<String> folded = new ArrayList<>(2);

        private final List<String> exact = new ArrayList<>(2);
        private boolean quoted;

        Parser(String text) {
            this.text = text;
        }

        TypeName parse() throws SQLException {
            part();
            while (take('.')) {
                part();
            }
            boolean array = false;
            while (take('[')) {
                skipTo(']');
                array = true;
            }
            if (at < text.length()) {
                throw malformed("what stands at offset " + at + " does not belong to it");
            }
            if (folded.size() > 2) {
                throw malformed("it has more parts than a schema and a name");
            }
            int last = folded.size() - 1;
            String name = folded.get(last);
            String synonym = last == 0 && !quoted ? SYNONYMS.get(name) : null;
            if (synonym != null) {
                return new TypeName(CATALOG, synonym, CATALOG, synonym, array);
            }
            return new TypeName(
                    last == 0 ? null : folded.get(0), name, last == 0 ? null : exact.get(0), exact.get(last), array);
        }

        private void part() throws SQLException {
            skipBlanks();
            if (at < text.length() && text.charAt(at) == '"') {
                String name = quotedName();
                quoted = true;
                folded.add(name);
                exact.add(name);
                skipBlanks();
                return;
            }
            var words = new StringBuilder();
            while (at < text.length()) {
                char c = text.charAt(at);
                if (c == '(') {
                    at++;
                    skipTo(')');
                } else if (isPartOfWord(c)) {
                    int start = at;
                    while (at < text.length() && isPartOfWord(text.charAt(at))) {
                        at++;
                    }
                    words.append(words.isEmpty() ? "" : " ").append(text, start, at);
                } else {
                    break;
                }
                skipBlanks();
            }
            if (words.isEmpty()) {
                throw malformed("a name is missing at offset " + at);
            }
            exact.add(words.toString());
            folded.add(WrittenName.folded(words.toString()));
        }

        private String quotedName() throws SQLException {
            var name = new StringBuilder();
            for (at++; at < text.length(); at++) {
                char c = text.charAt(at);
                if (c == '"') {
                    at++;
                    if (at == text.length() || text.charAt(at) != '"') {
                        if (name.isEmpty()) {
                            throw malformed("there is nothing between the quotes");
                        }
                        return name.toString();
                    }
                }
                name.append(c);
            }
            throw malformed("a quote has no end");
        }

        private boolean take(char wanted) {
            boolean there = at < text.length() && text.charAt(at) == wanted;
            if (there) {
                at++;
            }
            return there;
        }

        /** Digits, commas and blanks up to a closing bracket. */
        private void skipTo(char close) throws SQLException {
            for (; at < text.length() && text.charAt(at) != close; at++) {
                char c = text.charAt(at);
                if ((c < '0' || c > '9') && c != ',' && c != ' ' && c != '-') {
                    throw malformed("there must be numbers between brackets");
                }
            }
            if (!take(close)) {
                throw malformed("a bracket has no end");
            }
            skipBlanks();
        }

        private void skipBlanks() {
            while (at < text.length() && text.charAt(at) <= ' ' && text.charAt(at) != 0) {
                at++;
            }
        }

        private static boolean isPartOfWord(char c) {
            return c == '_'
                    || c == '$'
                    || c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || c > 127;
        }

        private SQLException malformed(String why) {
            return TypeErrors.malformedTypeName(text, why);
        }
    }
}
