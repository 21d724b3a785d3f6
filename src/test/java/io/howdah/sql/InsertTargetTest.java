package io.howdah.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InsertTargetTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            insert into t values (1)                    | t
            INSERT INTO T(a) select 1                   | T
            insert /* into x */ into "A.b"."c"" d" (a)  | "A.b"."c"" d"
            insert into s . t as x default values       | s.t
            insert into U&"\\0041" values (1)            |
            with x as (select 1) insert into t select 1 |
            insert into                                 |
            insert into s. (a)                          |
            update t set a = 1                          |
            insert                                      |
            """)
    void isTheNameAsWritten(String sql, String table) {
        assertThat(InsertTarget.of(sql, StringSyntax.STANDARD).orElse(null)).isEqualTo(table);
    }
}
