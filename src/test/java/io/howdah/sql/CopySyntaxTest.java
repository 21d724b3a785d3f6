package io.howdah.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CopySyntaxTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "copy t from stdin                     | true",
                "COPY t (a, b) /* c */ FROM /* d */ STDIN with (format csv) | true",
                "copy t to stdout                      | false",
                "copy t from '/tmp/from stdin'         | false",
                "copy \"from stdin\" to stdout         | false",
                "select 1 from stdin                   | false",
                "copy (select * from stdin2) to stdout | false",
            })
    void tellsWhetherTheClientIsToSendData(String sql, boolean expected) throws SQLException {
        var statement =
                SqlParser.parse(sql, ParseOptions.STATEMENT).statements().get(0);
        assertThat(CopySyntax.isFromStdin(statement)).isEqualTo(expected);
    }
}
