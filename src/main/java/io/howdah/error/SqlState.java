package io.howdah.error;

/**
 * The SQLSTATEs we decide on or give out ourselves.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL Error Codes</a>
 */
public enum SqlState {
    WARNING("01000"),
    UNEXPECTED_RESULT("0100E"),
    NO_DATA("02000"),
    CONNECTION_REFUSED("08001"),
    CONNECTION_NOT_OPEN("08003"),
    CONNECTION_REJECTED("08004"),
    CONNECTION_FAILURE("08006"),
    PROTOCOL_VIOLATION("08P01"),
    FEATURE_NOT_SUPPORTED("0A000"),
    /** Refusals of our own: class 0A, but not 0A000, on which HikariCP throws a connection away. */
    NOT_SUPPORTED_BY_DRIVER("0AX00"),
    RESTRICTED_DATA_TYPE("07006"),
    NUMERIC_OUT_OF_RANGE("22003"),
    NULL_NOT_ALLOWED("22004"),
    INVALID_DATETIME_FORMAT("22007"),
    DATETIME_OVERFLOW("22008"),
    STRING_NOT_ENCODABLE("22021"),
    INVALID_PARAMETER("22023"),
    INVALID_TEXT("22P02"),
    INVALID_BINARY("22P03"),
    BAD_COPY_FORMAT("22P04"),
    INVALID_XML("2200M"),
    INVALID_CURSOR_STATE("24000"),
    INVALID_CURSOR_NAME("34000"),
    ACTIVE_TRANSACTION("25001"),
    NO_ACTIVE_TRANSACTION("25P01"),
    FAILED_TRANSACTION("25P02"),
    UNKNOWN_STATEMENT_NAME("26000"),
    INVALID_AUTHORIZATION("28000"),
    INVALID_PASSWORD("28P01"),
    INVALID_SAVEPOINT("3B001"),
    SERIALIZATION_FAILURE("40001"),
    SYNTAX_ERROR("42601"),
    INVALID_NAME("42602"),
    NAME_TOO_LONG("42622"),
    UNDEFINED_COLUMN("42703"),
    UNDEFINED_OBJECT("42704"),
    UNDEFINED_FUNCTION("42883"),
    AMBIGUOUS_FUNCTION("42725"),
    DATATYPE_MISMATCH("42804"),
    CANNOT_COERCE("42846"),
    WRONG_OBJECT_TYPE("42809"),
    AMBIGUOUS_PARAMETER("42P08"),
    INDETERMINATE_DATATYPE("42P18"),
    TOO_MANY_ARGUMENTS("54023"),
    PROGRAM_LIMIT_EXCEEDED("54000"),
    OBJECT_NOT_IN_STATE("55000"),
    QUERY_CANCELED("57014"),
    ADMIN_SHUTDOWN("57P01"),
    CANNOT_CONNECT_NOW("57P03"),
    INTERNAL_ERROR("XX000");

    private final String code;

    SqlState(String code) {
        this.code = code;
    }

    /** Five characters. */
    public String code() {
        return code;
    }

    /** Whether an exception carries this state; false for one without any. */
    public boolean is(String sqlState) {
        return code.equals(sqlState);
    }
}
