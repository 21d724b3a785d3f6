package io.howdah.jdbc.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.api.ServerVersion;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogSqlTest {
    private static final Pattern LITERAL = Pattern.compile("'[^']*'");
    private static final Pattern LABEL = Pattern.compile("AS \"[A-Z_0-9]+\"");
    private static final Pattern QUALIFIED_OPERATOR = Pattern.compile("OPERATOR\\(pg_catalog\\.[^)]+\\)");
    private static final Pattern OPERATOR = Pattern.compile("[-+*/<>=~!#%^&|]+(?![0-9])");
    private static final Pattern CALL = Pattern.compile("(?<![.\\w\"])([A-Za-z_]\\w*) ?\\(");
    private static final Pattern TYPE = Pattern.compile("::([\\w.\"]+)");
    private static final Pattern TABLE = Pattern.compile("(?:FROM|JOIN) (?!LATERAL|ROWS FROM)([\\w.]+)");
    private static final Pattern COMPARES_BY_PATH =
            Pattern.compile("(?i)\\b(in|like|ilike|between|nullif|using|distinct from)\\b|\\bcase (?!when)");

    /** Syntax, aggregates of the grammar, and names of what a query itself defines. */
    private static final Set<String> NO_FUNCTIONS = Set.of(
            "and",
            "array",
            "or",
            "not",
            "any",
            "all",
            "as",
            "when",
            "then",
            "else",
            "select",
            "from",
            "where",
            "over",
            "lateral",
            "join",
            "on",
            "exists",
            "values",
            "coalesce",
            "greatest",
            "k",
            "u",
            "v",
            "builtin",
            "is");

    private static final Set<String> TYPES_OF_THE_GRAMMAR = Set.of("varchar", "smallint", "integer", "bigint");
    private static final Set<String> DEFINED_BY_THE_QUERY = Set.of("part", "routine", "used", "walk", "described");

    static Stream<Arguments> templates() throws IllegalAccessException {
        List<Arguments> all = new ArrayList<>();
        for (Class<?> owner : List.of(
                TableQueries.class,
                KeyQueries.class,
                PrivilegeQueries.class,
                RoutineQueries.class,
                TypeQueries.class,
                SettingQueries.class)) {
            for (Field field : owner.getDeclaredFields()) {
                field.setAccessible(true);
                String text = (String) field.get(null);
                if (text.startsWith("SELECT") || text.startsWith("WITH")) {
                    for (String version : List.of("9.6.24", "18.0")) {
                        all.add(Arguments.of(field.getName(), version, text));
                    }
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("templates")
    void nothingIsLookedUpByThePath(String name, String version, String template) {
        var conditions = new Conditions()
                .inDatabase("x", "y")
                .like("n.nspname", "a%")
                .named("c.relname", "b")
                .table("n", "a", "c", null)
                .routinesLike("a", "%")
                .typesLike("a", "%")
                .and(Privileges.ON_TABLE)
                .and(TableKind.anyOf(TableKind.of(null)));
        String sql = new CatalogSql(ServerVersion.parse(version), List::of).render(template, conditions, conditions);
        String bare = LABEL.matcher(LITERAL.matcher(sql).replaceAll("''")).replaceAll("");

        assertThat(bare).doesNotContainPattern("\\{");
        assertThat(OPERATOR.matcher(QUALIFIED_OPERATOR.matcher(bare).replaceAll(""))
                        .results()
                        .map(match -> match.group()))
                .isEmpty();
        assertThat(CALL.matcher(QUALIFIED_OPERATOR.matcher(bare).replaceAll(""))
                        .results()
                        .map(match -> match.group(1).toLowerCase(Locale.ROOT))
                        .filter(word -> !NO_FUNCTIONS.contains(word)))
                .isEmpty();
        assertThat(TYPE.matcher(bare)
                        .results()
                        .map(match -> match.group(1))
                        .filter(type -> !type.startsWith("pg_catalog.") && !TYPES_OF_THE_GRAMMAR.contains(type)))
                .isEmpty();
        assertThat(TABLE.matcher(bare)
                        .results()
                        .map(match -> match.group(1))
                        .filter(table -> !table.startsWith("pg_catalog.") && !DEFINED_BY_THE_QUERY.contains(table)))
                .isEmpty();
        assertThat(COMPARES_BY_PATH.matcher(bare).results().map(match -> match.group()))
                .isEmpty();
    }

    @Test
    void operatorsBetweenBlanksAreQualifiedAndNothingElse() {
        var sql = new CatalogSql(ServerVersion.parse("18"), List::of);
        assertThat(sql.render("SELECT a = b, c >> -1, ' = ', '''' || count(*)"))
                .isEqualTo("SELECT a OPERATOR(pg_catalog.=) b, c OPERATOR(pg_catalog.>>) -1, ' = ',"
                        + " '''' OPERATOR(pg_catalog.||) count(*)");
    }

    @Test
    void aPatternWithoutWildcardsIsAName() {
        record Case(String pattern, String text, List<String> parameters) {}
        String equal = "\nAND x = ?::pg_catalog.name";
        String like = "\nAND x ~~ ?::pg_catalog.text";
        for (Case each : List.of(
                new Case("abc", equal, List.of("abc")),
                new Case("", equal, List.of("")),
                new Case("a\\_b\\%\\\\", equal, List.of("a_b%\\")),
                new Case("a\\", equal, List.of("a\\")),
                new Case("a_b", like, List.of("a_b")),
                new Case("%\\", like, List.of("%\\\\")),
                new Case("%\\\\", like, List.of("%\\\\")),
                new Case("%%", like, List.of("%%")),
                new Case("%", "", List.of()),
                new Case(null, "", List.of()))) {
            Conditions conditions = new Conditions().like("x", each.pattern());
            assertThat(conditions.text()).as(each.pattern()).isEqualTo(each.text());
            assertThat(conditions.parameters()).as(each.pattern()).isEqualTo(each.parameters());
        }
    }

    @Test
    void anIndexIsToldWhatAPatternBeginsWith() {
        record Case(String pattern, List<String> parameters) {}
        for (Case each : List.of(
                new Case("abc", List.of("abc")),
                new Case("ab%", List.of("ab%", "ab", "ac")),
                new Case("aZ9_x", List.of("aZ9_x", "aZ9", "aZ:")),
                new Case("z\\_%", List.of("z\\_%", "z", "{")),
                new Case("ä%", List.of("ä%")),
                new Case("aä%", List.of("aä%", "a", "b")),
                new Case("_b", List.of("_b")),
                new Case("x".repeat(70) + "%", List.of("x".repeat(70) + "%", "x".repeat(60), "x".repeat(59) + "y")),
                new Case("%", List.of()))) {
            Conditions conditions = new Conditions().likeIndexed("x", each.pattern());
            assertThat(conditions.parameters()).as(each.pattern()).isEqualTo(each.parameters());
        }
    }
}
