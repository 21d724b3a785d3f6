package io.howdah.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CopySyntaxTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "copy t from stdin                     | IN",
                "COPY t (a, b) /* c */ FROM /* d */ STDIN with (format csv) | IN",
                "copy t to stdout                      | OUT",
                "copy t from '/tmp/from stdin'         | NONE",
                "copy t to program 'from stdin'        | NONE",
                "copy \"from stdin\" to stdout         | OUT",
                "select 1 from stdin                   | NONE",
                "copy (select * from stdin) to stdout  | OUT",
                "copy (select * from stdin) to '/tmp/x' | NONE",
                "copy t (a) to /* from stdin */ stdout -- from stdin | OUT",
            })
    void tellsWhichWayTheDataGoes(String sql, CopySyntax.Direction expected) throws SQLException {
        var statement =
                SqlParser.parse(sql, ParseOptions.STATEMENT).statements().get(0);
        assertThat(CopySyntax.direction(statement)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"t", "Public.T", "\"Odd \"\" name\"", "a.\"b\".c", "gr\u00fc\u00df"})
    void aNameStaysAsItIs(String name) throws SQLException {
        assertThat(CopySyntax.name(name)).isEqualTo(name);
        assertThat(CopySyntax.name("  " + name + " /* said */ ")).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "t; drop table t",
                "t (a)",
                "a.b.c.d",
                "\"open",
                "\"open\"\"",
                "\"\"",
                "a b",
                "'t'",
                "$1",
                "a.",
                ".a",
                "a..b",
                "\"a\"\"b",
                "*",
                "1"
            })
    void whatIsMoreThanANameIsRefused(String text) {
        assertThatThrownBy(() -> CopySyntax.name(text))
                .isInstanceOf(SQLSyntaxErrorException.class)
                .hasMessageContaining("is no name");
    }
}
