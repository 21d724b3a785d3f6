package io.howdah.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuotingTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '@',
            value = {
                "a @ a",
                "_a1$ @ _a1$",
                "A @ \"A\"",
                "1a @ \"1a\"",
                "$a @ \"$a\"",
                "é @ \"é\"",
                "a b @ \"a b\"",
                "a\"b @ \"a\"\"b\"",
                "select @ \"select\"",
                "user @ \"user\"",
                "left @ \"left\"",
                "values @ \"values\"",
                "system_user @ \"system_user\"",
                "json_table @ \"json_table\"",
                "name @ name",
                "begin @ begin"
            })
    void quotesAnIdentifierWhereNeeded(String name, String expected) throws SQLException {
        assertThat(Quoting.identifier(name)).isEqualTo(expected);
        assertThat(Quoting.isSimple(name)).isEqualTo(name.equals(expected));
    }

    @Test
    void joinsSchemaAndName() throws SQLException {
        assertThat(Quoting.qualified("public", "Order")).isEqualTo("public.\"Order\"");
        assertThat(Quoting.qualified(null, "order")).isEqualTo("\"order\"");
        assertThat(Quoting.qualified("", "t")).isEqualTo("t");
        assertThat(Quoting.quoted("t")).isEqualTo("\"t\"");
    }

    @Test
    void writesLiteralsThatNeedNoSetting() throws SQLException {
        assertThat(Quoting.literal("")).isEqualTo("''");
        assertThat(Quoting.literal("it's\n\uD83D\uDC18")).isEqualTo("'it''s\n\uD83D\uDC18'");
        assertThat(Quoting.literal("\\'; drop table t; --")).isEqualTo(" E'\\\\''; drop table t; --'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "\uD83D", "a\uD83Db", "\uDC18", "\uDC18\uD83D", "\uD83D\uD83D\uDC18"})
    void refusesWhatTheServerCannotTake(String text) {
        assertThatThrownBy(() -> Quoting.literal(text))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22021"));
        assertThatThrownBy(() -> Quoting.identifier(text)).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> Quoting.quoted(text)).isInstanceOf(SQLException.class);
    }

    @Test
    void refusesAnEmptyIdentifier() {
        assertThatThrownBy(() -> Quoting.identifier("")).isInstanceOf(SQLException.class);
        assertThat(Quoting.isSimple("")).isFalse();
    }
}
