package io.howdah.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiteralMaskTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "select 1                                      | select ?",
                "select a from t where b='x''y' and c = 4.5e3  | select a from t where b=? and c = ?",
                "alter role joe password 'secret'              | alter role joe password ?",
                "select $tag$secret$tag$, E'se\\'cret', U&'s'  | select ?, ?, ?",
                "select /* secret */ \"x 'y'\", $1 -- secret   | select \"x 'y'\", $1",
                "select t1.c2                                  | select t1.c2",
                "select 'not ended                             | select ?",
            })
    void leavesOutWhatAProgramHasWrittenInto(String sql, String masked) {
        assertThat(LiteralMask.mask(sql, StringSyntax.STANDARD)).isEqualTo(masked);
    }
}
