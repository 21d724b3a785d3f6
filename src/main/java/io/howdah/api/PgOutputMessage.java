package io.howdah.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A message of the plugin {@code pgoutput}, protocol versions 1 to 4.
 *
 * <p>Outside of a streamed block, changes belong to the transaction of the {@link Begin} or {@link BeginPrepare} before them.
 * Between {@link StreamStart} and {@link StreamStop} they belong to that of the StreamStart, which may yet be rolled back, and
 * blocks of several transactions alternate; {@code xid} is then that of the change's own (sub)transaction, by which
 * {@link StreamAbort} takes it back. Elsewhere it is 0.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-logicalrep-message-formats.html">Logical Replication Message
 *     Formats</a>
 */
public sealed interface PgOutputMessage {
    /** A transaction, whole, that was committed. */
    record Begin(LogSequenceNumber commitPosition, Instant commitTime, long xid) implements PgOutputMessage {}

    /** @param end behind the commit: the position to confirm, and to keep beside the data */
    record Commit(LogSequenceNumber position, LogSequenceNumber end, Instant time) implements PgOutputMessage {}

    /** The transaction came from elsewhere: where it was committed there, and the name of that origin. */
    record Origin(LogSequenceNumber position, String name) implements PgOutputMessage {}

    /**
     * A table, before the first change of it, and again whenever the server thinks it may have changed.
     *
     * @param oid of the table
     * @param schema never empty: {@code pg_catalog} is told
     * @param replicaIdentity {@code d} for the primary key, {@code n} for nothing, {@code f} for all columns, {@code i} for an
     *     index
     */
    record Relation(long xid, long oid, String schema, String name, char replicaIdentity, List<Column> columns)
            implements PgOutputMessage {
        public Relation {
            columns = List.copyOf(columns);
        }

        /** Zero-based; empty if none has the name. */
        public OptionalInt indexOf(String column) {
            for (int i = 0; i < columns.size(); i++) {
                if (columns.get(i).name().equals(column)) {
                    return OptionalInt.of(i);
                }
            }
            return OptionalInt.empty();
        }

        @Override
        public String toString() {
            return schema + "." + name;
        }
    }

    /**
     * A column as it is published.
     *
     * @param isKey whether it is part of the replica identity
     * @param typeOid of its type
     * @param typeModifier such as the length of a varchar; -1 for none
     */
    record Column(String name, boolean isKey, long typeOid, int typeModifier) {}

    /** A type that is not built in, before the table that uses it. Of a domain, the name is that of what it is over. */
    record Type(long xid, long oid, String schema, String name) implements PgOutputMessage {}

    record Insert(long xid, Relation relation, ChangedRow row) implements PgOutputMessage {}

    /**
     * @param old empty if the key did not change, and the table's replica identity is not FULL; else the old key, or with
     *     FULL the whole old row
     */
    record Update(long xid, Relation relation, Optional<ChangedRow> old, ChangedRow row) implements PgOutputMessage {}

    /** @param old the key, or with a replica identity FULL the whole row */
    record Delete(long xid, Relation relation, ChangedRow old) implements PgOutputMessage {}

    record Truncate(long xid, List<Relation> relations, boolean isCascade, boolean restartsIdentity)
            implements PgOutputMessage {
        public Truncate {
            relations = List.copyOf(relations);
        }
    }

    /**
     * Of {@code pg_logical_emit_message}.
     *
     * @param isTransactional else it may stand anywhere, also outside of transactions
     * @param content the caller's own
     */
    record Message(long xid, boolean isTransactional, LogSequenceNumber position, String prefix, byte[] content)
            implements PgOutputMessage {}

    /** A stretch of a transaction that is not committed yet. */
    record StreamStart(long xid, boolean isFirst) implements PgOutputMessage {}

    record StreamStop() implements PgOutputMessage {}

    /** What was streamed of the transaction holds. */
    record StreamCommit(long xid, LogSequenceNumber position, LogSequenceNumber end, Instant time)
            implements PgOutputMessage {}

    /**
     * What was streamed of a subtransaction, or of all of the transaction if both are equal, is rolled back. May come for one
     * of which nothing was streamed.
     *
     * @param position known with {@code streaming=parallel} only
     */
    record StreamAbort(long xid, long subtransaction, Optional<LogSequenceNumber> position, Optional<Instant> time)
            implements PgOutputMessage {}

    /** A transaction, whole, that was prepared. */
    record BeginPrepare(
            LogSequenceNumber preparePosition, LogSequenceNumber end, Instant prepareTime, long xid, String gid)
            implements PgOutputMessage {}

    record Prepare(LogSequenceNumber position, LogSequenceNumber end, Instant time, long xid, String gid)
            implements PgOutputMessage {}

    /** A transaction that was prepared before, perhaps in an earlier stream. */
    record CommitPrepared(LogSequenceNumber position, LogSequenceNumber end, Instant time, long xid, String gid)
            implements PgOutputMessage {}

    record RollbackPrepared(
            LogSequenceNumber prepareEnd,
            LogSequenceNumber end,
            Instant prepareTime,
            Instant rollbackTime,
            long xid,
            String gid)
            implements PgOutputMessage {}

    /** What was streamed of the transaction is prepared. */
    record StreamPrepare(LogSequenceNumber position, LogSequenceNumber end, Instant time, long xid, String gid)
            implements PgOutputMessage {}
}
