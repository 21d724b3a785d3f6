package io.howdah.datasource;

import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.api.ConnectionObserver.Kind;
import io.howdah.api.ConnectionObserver.Observation;
import io.howdah.api.ConnectionObserver.Operation;
import io.howdah.api.ConnectionObserver.Result;
import io.howdah.api.ConnectionObserver.Server;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the log is told of statements that take long. */
class SlowStatementsTest {
    private static final Server SERVER = new Server("db", 5432, "zoo", "keeper", 4711);
    private static final Result THREE_ROWS = new Result(OptionalLong.of(3), 0, 0, Optional.empty());

    private final List<String> lines = new ArrayList<>();

    private Observation begin(Duration threshold, Kind kind, String sql) {
        return new SlowStatements(threshold, lines::add).begins(new Operation(kind, SERVER, Optional.ofNullable(sql)));
    }

    @Test
    void tellsWithoutTheValues() {
        begin(Duration.ZERO, Kind.STATEMENT, "select 'secret' from t where a = ?")
                .ends(THREE_ROWS);
        assertThat(lines)
                .singleElement()
                .asString()
                .matches("STATEMENT took \\d+ ms for 3 rows, in backend 4711 of zoo: select \\? from t where a = \\?");
    }

    /** Nobody knows here how the server reads strings. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "select 'a\\'b secret' from t              ; select ? ..",
                "select 'a\\', secret from t where b = 'c' ; select ? ..",
                "select a, 'b\\'                          ; select a, ?",
                "select 'a\\\\'||'secret' from t            ; select ?||? from t",
                "select E'a\\'b secret' from t             ; select ? from t",
                "select a from t where b like 'c\\_secret' ; select a from t where b like ?"
            })
    void showsNoValueHoweverStringsAreRead(String sql, String told) {
        begin(Duration.ZERO, Kind.STATEMENT, sql).ends(THREE_ROWS);
        assertThat(lines).singleElement().asString().endsWith(": " + told);
    }

    @Test
    void tellsHowItFailed() {
        var failure = new SQLException("canceling statement: secret", "57014");
        begin(Duration.ZERO, Kind.COMMIT, "COMMIT").ends(new Result(OptionalLong.empty(), 0, 0, Optional.of(failure)));
        assertThat(lines)
                .singleElement()
                .asString()
                .contains("COMMIT took", "failed with SQLSTATE 57014")
                .doesNotContain("secret");
    }

    @Test
    void saysNothingOfWhatWasQuick() {
        begin(Duration.ofDays(1), Kind.STATEMENT, "select 1").ends(THREE_ROWS);
        assertThat(lines).isEmpty();
    }

    @Test
    void cutsLongTexts() {
        begin(Duration.ZERO, Kind.STATEMENT, "select a" + ", b".repeat(10_000)).ends(THREE_ROWS);
        assertThat(lines).singleElement().asString().hasSizeLessThan(1_200).endsWith(" ..");
    }

    @Test
    void doesNotMeasureConnecting() {
        assertThat(begin(Duration.ZERO, Kind.CONNECT, null)).isNull();
    }
}
