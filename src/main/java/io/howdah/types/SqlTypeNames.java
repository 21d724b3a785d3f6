package io.howdah.types;

import java.util.Locale;

/** The names that SQL has for built-in types: {@code integer}, {@code VARCHAR(10)}, {@code timestamp with time zone[]}. */
public final class SqlTypeNames {
    private SqlTypeNames() {}

    /**
     * The built-in type of a name, for which the server need not be asked.
     *
     * @param name in any case unless quoted; modifiers are ignored, {@code []} and a leading underscore make an array
     * @return null for what is no name of a built-in type
     */
    public static PgType find(String name) {
        String plain = name.strip();
        boolean array = plain.endsWith("]");
        while (plain.endsWith("]") && plain.lastIndexOf('[') > 0) {
            plain = plain.substring(0, plain.lastIndexOf('[')).stripTrailing();
        }
        if (plain.regionMatches(true, 0, "pg_catalog.", 0, 11)) {
            plain = plain.substring(11);
        }
        if (plain.length() > 2 && plain.startsWith("\"") && plain.endsWith("\"")) {
            plain = plain.substring(1, plain.length() - 1);
        } else {
            plain = canonical(withoutModifiers(plain.toLowerCase(Locale.ROOT)));
        }
        for (PgType type : BuiltinTypes.ALL) {
            if (type.name().equals(plain)) {
                return array && !type.isArray() ? arrayOf(type) : type;
            }
        }
        return null;
    }

    private static PgType arrayOf(PgType element) {
        for (PgType type : BuiltinTypes.ALL) {
            if (type.oid() == element.arrayOid()) {
                return type;
            }
        }
        return null;
    }

    /** {@code timestamp(3) with time zone} as {@code timestamp with time zone}, with one blank between words. */
    private static String withoutModifiers(String name) {
        var words = new StringBuilder(name.length());
        int depth = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            } else if (depth == 0 && !(Character.isWhitespace(c) && endsWithBlank(words))) {
                words.append(Character.isWhitespace(c) ? ' ' : c);
            }
        }
        return words.toString().strip();
    }

    private static boolean endsWithBlank(CharSequence words) {
        return words.length() > 0 && words.charAt(words.length() - 1) == ' ';
    }

    private static String canonical(String name) {
        return switch (name) {
            case "boolean" -> "bool";
            case "smallint", "smallserial", "serial2", "tinyint" -> "int2";
            case "integer", "int", "serial", "serial4" -> "int4";
            case "bigint", "bigserial", "serial8" -> "int8";
            case "real" -> "float4";
            case "double precision", "float", "double" -> "float8";
            case "decimal", "dec" -> "numeric";
            case "character varying", "char varying", "string" -> "varchar";
            case "character", "char" -> "bpchar";
            case "bit varying" -> "varbit";
            case "time without time zone" -> "time";
            case "time with time zone" -> "timetz";
            case "timestamp without time zone" -> "timestamp";
            case "timestamp with time zone" -> "timestamptz";
            default -> name;
        };
    }
}
