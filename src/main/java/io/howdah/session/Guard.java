package io.howdah.session;

/**
 * The savepoint that the driver sets by itself, so that what fails behind it does not cost the user's transaction. There
 * is one at a time, it is set and released within one flight, and stays only if that flight fails.
 */
final class Guard {
    static final String SET = "SAVEPOINT howdah_guard";
    static final String UNDO = "ROLLBACK TO SAVEPOINT howdah_guard";
    static final String RELEASE = "RELEASE SAVEPOINT howdah_guard";

    private boolean standing;

    /** Whether going back to it mends the transaction. */
    boolean isStanding() {
        return standing;
    }

    void executed(String sql) {
        if (sql.equals(SET)) {
            standing = true;
        } else if (sql.equals(RELEASE)) {
            standing = false;
        }
    }

    void ready(TransactionStatus status) {
        // While nothing has failed there is nothing to go back for, and the user may have ended the transaction.
        standing &= status == TransactionStatus.FAILED;
    }
}
