package io.howdah.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypeNameTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                // text, schema, name, written schema, written name, array
                "mood, -, mood, -, mood, false",
                "Mood, -, mood, -, Mood, false",
                "` Zoo . Mood `, zoo, mood, Zoo, Mood, false",
                "`\"Zoo\".\"Mo.od\"[]`, Zoo, Mo.od, Zoo, Mo.od, true",
                "`a$1_[3] [ 4 ]`, -, a$1_, -, a$1_, true",
                "`\"a\"\"b\"`, -, `a\"b`, -, `a\"b`, false",
                "my Type, -, my type, -, my Type, false",
                "`varchar(20)`, -, varchar, -, varchar, false",
                "`Character  Varying (20)[]`, pg_catalog, varchar, pg_catalog, varchar, true",
                "`TIME(3) without TIME ZONE`, pg_catalog, time, pg_catalog, time, false",
                "`numeric(10,-2)`, -, numeric, -, numeric, false",
                "integer, pg_catalog, int4, pg_catalog, int4, false",
                "`\"integer\"`, -, integer, -, integer, false",
                "zoo.integer, zoo, integer, zoo, integer, false",
                "bigserial, pg_catalog, int8, pg_catalog, int8, false",
                "ÄRGER, -, Ärger, -, ÄRGER, false",
            })
    void reads(String text, String schema, String name, String exactSchema, String exactName, boolean array)
            throws SQLException {
        assertThat(TypeName.parse(text)).isEqualTo(new TypeName(schema, name, exactSchema, exactName, array));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "  ", ".", "a.", ".a", "a.b.c", "\"", "\"\"", "\"a", "a[", "a[x]", "a(", "a(b)", "a b;", "a'b",
                "a\0b", "a[] b", "(1)", "a-b"
            })
    void refuses(String text) {
        assertThatThrownBy(() -> TypeName.parse(text))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42602"));
    }

    @Test
    void aNameIsNeeded() {
        assertThatThrownBy(() -> TypeName.parse(null)).isInstanceOf(SQLException.class);
    }
}
