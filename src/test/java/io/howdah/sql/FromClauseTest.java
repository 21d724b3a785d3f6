package io.howdah.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FromClauseTest {
    private static boolean mayJoin(String sql) {
        return FromClause.mayJoin(sql, StringSyntax.STANDARD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from a join b on true",
                "select * from a, b",
                "select * from a x, a y where x.b = y.c",
                "select * from (a cross JOIN b)",
                "select * from (select x.* from a x join a y on true) s",
                "select * from (select x.* from a x, a y) s",
                "with s as (select x.* from a x, a y) select * from s",
                "select x /* , */ from a\n,b",
                "select * from {oj a left outer join b on true}",
                "select a is distinct from b from a, b",
                "select * from ((a)), b",
                "select 1; select * from a, b",
                "select a.id, b.v from public.order a, public.order b where a.id = 1 and b.id = 2",
                "select a.id, b.v from public . /* , */ where a join b on true",
            })
    void findsWhatPutsRowsTogether(String sql) {
        assertThat(mayJoin(sql)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update t a set v = b.v from t b where b.id = a.id + 1 returning a.id, b.v",
                "DELETE from t a using t b where b.id = a.id + 1 RETURNING a.id, b.v",
                "merge into t a using t b on b.id = a.id when matched then delete returning a.id, b.v",
                "insert into t values (1, 2) on conflict (id) do update set id = 3 returning old.id, v",
                "with x as (select 1) update t set id = id + 1 returning old.id, new.v",
                "with x as (update t a set v = 1 from t b returning a.id, b.v) select * from x",
                "with x as (with y as (select 1) delete from t a using t b returning a.id, b.v) select * from x",
                "select 1; delete from t a using t b returning a.id, b.v",
                "fetch all in c",
                "/* of c */ FETCH all from c",
                "select 1; execute p(1)",
            })
    void findsWhatTellsOfRowsThatChange(String sql) {
        assertThat(mayJoin(sql)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ")",
                "select a, b from c",
                "select a, b from c where d in (1, 2) order by e, f",
                "select a from c where d in (select x from y join z on true)",
                "select a from c where exists (select 1 from y, z)",
                "select (select max(x) from y, z), b from c",
                "select extract(year from a), b from c",
                "select a is not distinct from b, c from d",
                "select * from \"a, b join c\"",
                "select * from a where b = ', join' -- , join",
                "select * from generate_series(1, 2)",
                "select * from only a for update of a, b",
                "select joined from a",
                "select 1, 2; select 3, 4",
                "with s as (select a, b from c) select a, b from s",
                "select x.from, x.join, y from a x",
                "select id from public.order order by a, b",
                "select id from a for update",
                "insert into a values (1, 2); select id, b from a",
                "select id, update, json_value(b, '$' returning int) from a",
                "select id from a fetch first 3 rows only",
            })
    void passesWhatReadsOneTable(String sql) {
        assertThat(mayJoin(sql)).isFalse();
    }

    @Test
    void takesTimeInProportion() {
        assertThat(mayJoin("(".repeat(200_000) + "from a, b")).isFalse();
        assertThat(mayJoin("from (".repeat(100_000) + "from a, b")).isTrue();
    }
}
