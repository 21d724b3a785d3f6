package io.howdah.session;

/** Where the session stands, as the last ReadyForQuery told. */
public enum TransactionStatus {
    /** Not in a transaction block. */
    IDLE,
    IN_TRANSACTION,
    /** In a transaction block in which a statement failed: only its end, or a savepoint, gets out of it. */
    FAILED;

    /** @return null for a letter that is none of the protocol's */
    static TransactionStatus of(byte letter) {
        return switch (letter) {
            case 'I' -> IDLE;
            case 'T' -> IN_TRANSACTION;
            case 'E' -> FAILED;
            default -> null;
        };
    }
}
