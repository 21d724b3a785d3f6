package io.howdah.jdbc;

import io.howdah.error.SqlState;
import io.howdah.sql.ParsedSql;
import io.howdah.sql.ParsedStatement;
import io.howdah.types.BuiltinTypes;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.Set;

/**
 * The Blobs and Clobs among a statement's parameters: they become large objects where the server wants an {@code oid}, and
 * are bytes and text elsewhere.
 *
 * <p>The server is asked once for each text what it wants, before the text is executed: a text or four bytes could be taken
 * for an {@code oid}. It need not be asked about Blobs outside of a transaction, where none can become an object: they are
 * sent as {@code bytea}, which no server takes for an {@code oid}.
 */
final class LargeParameters {
    /** What the server says of a {@code bytea} where it wants an {@code oid}. */
    private static final Set<SqlState> NOT_OF_BYTES =
            EnumSet.of(SqlState.DATATYPE_MISMATCH, SqlState.UNDEFINED_FUNCTION, SqlState.CANNOT_COERCE);

    private final JdbcContext context;
    private final ParsedSql parsed;
    private final Parameters parameters;
    private final WantedTypes wanted;

    /** What the server wants for the parameters of one of the statements; asks it unless it is known. */
    @FunctionalInterface
    interface WantedTypes {
        int[] oids(int statement) throws SQLException;
    }

    LargeParameters(JdbcContext context, ParsedSql parsed, Parameters parameters, WantedTypes wanted) {
        this.context = context;
        this.parsed = parsed;
        this.parameters = parameters;
        this.wanted = wanted;
    }

    /** Makes what is wanted of all of them, until {@link Parameters#restoreObjects()}. */
    void settle() throws SQLException {
        BitSet objects = objects();
        if (!objects.isEmpty()) {
            context.transactions().requireTransaction(objects.nextSetBit(0) + 1);
            parameters.becomeObjects(objects, context.largeObjects()::createAll);
        }
        parameters.settleLarge();
    }

    /** Those that the server wants an OID for. */
    private BitSet objects() throws SQLException {
        var objects = new BitSet();
        for (int i = 0; i < parsed.statements().size(); i++) {
            ParsedStatement statement = parsed.statements().get(i);
            if (!hasLarge(statement)) {
                continue;
            }
            int[] oids = wanted.oids(i);
            for (int p = 0; p < oids.length; p++) {
                int slot = statement.parameter(p);
                if (oids[p] == BuiltinTypes.OID.oid() && parameters.isLarge(slot)) {
                    objects.set(slot);
                }
            }
        }
        return objects;
    }

    private boolean hasLarge(ParsedStatement statement) {
        for (int p = 0; p < statement.parameterCount(); p++) {
            if (parameters.isLarge(statement.parameter(p))) {
                return true;
            }
        }
        return false;
    }

    /** Whether nothing can be made of them but {@code bytea}. */
    boolean areBytes() throws SQLException {
        return !parameters.hasLargeText() && context.transactions().isIdle();
    }

    /** Sends them as {@code bytea}; which they were, for {@link #explain}. */
    BitSet settleAsBytes() {
        BitSet blobs = parameters.large();
        parameters.settleLarge();
        return blobs;
    }

    /**
     * An error of a text that was executed with these as {@code bytea}: it may well be that it wants an {@code oid}.
     *
     * @throws SQLException what would help then
     */
    void explain(BitSet blobs, SQLException failure) throws SQLException {
        if (NOT_OF_BYTES.stream().noneMatch(state -> state.is(failure.getSQLState()))) {
            return;
        }
        // They stay that: in a transaction the same values may become objects.
        parameters.enlarge(blobs);
        BitSet objects = objects();
        if (!objects.isEmpty()) {
            context.transactions().requireTransaction(objects.nextSetBit(0) + 1);
        }
    }
}
