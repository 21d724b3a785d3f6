package io.howdah.sql;

import static io.howdah.sql.EscapeFunctions.Category.CONVERSION;
import static io.howdah.sql.EscapeFunctions.Category.NUMERIC;
import static io.howdah.sql.EscapeFunctions.Category.STRING;
import static io.howdah.sql.EscapeFunctions.Category.SYSTEM;
import static io.howdah.sql.EscapeFunctions.Category.TIME_DATE;

import io.howdah.sql.SqlScanner.Token;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The scalar functions of JDBC 4.3, appendix D, in PostgreSQL's words.
 *
 * <p>{@code soundex} and {@code difference} are missing, since a plain server has no answer.
 */
final class EscapeFunctions {
    enum Category {
        NUMERIC,
        STRING,
        TIME_DATE,
        SYSTEM,
        CONVERSION
    }

    /** Writes a call. Null: with these arguments it is none of ours. */
    @FunctionalInterface
    private interface Writer {
        String write(List<String> arguments);
    }

    private record Function(Category category, int fewest, int most, Writer writer) {}

    private static final Map<String, Function> FUNCTIONS = new LinkedHashMap<>();

    static {
        for (String name : List.of(
                "abs", "acos", "asin", "atan", "cos", "cot", "degrees", "exp", "floor", "radians", "sign", "sin",
                "sqrt", "tan")) {
            same(NUMERIC, name, 1);
        }
        same(NUMERIC, "atan2", 2);
        same(NUMERIC, "ceiling", 1);
        renamed(NUMERIC, "log", 1, "ln");
        renamed(NUMERIC, "log10", 1, "log");
        same(NUMERIC, "mod", 2);
        same(NUMERIC, "pi", 0);
        same(NUMERIC, "power", 2);
        add(NUMERIC, "rand", 0, 1, a -> a.isEmpty() ? "random()" : seeded(a.get(0)));
        // Only numeric can be rounded to so many places, not double precision.
        add(
                NUMERIC,
                "round",
                1,
                2,
                a -> call("round", a.size() == 1 ? a : List.of(cast(a.get(0), "numeric"), a.get(1))));
        add(
                NUMERIC,
                "truncate",
                1,
                2,
                a -> call("trunc", a.size() == 1 ? a : List.of(cast(a.get(0), "numeric"), a.get(1))));

        same(STRING, "ascii", 1);
        renamed(STRING, "char", 1, "chr");
        add(STRING, "char_length", 1, 2, a -> length("char_length", a));
        add(STRING, "character_length", 1, 2, a -> length("char_length", a));
        add(STRING, "concat", 2, 2, a -> "(" + operand(a.get(0)) + " || " + operand(a.get(1)) + ")");
        add(
                STRING,
                "insert",
                4,
                4,
                a -> inOrder(
                        List.of(a.get(0), integer(a.get(1)), integer(a.get(2)), a.get(3)), EscapeFunctions::overlay));
        renamed(STRING, "lcase", 1, "lower");
        same(STRING, "left", 2);
        add(STRING, "length", 1, 2, a -> length("length", a));
        add(STRING, "locate", 2, 3, EscapeFunctions::locate);
        same(STRING, "ltrim", 1);
        same(STRING, "octet_length", 1);
        add(STRING, "position", 1, 2, EscapeFunctions::position);
        same(STRING, "repeat", 2);
        same(STRING, "replace", 3);
        same(STRING, "right", 2);
        same(STRING, "rtrim", 1);
        add(STRING, "space", 1, 1, a -> "repeat(' ', " + a.get(0) + ")");
        add(STRING, "substring", 2, 4, EscapeFunctions::substring);
        renamed(STRING, "ucase", 1, "upper");

        add(TIME_DATE, "curdate", 0, 0, a -> "current_date");
        add(TIME_DATE, "current_date", 0, 0, a -> "current_date");
        add(TIME_DATE, "curtime", 0, 0, a -> "current_time");
        add(TIME_DATE, "current_time", 0, 1, a -> a.isEmpty() ? "current_time" : call("current_time", a));
        add(
                TIME_DATE,
                "current_timestamp",
                0,
                1,
                a -> a.isEmpty() ? "current_timestamp" : call("current_timestamp", a));
        add(TIME_DATE, "dayname", 1, 1, a -> "to_char(" + a.get(0) + ", 'FMDay')");
        extracted("dayofmonth", "day");
        // JDBC counts the days of a week from Sunday = 1, PostgreSQL from Sunday = 0.
        add(TIME_DATE, "dayofweek", 1, 1, a -> "(extract(dow from " + a.get(0) + ") + 1)");
        extracted("dayofyear", "doy");
        add(TIME_DATE, "extract", 1, 1, a -> call("extract", a));
        extracted("hour", "hour");
        extracted("minute", "minute");
        extracted("month", "month");
        add(TIME_DATE, "monthname", 1, 1, a -> "to_char(" + a.get(0) + ", 'FMMonth')");
        same(TIME_DATE, "now", 0);
        extracted("quarter", "quarter");
        extracted("second", "second");
        add(TIME_DATE, "timestampadd", 3, 3, a -> TimestampArithmetic.add(a.get(0), a.get(1), a.get(2)));
        add(TIME_DATE, "timestampdiff", 3, 3, a -> TimestampArithmetic.difference(a.get(0), a.get(1), a.get(2)));
        extracted("week", "week");
        extracted("year", "year");

        renamed(SYSTEM, "database", 0, "current_database");
        renamed(SYSTEM, "ifnull", 2, "coalesce");
        add(SYSTEM, "user", 0, 0, a -> "user");

        add(CONVERSION, "convert", 2, 2, a -> cast(a.get(0), typeName(a.get(1))));
    }

    /** JDBC's names of types, without the {@code SQL_} they may begin with, where PostgreSQL has another. */
    private static final Map<String, String> TYPE_NAMES = Map.ofEntries(
            Map.entry("BIT", "boolean"),
            Map.entry("TINYINT", "smallint"),
            Map.entry("DOUBLE", "double precision"),
            Map.entry("FLOAT", "double precision"),
            // char and nchar alone hold one character.
            Map.entry("CHAR", "varchar"),
            Map.entry("NCHAR", "varchar"),
            Map.entry("NVARCHAR", "varchar"),
            Map.entry("LONGVARCHAR", "text"),
            Map.entry("LONGNVARCHAR", "text"),
            Map.entry("CLOB", "text"),
            Map.entry("NCLOB", "text"),
            Map.entry("DATALINK", "text"),
            Map.entry("BINARY", "bytea"),
            Map.entry("VARBINARY", "bytea"),
            Map.entry("LONGVARBINARY", "bytea"),
            Map.entry("BLOB", "bytea"),
            Map.entry("SQLXML", "xml"),
            Map.entry("ROWID", "tid"),
            Map.entry("TIME_WITH_TIMEZONE", "timetz"),
            Map.entry("TIME_WITH_TIME_ZONE", "timetz"),
            Map.entry("TIMESTAMP_WITH_TIMEZONE", "timestamptz"),
            Map.entry("TIMESTAMP_WITH_TIME_ZONE", "timestamptz"));

    private EscapeFunctions() {}

    /** In lower case. */
    static List<String> names(Category category) {
        List<String> names = new ArrayList<>();
        FUNCTIONS.forEach((name, function) -> {
            if (function.category == category) {
                names.add(name);
            }
        });
        return List.copyOf(names);
    }

    /** The call in PostgreSQL's words; one we do not know as it is. */
    static String translate(String name, List<String> arguments) {
        Function function = FUNCTIONS.get(name.toLowerCase(Locale.ROOT));
        if (function != null && arguments.size() >= function.fewest && arguments.size() <= function.most) {
            String written = function.writer.write(arguments);
            if (written != null) {
                return written;
            }
        }
        return call(name, arguments);
    }

    private static void add(Category category, String name, int fewest, int most, Writer writer) {
        FUNCTIONS.put(name, new Function(category, fewest, most, writer));
    }

    private static void same(Category category, String name, int count) {
        renamed(category, name, count, name);
    }

    private static void renamed(Category category, String name, int count, String nameHere) {
        add(category, name, count, count, arguments -> call(nameHere, arguments));
    }

    private static void extracted(String name, String field) {
        add(TIME_DATE, name, 1, 1, a -> "extract(" + field + " from " + a.get(0) + ")");
    }

    /** {@code LENGTH(string [, CHARACTERS | OCTETS])}; of the three functions, length alone leaves out trailing blanks. */
    private static String length(String name, List<String> a) {
        if (a.size() == 1 || isCharacters(a.get(1))) {
            return "length".equals(name) ? "length(rtrim(" + a.get(0) + "))" : call(name, a.subList(0, 1));
        }
        return a.get(1).equalsIgnoreCase("octets") ? call("octet_length", a.subList(0, 1)) : null;
    }

    private static String position(List<String> a) {
        return a.size() == 1 || isCharacters(a.get(1)) ? call("position", a.subList(0, 1)) : null;
    }

    /** The start is cast, since to PostgreSQL {@code substring(text, unknown)} matches a regular expression. */
    private static String substring(List<String> a) {
        int count = isCharacters(a.get(a.size() - 1)) ? a.size() - 1 : a.size();
        return switch (count) {
            case 2 -> "substring(" + a.get(0) + ", " + integer(a.get(1)) + ")";
            case 3 -> "substring(" + a.get(0) + ", " + integer(a.get(1)) + ", " + integer(a.get(2)) + ")";
            default -> null;
        };
    }

    private static String locate(List<String> a) {
        String sought = operand(a.get(0));
        if (a.size() == 2) {
            return "position(" + sought + " in " + operand(a.get(1)) + ")";
        }
        return inOrder(List.of(sought, a.get(1), integer(a.get(2))), EscapeFunctions::located);
    }

    private static String located(List<String> a) {
        String position = "position(" + a.get(0) + " in substring(" + a.get(1) + ", " + a.get(2) + "))";
        return "(case " + position + " when 0 then 0 else " + position + " + " + a.get(2) + " - 1 end)";
    }

    private static String overlay(List<String> a) {
        return "overlay(" + a.get(0) + " placing " + a.get(3) + " from " + a.get(1) + " for " + a.get(2) + ")";
    }

    /** Placeholders that have no number must be written once each, and in the order of the arguments. */
    private static String inOrder(List<String> arguments, Writer writer) {
        boolean numbered = arguments.stream().noneMatch(each -> each.indexOf('?') >= 0);
        if (numbered || arguments.stream().anyMatch(EscapeFunctions::countsRows)) {
            return writer.write(arguments);
        }
        List<String> names = new ArrayList<>();
        List<String> named = new ArrayList<>();
        for (String argument : arguments) {
            names.add("a" + (names.size() + 1));
            // Before version 10 a bare literal or placeholder would have no type there; so it is text.
            named.add("coalesce(" + argument + ", null) as a" + names.size());
        }
        return "(select " + writer.write(names) + " from (select " + String.join(", ", named) + ") as arguments)";
    }

    /** Whether it may be of the rows of its query, of which a query within that knows nothing: count(*), windows. */
    private static boolean countsRows(String argument) {
        SqlScanner scanner = new SqlScanner(argument, StringSyntax.STANDARD);
        boolean open = false;
        for (Token token = scanner.next(); token != Token.END; token = scanner.next()) {
            char symbol = token == Token.SYMBOL ? scanner.symbol() : '\0';
            if (open && symbol == '*' || token == Token.WORD && scanner.isWord("over")) {
                return true;
            }
            open = symbol == '(';
        }
        return false;
    }

    /** A seed is an int, and the server's from -1 to 1. Of the two calls in it, each is made for each row, in this order. */
    private static String seeded(String seed) {
        return "(case when setseed(" + cast(seed, "double precision")
                + " / 2147483648) is null then null else random() end)";
    }

    private static boolean isCharacters(String argument) {
        return argument.equalsIgnoreCase("characters");
    }

    private static String typeName(String written) {
        String name = written.toUpperCase(Locale.ROOT);
        boolean prefixed = name.startsWith("SQL_");
        String bare = prefixed ? name.substring(4) : name;
        String known = TYPE_NAMES.get(bare);
        if (known != null) {
            return known;
        }
        return prefixed ? bare.toLowerCase(Locale.ROOT) : written;
    }

    static String call(String name, List<String> arguments) {
        return name + "(" + String.join(", ", arguments) + ")";
    }

    static String cast(String expression, String type) {
        return "cast(" + expression + " as " + type + ")";
    }

    private static String integer(String expression) {
        return isNumber(expression) ? expression : cast(expression, "integer");
    }

    /** An argument where operators stand beside it. */
    static String operand(String expression) {
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            if (!SqlScanner.isNamePart(c) && c != '.') {
                return "(" + expression + ")";
            }
        }
        return expression;
    }

    private static boolean isNumber(String expression) {
        return expression.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
