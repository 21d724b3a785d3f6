package io.howdah.replication;

import io.howdah.api.ChangedRow;
import io.howdah.api.LogSequenceNumber;
import io.howdah.api.PgOutputMessage;
import io.howdah.api.PgOutputMessage.Relation;
import io.howdah.error.ReplicationErrors;
import io.howdah.wire.Body;
import io.howdah.wire.ProtocolException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decodes pgoutput. Remembers the tables that were described; those of a streamed block are its transaction's own until that
 * ends, since it may be rolled back together with what it did to them.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-logicalrep-message-formats.html">Logical Replication Message
 *     Formats</a>
 */
final class PgOutputDecoder implements MessageDecoder<PgOutputMessage> {
    /** No transaction has it. */
    private static final long NO_XID = 0;

    private final ColumnTypes types;
    private final Map<Integer, Relation> relations = new HashMap<>();
    private final Map<Long, Map<Integer, Relation>> streamedRelations = new HashMap<>();

    /** The transaction of the streamed block we are in. */
    private long streamed = NO_XID;

    PgOutputDecoder(ColumnTypes types) {
        this.types = types;
    }

    @Override
    public PgOutputMessage decode(WalHeader header, byte[] bytes, int offset, int length) throws SQLException {
        // One copy for the whole message: its rows refer to it, and may be kept.
        byte[] own = new byte[length];
        System.arraycopy(bytes, offset, own, 0, length);
        try {
            var body = new Body(own, 0, length);
            PgOutputMessage message = decode(body, own);
            body.requireEnd();
            return message;
        } catch (ProtocolException e) {
            throw malformed(e.getMessage());
        }
    }

    private PgOutputMessage decode(Body body, byte[] bytes) throws ProtocolException, SQLException {
        int type = body.int8();
        return switch (type) {
            case 'B' -> new PgOutputMessage.Begin(position(body), time(body), xid(body));
            case 'C' -> {
                body.int8();
                yield new PgOutputMessage.Commit(position(body), position(body), time(body));
            }
            case 'O' -> new PgOutputMessage.Origin(position(body), body.cString());
            case 'R' -> relation(body);
            case 'Y' -> type(body);
            case 'I' -> insert(body, bytes);
            case 'U' -> update(body, bytes);
            case 'D' -> delete(body, bytes);
            case 'T' -> truncate(body);
            case 'M' -> message(body, bytes);
            case 'S' -> streamStart(body);
            case 'E' -> streamStop();
            case 'c' -> streamCommit(body);
            case 'A' -> streamAbort(body);
            case 'b' ->
                new PgOutputMessage.BeginPrepare(position(body), position(body), time(body), xid(body), body.cString());
            case 'P' -> {
                body.int8();
                yield new PgOutputMessage.Prepare(
                        position(body), position(body), time(body), xid(body), body.cString());
            }
            case 'K' -> {
                body.int8();
                yield new PgOutputMessage.CommitPrepared(
                        position(body), position(body), time(body), xid(body), body.cString());
            }
            case 'r' -> {
                body.int8();
                yield new PgOutputMessage.RollbackPrepared(
                        position(body), position(body), time(body), time(body), xid(body), body.cString());
            }
            case 'p' -> streamPrepare(body);
            default -> throw malformed("its type " + printable(type) + " is none that is known");
        };
    }

    // ---- tables and types

    private Relation relation(Body body) throws ProtocolException {
        long xid = changeXid(body);
        int oid = body.int32();
        String schema = body.cString();
        String name = body.cString();
        char identity = (char) (body.int8() & 0xFF);
        int count = body.uint16();
        List<PgOutputMessage.Column> columns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean key = (body.int8() & 1) != 0;
            columns.add(new PgOutputMessage.Column(
                    body.cString(), key, Integer.toUnsignedLong(body.int32()), body.int32()));
        }
        var relation = new Relation(xid, Integer.toUnsignedLong(oid), schemaName(schema), name, identity, columns);
        known().put(oid, relation);
        return relation;
    }

    private PgOutputMessage.Type type(Body body) throws ProtocolException {
        long xid = changeXid(body);
        int oid = body.int32();
        String schema = schemaName(body.cString());
        String name = body.cString();
        types.named(oid, schema, name);
        return new PgOutputMessage.Type(xid, Integer.toUnsignedLong(oid), schema, name);
    }

    /** The schema of the server's own is not spelled out. */
    private static String schemaName(String sent) {
        return sent.isEmpty() ? "pg_catalog" : sent;
    }

    private Map<Integer, Relation> known() {
        return streamed == NO_XID ? relations : streamedRelations.computeIfAbsent(streamed, xid -> new HashMap<>());
    }

    private Relation relationOf(int oid) throws SQLException {
        Relation found = streamed == NO_XID ? null : known().get(oid);
        if (found == null) {
            found = relations.get(oid);
        }
        if (found == null) {
            throw malformed("it is about the table " + Integer.toUnsignedString(oid) + ", which was not described");
        }
        return found;
    }

    // ---- changes

    private PgOutputMessage insert(Body body, byte[] bytes) throws ProtocolException, SQLException {
        long xid = changeXid(body);
        Relation relation = relationOf(body.int32());
        require(body.int8() == 'N', "an insert has no new row");
        return new PgOutputMessage.Insert(xid, relation, row(relation, body, bytes, RowImage.Part.ROW));
    }

    private PgOutputMessage update(Body body, byte[] bytes) throws ProtocolException, SQLException {
        long xid = changeXid(body);
        Relation relation = relationOf(body.int32());
        int kind = body.int8();
        Optional<ChangedRow> old = Optional.empty();
        if (kind == 'K' || kind == 'O') {
            old = Optional.of(row(relation, body, bytes, kind == 'K' ? RowImage.Part.KEY : RowImage.Part.ROW));
            kind = body.int8();
        }
        require(kind == 'N', "an update has no new row");
        return new PgOutputMessage.Update(xid, relation, old, row(relation, body, bytes, RowImage.Part.ROW));
    }

    private PgOutputMessage delete(Body body, byte[] bytes) throws ProtocolException, SQLException {
        long xid = changeXid(body);
        Relation relation = relationOf(body.int32());
        int kind = body.int8();
        require(kind == 'K' || kind == 'O', "a delete has no old row");
        return new PgOutputMessage.Delete(
                xid, relation, row(relation, body, bytes, kind == 'K' ? RowImage.Part.KEY : RowImage.Part.ROW));
    }

    private ChangedRow row(Relation relation, Body body, byte[] bytes, RowImage.Part part)
            throws ProtocolException, SQLException {
        int count = body.uint16();
        require(
                count == relation.columns().size(),
                "a row has " + count + " columns, and table " + relation + " "
                        + relation.columns().size());
        return RowImage.read(relation, types, body, bytes, part);
    }

    private PgOutputMessage truncate(Body body) throws ProtocolException, SQLException {
        long xid = changeXid(body);
        int count = body.int32();
        int options = body.int8();
        // Else the number alone would make us allocate.
        require(count >= 0 && body.remaining() / 4 >= count, "it claims " + count + " tables");
        List<Relation> truncated = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            truncated.add(relationOf(body.int32()));
        }
        return new PgOutputMessage.Truncate(xid, truncated, (options & 1) != 0, (options & 2) != 0);
    }

    private PgOutputMessage message(Body body, byte[] bytes) throws ProtocolException {
        long xid = changeXid(body);
        boolean transactional = (body.int8() & 1) != 0;
        LogSequenceNumber position = position(body);
        String prefix = body.cString();
        int length = body.int32();
        int from = body.skip(length);
        byte[] content = new byte[length];
        System.arraycopy(bytes, from, content, 0, length);
        return new PgOutputMessage.Message(xid, transactional, position, prefix, content);
    }

    // ---- transactions that are streamed

    private PgOutputMessage streamStart(Body body) throws ProtocolException, SQLException {
        long xid = xid(body);
        boolean first = body.int8() != 0;
        require(streamed == NO_XID, "a streamed block begins within another");
        require(xid != NO_XID, "a streamed block is of no transaction");
        streamed = xid;
        return new PgOutputMessage.StreamStart(xid, first);
    }

    private PgOutputMessage streamStop() throws SQLException {
        require(streamed != NO_XID, "a streamed block ends that has not begun");
        streamed = NO_XID;
        return new PgOutputMessage.StreamStop();
    }

    private PgOutputMessage streamCommit(Body body) throws ProtocolException {
        long xid = xid(body);
        body.int8();
        var commit = new PgOutputMessage.StreamCommit(xid, position(body), position(body), time(body));
        holds(xid);
        return commit;
    }

    private PgOutputMessage streamPrepare(Body body) throws ProtocolException {
        body.int8();
        var prepare = new PgOutputMessage.StreamPrepare(
                position(body), position(body), time(body), xid(body), body.cString());
        holds(prepare.xid());
        return prepare;
    }

    private void holds(long xid) {
        Map<Integer, Relation> its = streamedRelations.remove(xid);
        if (its != null) {
            relations.putAll(its);
        }
    }

    private PgOutputMessage streamAbort(Body body) throws ProtocolException {
        long xid = xid(body);
        long subtransaction = xid(body);
        Optional<LogSequenceNumber> position = Optional.empty();
        Optional<Instant> time = Optional.empty();
        if (body.remaining() > 0) {
            position = Optional.of(position(body));
            time = Optional.of(time(body));
        }
        if (subtransaction == xid) {
            streamedRelations.remove(xid);
        }
        return new PgOutputMessage.StreamAbort(xid, subtransaction, position, time);
    }

    // ---- fields

    /** Of a change within a streamed block; elsewhere there is none. */
    private long changeXid(Body body) throws ProtocolException {
        return streamed == NO_XID ? NO_XID : xid(body);
    }

    private static long xid(Body body) throws ProtocolException {
        return Integer.toUnsignedLong(body.int32());
    }

    private static LogSequenceNumber position(Body body) throws ProtocolException {
        return new LogSequenceNumber(body.int64());
    }

    private static Instant time(Body body) throws ProtocolException {
        return ServerTime.toInstant(body.int64());
    }

    private static void require(boolean fits, String otherwise) throws SQLException {
        if (!fits) {
            throw malformed(otherwise);
        }
    }

    static SQLException malformed(String why) {
        return ReplicationErrors.malformedMessage("pgoutput", why);
    }

    private static String printable(int type) {
        return type > ' ' && type < 127 ? "'" + (char) type + "'" : "0x" + Integer.toHexString(type & 0xFF);
    }
}
