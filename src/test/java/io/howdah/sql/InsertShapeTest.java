package io.howdah.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InsertShapeTest {
    private static InsertShape shape(String sql) {
        return InsertShape.of(sql, StringSyntax.STANDARD).orElse(null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "insert into t values ($1) | insert into t | 1 | ''",
                "INSERT INTO s.t (a, B) VALUES ($1,$2); | INSERT INTO s.t (a, B) | 2 | ''",
                "insert into a.b.\"values\"(\"x)\") values($1) ; | insert into a.b.\"values\"(\"x)\") | 1 | ''",
                "insert into values values ($1) | insert into values | 1 | ''",
                "insert into t as x values ($1) returning x.* ; | insert into t as x | 1 | returning x.*",
                "insert into t overriding user value values ($1) | insert into t overriding user value | 1 | ''",
                "insert into t overriding system value values ($1) | insert into t overriding system value | 1 | ''",
                "insert into t /* values (1) */ values ( $1 ) | insert into t /* values (1) */ | 1 | ''",
                "insert into t values ($1) RETURNING a + 1 AS b, 'x;(' -- ; | insert into t | 1"
                        + " | RETURNING a + 1 AS b, 'x;(' -- ;",
            })
    void recognisesARowOfPlaceholders(String sql, String head, int columns, String tail) {
        assertThat(shape(sql).head().strip()).isEqualTo(head);
        assertThat(shape(sql).columns()).isEqualTo(columns);
        assertThat(shape(sql).tail().strip()).isEqualTo(tail);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "select $1",
                "insert into t",
                "insert into t values",
                "insert into t values ()",
                "insert into t values ($1",
                "insert into t values ($1,)",
                "insert into t values ($1, 1)",
                "insert into t values ($1, default)",
                "insert into t default values",
                "insert into t values ($1), ($2)",
                "insert into t values ($2, $1)",
                "insert into t values ($1, $1)",
                "insert into t values ($2)",
                "insert into t values ($1::int)",
                "insert into t values (cast($1 as int))",
                "insert into t values (($1))",
                "insert into t values (-$1)",
                "insert into t values ((select $1))",
                "insert into t select $1",
                "insert into t (a[1]) values ($1)",
                "insert into t (a.b) values ($1)",
                "insert into t () values ($1)",
                "insert into t values ($1) on conflict do nothing",
                "insert into t values ($1) on conflict do nothing returning a",
                "insert into t values ($1) returning $2",
                "insert into t values ($1) returning (select count(*) from t)",
                "insert into t values ($1) returning nextval('s')",
                "insert into t values ($1) order by 1",
                "insert into t values ($1); select 1",
                "with x as (select 1) insert into t values ($1)",
                "insert into U&\"t\" uescape '!' values ($1)",
                "explain insert into t values ($1)",
            })
    void recognisesNothingElse(String sql) {
        assertThat(shape(sql)).isNull();
    }

    @Test
    void takesTheRowsFromArrays() {
        assertThat(shape("insert into t (a, b) -- why\nvalues ($1, $2)").fromArrays())
                .isEqualTo("insert into t (a, b) -- why\n"
                        + "SELECT * FROM ROWS FROM (pg_catalog.unnest($1), pg_catalog.unnest($2)) AS u");
        assertThat(shape("insert into t values ($1)\n returning *; -- end").fromArrays())
                .isEqualTo("insert into t SELECT * FROM ROWS FROM (pg_catalog.unnest($1)) AS u returning *");
    }
}
