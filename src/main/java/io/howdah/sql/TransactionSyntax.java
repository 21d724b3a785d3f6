package io.howdah.sql;

import io.howdah.sql.SqlScanner.Token;

/** What a statement about transactions does with the one that is open. */
public final class TransactionSyntax {
    private TransactionSyntax() {}

    /** COMMIT, ROLLBACK, PREPARE TRANSACTION and their synonyms, but not ROLLBACK TO a savepoint. */
    public static boolean endsTransaction(ParsedStatement statement) {
        return switch (statement.verb()) {
            case COMMIT -> true;
            case ROLLBACK -> !hasWord(statement, "to");
            case PREPARE -> hasWord(statement, "transaction") && !hasWord(statement, "as");
            default -> false;
        };
    }

    private static boolean hasWord(ParsedStatement statement, String word) {
        var scanner = new SqlScanner(statement.sql(), StringSyntax.STANDARD);
        for (Token token = scanner.next(); token != Token.END; token = scanner.next()) {
            if (token == Token.WORD && scanner.isWord(word)) {
                return true;
            }
        }
        return false;
    }
}
