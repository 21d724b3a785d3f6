package io.howdah.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.api.ServerError;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypingTest {
    private static ServerError error(String message, int position) {
        Optional<String> none = Optional.empty();
        return new ServerError(
                "ERROR", "42P18", message, none, none, position, 0, none, none, none, none, none, none, none, none, 0,
                none);
    }

    /** The position is that of the first {@code ^}, which is taken out. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    could not determine data type of parameter $3       | select ^1                       | 3
                    Datentyp von Parameter $12 konnte nicht ..          | -                               | 12
                    two of them: $1 and $2                              | -                               | 1 2
                    no number: $ $x $0 $                                | -                               | ''
                    polymorphic                                         | select $1, ^to_json($2), $3     | 2
                    polymorphic                                         | select ^pg."f"($1, g($2)), $3   | 1 2
                    mismatch                                            | values (^$2, $1)                | 2
                    operator                                            | select $1 where $2 ^= $3 and $4 | 2 3
                    operator                                            | select a ^~~ $3                 | 3
                    operator                                            | select $3 ^@> a                 | 3
                    unclosed                                            | select ^f($1, $2                | 1 2
                    behind a letter of two chars                        | select '𝄞', ^f($2)              | 2
                    at the end                                          | select $1 ^+                    | 1
                    nothing there                                       | select ^a, $1                   | ''
                    """)
    void knowsWhatAnErrorIsAbout(String message, String sql, String expected) {
        String text = sql == null ? "" : sql.replace("^", "");
        int position = sql == null ? 0 : sql.codePointCount(0, sql.indexOf('^')) + 1;
        BitSet found = Culprits.of(error(message, position), text);
        assertThat(found.stream().mapToObj(each -> each + 1 + "").toList())
                .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected.split(" ")));
    }

    @Test
    void aPositionBehindTheTextIsNone() {
        assertThat(Culprits.of(error("no", 99), "select $1").isEmpty()).isTrue();
    }

    private static BitSet set(int... members) {
        var set = new BitSet();
        for (int member : members) {
            set.set(member);
        }
        return set;
    }

    private static String tries(Typing typing, ServerError... errors) {
        var text = new StringBuilder();
        for (ServerError error : errors) {
            text.append(typing.next(error, "select $1 $2 $3") ? typing.plain() : "-")
                    .append(' ');
        }
        return text.toString().strip();
    }

    @Test
    void triesTheOneThatIsBlamedThenAllThenTheNextBlamed() {
        assertThat(tries(
                        new Typing(set(0, 1, 2, 3), set()),
                        error("$1", 0),
                        error("$3", 0),
                        error("all failed", 0),
                        error("$4", 0),
                        error("nobody", 0)))
                .isEqualTo("{0} {0, 1, 2, 3} {0, 2} {0, 2, 3} -");
    }

    @Test
    void sparesTheBlamedWhereNobodyWasBlamedAtFirst() {
        assertThat(tries(
                        new Typing(set(0, 1, 2), set()),
                        error("who knows", 0),
                        error("$2", 0),
                        error("$1", 0),
                        error("$3", 0)))
                .isEqualTo("{0, 1, 2} {0, 2} {2} -");
    }

    @Test
    void startsFromWhatWorkedBefore() {
        assertThat(tries(new Typing(set(1, 2), set(0)), error("$1", 0), error("", 0)))
                .isEqualTo("{0, 1, 2} -");
    }

    @Test
    void hasNothingToTryWithoutSoftParameters() {
        assertThat(new Typing(set(), set()).next(error("$1", 0), "select $1")).isFalse();
    }

    @Test
    void givesUpAtLast() {
        var soft = new BitSet();
        soft.set(0, 1000);
        var typing = new Typing(soft, set());
        int tries = 0;
        while (typing.next(error("$" + (tries + 1), 0), "")) {
            tries++;
        }
        assertThat(tries).isLessThan(40);
    }
}
