package io.howdah.jdbc.metadata;

import io.howdah.api.ServerVersion;
import io.howdah.jdbc.metadata.TypeCodes.BuiltinType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes SQL of the templates of this package: fills in what differs between servers, and writes operators so that no
 * {@code search_path} can put another in their place (CVE-2018-1058).
 *
 * <p>In a template an operator between blanks, {@code a = b}, becomes {@code a OPERATOR(pg_catalog.=) b}. All operators
 * then bind equally strong, so templates need parentheses where two kinds meet. Functions, types and tables carry their
 * schema in the template; {@code IN}, {@code LIKE}, {@code CASE x WHEN} and {@code IS DISTINCT FROM} look up operators by
 * the path and must not be used.
 */
final class CatalogSql {
    private static final String OPERATOR_CHARACTERS = "+-*/<>=~!#%^&|";

    /** More than a program needs; some make up lists of table types without end. */
    private static final int KEPT = 100;

    private record Wanted(String template, List<String> conditions) {
        String text() {
            String text = template;
            for (int i = 0; i < conditions.size(); i++) {
                text = text.replace("{" + (i + 1) + "}", conditions.get(i));
            }
            return text;
        }
    }

    private final Map<Wanted, String> rendered = new ConcurrentHashMap<>();
    private final ServerVersion version;
    private final String builtinPlace;
    private final String builtinFacts;

    CatalogSql(ServerVersion version, TypeCodes types) {
        this.version = version;
        List<BuiltinType> builtin = types.builtinTypes();
        this.builtinPlace = "pg_catalog.array_position(" + array(builtin, "oid", BuiltinType::oid) + ", w.element)";
        this.builtinFacts = builtinFacts(builtin);
    }

    /** As arrays and not as {@code VALUES}: to look something up in an array of constants is no step of a plan. */
    private static String builtinFacts(List<BuiltinType> types) {
        return Stream.of(
                        array(types, "int4", BuiltinType::sqlType),
                        array(types, "int4", BuiltinType::precision),
                        array(types, "int4", BuiltinType::scale),
                        array(types, "bool", BuiltinType::signed),
                        array(types, "bool", BuiltinType::caseSensitive))
                .map(facts -> "(" + facts + ")[z.place]")
                .collect(Collectors.joining(", "));
    }

    private static String array(List<BuiltinType> types, String typeName, Function<BuiltinType, Object> value) {
        return types.stream()
                .map(type -> value.apply(type).toString())
                .collect(Collectors.joining(",", "'{", "}'::pg_catalog." + typeName + "[]"));
    }

    /**
     * @param conditions for {@code {1}}, {@code {2}}, .. of the template. What they compare with is in parameters, so that
     *     few texts come of one template; they are kept
     */
    String render(String template, Conditions... conditions) {
        var key = new Wanted(
                template, Arrays.stream(conditions).map(Conditions::text).toList());
        String known = rendered.get(key);
        if (known == null) {
            if (rendered.size() >= KEPT) {
                rendered.clear();
            }
            known = qualifyOperators(forVersion(key.text()));
            rendered.put(key, known);
        }
        return known;
    }

    private String forVersion(String template) {
        return template.replace("{builtin place}", builtinPlace)
                .replace("{builtin facts}", builtinFacts)
                .replace("{identity}", from(10, "a.attidentity <> ''", "false"))
                .replace("{generated}", from(12, "a.attgenerated <> ''", "false"))
                .replace("{index keys}", from(11, "i.indnkeyatts", "i.indnatts"))
                .replace("{no partition}", from(10, "NOT c.relispartition", "true"))
                .replace("{key above}", from(12, "o.conparentid", "0::pg_catalog.oid"))
                // Before version 11 there were functions only, and those who say "procedure" mean them.
                .replace("{procedure}", from(11, "p.prokind = 'p'", "NOT (p.proisagg OR p.proiswindow)"))
                .replace("{function}", from(11, "p.prokind = 'f'", "NOT (p.proisagg OR p.proiswindow)"))
                .replace("{returns a value}", from(11, "p.prokind <> 'p'", "true"));
    }

    private String from(int major, String then, String before) {
        return version.atLeast(major, 0) ? then : before;
    }

    private static String qualifyOperators(String text) {
        StringBuilder out = new StringBuilder(text.length() * 2);
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\'') {
                int end = text.indexOf('\'', at + 1) + 1;
                out.append(text, at, end);
                at = end;
            } else if (isOperator(c) && isBlank(text.charAt(at - 1))) {
                int end = at;
                while (isOperator(text.charAt(end))) {
                    end++;
                }
                String operator = text.substring(at, end);
                // A sign stands before its number.
                out.append(isBlank(text.charAt(end)) ? "OPERATOR(pg_catalog." + operator + ")" : operator);
                at = end;
            } else {
                out.append(c);
                at++;
            }
        }
        return out.toString();
    }

    private static boolean isOperator(char c) {
        return OPERATOR_CHARACTERS.indexOf(c) >= 0;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\n';
    }
}
