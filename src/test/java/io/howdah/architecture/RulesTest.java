package io.howdah.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule must see its breach, and only it. */
class RulesTest {

    @ParameterizedTest
    @CsvSource({
        "wire,        import io.howdah.types.Codec;,                         types",
        "wire,        import static io.howdah.types.Codec.of;,               types",
        "error,       import io.howdah.api.ServerError;,                     ",
        "error,       import io.howdah.error.SqlState;,                      ",
        "types,       import io.howdah.types.codec.UuidCodec;,               types.codec",
        "types.codec, import io.howdah.types.Codec;,                         ",
        "session,     import io.howdah.session.connect.Startup;,             session.connect",
        "sql,         void f(io.howdah.jdbc.ConnectionImpl c) {},            jdbc",
        "sql,         int i = io . howdah .config. Option.COUNT;,          config",
        "jdbc,        import io.howdah.Driver;,                              ''",
        "sql,         // see io.howdah.jdbc.ConnectionImpl,                  ",
        "sql,         /* io.howdah.jdbc.X */,                                ",
        "sql,         'String s = \"io.howdah.jdbc.X\";',                    ",
        "auth,        import io.howdah.api.ServerError;,                      ",
        "value,       import io.howdah.api.ServerError;,                      api",
        "sql,         'char c = ''\"''; io.howdah.jdbc.X x; // \"',           jdbc",
    })
    void namesThePackageThatMayNotBeUsed(String packageName, String code, String breach) {
        var breaches = Rules.importsThatClimb(List.of(source(packageName, code)));
        if (breach == null) {
            assertThat(breaches).isEmpty();
        } else {
            assertThat(breaches).singleElement().asString().contains(" uses io.howdah." + breach + ",");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "import java.util.*;, 1",
        "import static io.howdah.error.SqlErrors.*;, 1",
        "import java.util.List; int i = 2 * 3;, 0",
    })
    void refusesWildcards(String code, int count) {
        assertThat(Rules.wildcardImports(List.of(source("jdbc", code)))).hasSize(count);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a // b                    | a",
                "~a /* b\n// c */ d~        | a   d",
                "f(\"a // b\") // c      | f(\"\")",
                "f(\"a\\\" b\", c)    | f(\"\", c)",
                "f('\"') + '\\''        | f(\"\") + \"\"",
                "f(\"\"\" \" b \\\"\"\" c \"\"\") + d | f(\"\") + d",
                "a / b * c                 | a / b * c",
            })
    void seesCodeOnly(String source, String code) {
        assertThat(CodeOnly.of(source).strip()).isEqualTo(code);
    }

    @Test
    void readsLongTextBlocks() {
        String block = "\"\"\"\n" + "select 'x' /* y */\n".repeat(100_000) + "\"\"\"";
        assertThat(CodeOnly.of("a + " + block + " + b")).isEqualTo("a + \"\" + b");
    }

    @Test
    void findsACircleOfAnyLength() {
        assertThat(Rules.cycles(List.of(
                        source("a", "import io.howdah.b.X;"),
                        source("b", "import io.howdah.c.X;"),
                        source("c", "import io.howdah.a.X;"),
                        source("d", "import io.howdah.a.X;"))))
                .containsExactly("The imports of packages go in a circle: a -> b -> c -> a");
    }

    @Test
    void wantsEachPackageKnownNamedWellAndDescribed() {
        var sources = List.of(source("jdbc.util", ""), SourceFile.of("wire", "package-info.java", ""));
        assertThat(Rules.unknownPackages(sources)).singleElement().asString().contains("jdbc.util");
        assertThat(Rules.packagesThatDoNotSayWhoTheyAre(sources))
                .singleElement()
                .asString()
                .contains("jdbc.util");
        assertThat(Rules.dumpingGrounds(sources)).hasSize(1);
        assertThat(Rules.dumpingGrounds(List.of(SourceFile.of("wire", "ByteUtils.java", ""))))
                .hasSize(1);
        assertThat(Rules.dumpingGrounds(List.of(SourceFile.of("wire", "Utilisation.java", ""))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc,  'throw new SQLException(\"x\");',                  1",
        "jdbc,  'throw new java.sql.SQLTimeoutException(\"x\");',  1",
        "jdbc,  'throw new SQLFeatureNotSupportedException();',    1",
        "jdbc,  'throw new BatchUpdateException();',               1",
        "xa,    'throw new XAException(XAException.XAER_NOTA);',   1",
        "error, 'throw new SQLException(\"x\");',                  0",
        "jdbc,  'throw SqlErrors.noResult();',                     0",
        "jdbc,  '// new SQLException(',                            0",
    })
    void wantsExceptionsFromTheCatalogue(String packageName, String code, int count) {
        assertThat(Rules.exceptionsOutsideTheCatalogue(List.of(source(packageName, code))))
                .hasSize(count);
    }

    @Test
    void bansMonitorsExpressionsAndPrinting() {
        var sources = List.of(source("jdbc", """
                // synchronized is banned
                import java.util.regex.Pattern;
                synchronized void f() { System.out.println("System.err"); e.printStackTrace(); }
                """));
        assertThat(Rules.monitors(sources)).hasSize(1);
        assertThat(Rules.regularExpressions(sources)).hasSize(1);
        assertThat(Rules.printing(sources)).hasSize(2);
    }

    @Test
    void keepsBytesOutOfFacades() {
        String code = "import io.howdah.wire.Page;";
        assertThat(Rules.facadesThatTouchBytes(List.of(SourceFile.of("jdbc", "StatementImpl.java", code))))
                .hasSize(1);
        assertThat(Rules.facadesThatTouchBytes(List.of(SourceFile.of("jdbc", "Parameters.java", code))))
                .isEmpty();
    }

    private static SourceFile source(String packageName, String code) {
        return SourceFile.of(packageName, "X.java", code);
    }
}
