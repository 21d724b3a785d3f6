package io.howdah.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransactionSyntaxTest {
    @ParameterizedTest
    @CsvSource({
        "commit, true",
        "END WORK, true",
        "commit and chain, true",
        "/* to */ rollback, true",
        "ABORT transaction, true",
        "rollback and no chain, true",
        "rollback to a, false",
        "ROLLBACK WORK TO SAVEPOINT a, false",
        "'rollback to savepoint \"to\"', false",
        "prepare transaction 'x', true",
        "prepare transaction as select 1, false",
        "prepare q as select 1, false",
        "savepoint a, false",
        "select 'commit', false",
    })
    void tellsWhatEndsATransaction(String sql, boolean ends) throws Exception {
        var parsed = SqlParser.parse(sql, ParseOptions.STATEMENT);
        assertThat(TransactionSyntax.endsTransaction(parsed.statements().get(0)))
                .isEqualTo(ends);
    }
}
