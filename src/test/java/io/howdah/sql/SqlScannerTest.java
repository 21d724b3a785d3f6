package io.howdah.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.sql.SqlScanner.Token;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlScannerTest {
    /** Tokens, joined by a bar; newlines are written ~ on both sides. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '@',
            value = {
                "select 1 @ select|1",
                "'a''b' 'c' @ 'a''b'|'c'",
                "'a\\' ? @ 'a\\'|?",
                "E'a\\'b' ? @ E'a\\'b'|?",
                "e'\\\\' ? @ e'\\\\'|?",
                "E'a''\\'' ? @ E'a''\\''|?",
                "E'a'~'b\\'' ? @ E'a'~'b\\''|?",
                "E'a' -- c'~ -- d'~ 'b\\'' ? @ E'a' -- c'~ -- d'~ 'b\\''|?",
                "E'a' 'b\\' ? @ E'a'|'b\\'|?",
                "E'a' /*~*/ 'b\\' ? @ E'a'|'b\\'|?",
                "E'a'~-- 'b\\' ? @ E'a'",
                "U&'\\' ? @ U&'\\'|?",
                "u&'a''b' uescape '!' @ u&'a''b'|uescape|'!'",
                "U&\"a\"\"?\" ? @ U&\"a\"\"?\"|?",
                "U & '\\' @ U|&|'\\'",
                "b'01''x' @ b'01'|'x'",
                "X'1F'~'2E' @ X'1F'~'2E'",
                "N'a''?' @ N'a''?'",
                "nameE'a\\' ? @ nameE|'a\\'|?",
                "1E'\\'' ? @ 1|E'\\''|?",
                "1.5e-3E'\\'' @ 1.5e-3|E'\\''",
                "1e10 .5 1..2 1.e @ 1e10|.|5|1.|.|2|1.|e",
                "\"a\"\"?\" ? @ \"a\"\"?\"|?",
                "$$?$$ ? @ $$?$$|?",
                "$a$ ? $b$ $$ $a$? @ $a$ ? $b$ $$ $a$|?",
                "$a$ $A$ $ab$ x$a$ y @ $a$ $A$ $ab$ x$a$|y",
                "$é_1$?$é_1$ @ $é_1$?$é_1$",
                "a$1$ ? $1$ @ a$1$|?|$1|$",
                "a$$?$$ @ a$$|?|$$",
                "1$$?$$ @ 1|$$?$$",
                "$1$$?$$ @ $1|$$?$$",
                "$1a $12 @ $1|a|$12",
                "$a ? @ $|a|?",
                "x$1 é$1 _?1 @ x$1|é$1|_|?|1",
                "a-- ?~b @ a|b",
                "a -/* ? */- b @ a|-|-|b",
                "/* a /* ? */ ? */ b @ b",
                "/*/**/*/ a /***/ b /**/c @ a|b|c",
                "a*/*?*/b @ a|*|b",
                "a->>'?'::text @ a|-|>|>|'?'|:|:|text",
                "[a['?'],{b}] @ [|a|[|'?'|]|,|{|b|}|]"
            })
    void cutsAsTheServerDoes(String sql, String tokens) {
        assertThat(scan(sql, StringSyntax.STANDARD)).isEqualTo(List.of(tokens.split("\\|")));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '@',
            value = {
                "'a\\' ?' ? @ 'a\\' ?'|?",
                "'a\\\\' ? @ 'a\\\\'|?",
                "N'\\'' ? @ N'\\''|?",
                "X'\\' ? @ X'\\'|?",
                "b'1'~'\\' ? @ b'1'~'\\'|?",
                "U&'\\' ? @ U&'\\'|?",
                "$$\\$$ ? @ $$\\$$|?",
                "\"\\\" ? @ \"\\\"|?"
            })
    void readsBackslashesWhereStringsAreNotStandard(String sql, String tokens) {
        assertThat(scan(sql, StringSyntax.BACKSLASH)).isEqualTo(List.of(tokens.split("\\|")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'?", "'?''", "E'?\\", "E'?\\'", "E'?'~'?", "U&'?", "U&\"?", "b'?", "x'?", "N'?", "\"?", "\"?\"\"",
                "$$?", "$a$?$", "$a$?$$", "$a$?$A$", "/*?", "/*?*", "/*/*?*/", "--?", "E'?'~--"
            })
    void whatIsNotTerminatedReachesToTheEnd(String sql) {
        assertThat(scan(sql, StringSyntax.STANDARD)).hasSizeLessThanOrEqualTo(1).doesNotContain("?");
    }

    @Test
    void namesTheKindOfEachToken() {
        var scanner = new SqlScanner("a \"a\" 'a' $$a$$ 1 $1 ? +", StringSyntax.STANDARD);
        var kinds = new ArrayList<Token>();
        for (Token token = scanner.next(); token != Token.END; token = scanner.next()) {
            kinds.add(token);
        }
        assertThat(kinds)
                .containsExactly(
                        Token.WORD,
                        Token.QUOTED_NAME,
                        Token.STRING,
                        Token.STRING,
                        Token.NUMBER,
                        Token.PARAMETER,
                        Token.MARK,
                        Token.SYMBOL);
        assertThat(scanner.next()).isEqualTo(Token.END);
    }

    @Test
    void followsTheServersSetting() {
        assertThat(StringSyntax.of("on")).isEqualTo(StringSyntax.STANDARD);
        assertThat(StringSyntax.of(null)).isEqualTo(StringSyntax.STANDARD);
        assertThat(StringSyntax.of("off")).isEqualTo(StringSyntax.BACKSLASH);
    }

    @Test
    void onlyAsciiLettersHaveACase() {
        var scanner = new SqlScanner("SelecT \u017felect", StringSyntax.STANDARD);
        scanner.next();
        assertThat(scanner.isWord("select")).isTrue();
        scanner.next();
        assertThat(scanner.isWord("select")).isFalse();
    }

    private static List<String> scan(String text, StringSyntax strings) {
        String sql = text.replace('~', '\n');
        var scanner = new SqlScanner(sql, strings);
        var tokens = new ArrayList<String>();
        while (scanner.next() != Token.END) {
            tokens.add(sql.substring(scanner.start(), scanner.end()).replace('\n', '~'));
        }
        return tokens;
    }
}
