package io.howdah.largeobject;

import io.howdah.api.LargeObjectMode;
import io.howdah.api.ServerError;
import io.howdah.error.LargeObjectErrors;
import io.howdah.session.Binding;
import io.howdah.session.Flight;
import io.howdah.session.Outcome;
import io.howdah.session.Plan;
import io.howdah.session.PreparedQuery;
import io.howdah.session.Reply;
import io.howdah.session.Rows;
import io.howdah.types.BuiltinTypes;
import io.howdah.types.Cell;
import io.howdah.types.Codec;
import io.howdah.types.Format;
import io.howdah.types.PgType;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * The requests to the server that large objects are made of, each one round trip and a statement by itself: they work in a
 * transaction and in autocommit, and no descriptor is left behind.
 *
 * <p>Bytes go by the FunctionCall message, in binary from the first time on, without a prepared statement. The OIDs of the
 * functions are those of every server.
 *
 * @see <a href="https://www.postgresql.org/docs/current/lo-funcs.html">Server-Side Functions</a>
 */
public final class ObjectStore {
    /** For {@link #create}: the server chooses. */
    static final long ANY_OID = 0;

    private static final long MAX_OID = 0xFFFF_FFFFL;

    private static final int LO_CREATE = 715;
    private static final int LO_UNLINK = 964;
    private static final int LO_FROM_BYTEA = 3457;
    private static final int LO_GET = 3458;
    private static final int LO_GET_PART = 3459;
    private static final int LO_PUT = 3460;

    private static final int INV_WRITE = 0x20000;
    private static final int INV_READ = 0x40000;
    private static final int SEEK_END = 2;

    /** Pages of a large object, as the server keeps it, that make a message just short of 64 KiB. */
    private static final int PIECE = 31 * 2048;

    /** The pieces of an object, all of one snapshot. Where it ends is asked of a descriptor that is closed at once. */
    private static final String PIECES = """
            SELECT pg_catalog.lo_get($1, %1$d::bigint * piece, %1$d)
              FROM (SELECT pg_catalog.lo_open($1, %2$d) AS fd OFFSET 0) AS opened,
                   LATERAL (SELECT pg_catalog.lo_lseek64(fd, 0, %3$d) AS size OFFSET 0) AS measured,
                   LATERAL pg_catalog.generate_series(0, (size - 1) / %1$d + pg_catalog.lo_close(fd)) AS piece""".formatted(PIECE, INV_READ, SEEK_END);

    private static final int[] OID = {BuiltinTypes.OID.oid()};

    private final LargeObjectHost host;
    private final Cell cell = new Cell();

    public ObjectStore(LargeObjectHost host) {
        this.host = host;
    }

    static void requireOid(long oid) throws SQLException {
        if (oid < 1 || oid > MAX_OID) {
            throw LargeObjectErrors.badOid(oid);
        }
    }

    static void requireRange(long position, long count) throws SQLException {
        if (position < 0 || count < 0) {
            throw LargeObjectErrors.badRange(position, count);
        }
    }

    // ---- whole objects

    /** An empty one. */
    long create(long oid) throws SQLException {
        return oid(call(LO_CREATE, new Arguments().oid(oid)));
    }

    /** A new one of these bytes, under an OID of the server's. */
    public long create(byte[] bytes, int offset, int length) throws SQLException {
        return oid(call(LO_FROM_BYTEA, new Arguments().oid(ANY_OID).bytea(bytes, offset, length)));
    }

    /** New ones of these bytes, in the order given, which makes one round trip of them. In a transaction. */
    public long[] createAll(List<ByteBuffer> contents) throws SQLException {
        Reply reply = host.send(new StorePlan() {
            @Override
            void say(Flight flight) {
                for (ByteBuffer each : contents) {
                    flight.call(
                            LO_FROM_BYTEA,
                            new Arguments()
                                    .oid(ANY_OID)
                                    .bytea(each.array(), each.arrayOffset() + each.position(), each.remaining()));
                }
            }
        });
        List<Outcome> outcomes = reply.readAll();
        reply.throwIfFailed();
        long[] oids = new long[outcomes.size()];
        for (int i = 0; i < oids.length; i++) {
            oids[i] = oid(result(outcomes.get(i)));
        }
        return oids;
    }

    void unlink(long oid) throws SQLException {
        call(LO_UNLINK, new Arguments().oid(oid));
    }

    boolean exists(long oid) throws SQLException {
        return ask("SELECT pg_catalog.count(*) FROM pg_catalog.pg_largeobject_metadata WHERE oid = " + literal(oid))
                > 0;
    }

    byte[] readAll(long oid) throws SQLException {
        return call(LO_GET, new Arguments().oid(oid));
    }

    // ---- parts

    /** Fewer bytes than that where the object ends before. */
    public byte[] read(long oid, long position, int count) throws SQLException {
        byte[] bytes = call(LO_GET_PART, new Arguments().oid(oid).int8(position).int4(count));
        if (bytes.length > count) {
            throw LargeObjectErrors.answerTooLong(bytes.length, count);
        }
        return bytes;
    }

    public void write(long oid, long position, byte[] bytes, int offset, int length) throws SQLException {
        call(LO_PUT, new Arguments().oid(oid).int8(position).bytea(bytes, offset, length));
    }

    /** In bytes. */
    public long size(long oid) throws SQLException {
        return size(oid, LargeObjectMode.READ);
    }

    /** @param mode in which it must be possible to open it */
    long size(long oid, LargeObjectMode mode) throws SQLException {
        int flags =
                switch (mode) {
                    case READ -> INV_READ;
                    case WRITE -> INV_WRITE;
                    case READ_WRITE -> INV_READ | INV_WRITE;
                };
        return withDescriptor(oid, flags, "lo_lseek64(fd, 0, " + SEEK_END + ")");
    }

    /** Cuts off, or fills up with zeros. */
    public void truncate(long oid, long size) throws SQLException {
        withDescriptor(oid, INV_WRITE, "lo_truncate64(fd, " + size + ")");
    }

    /** The subqueries are evaluated from left to right: they hold what is done once and in order. */
    private long withDescriptor(long oid, int flags, String call) throws SQLException {
        return ask("SELECT result + pg_catalog.lo_close(fd) FROM (SELECT pg_catalog.lo_open(" + literal(oid) + ", "
                + flags + ") AS fd OFFSET 0) AS opened, LATERAL (SELECT pg_catalog." + call
                + " AS result OFFSET 0) AS done");
    }

    // ---- several requests

    /** Requests that belong together. */
    @FunctionalInterface
    public interface Steps {
        void take() throws SQLException;
    }

    /** Takes steps that count together or not at all; in a transaction of the user's they are part of that. */
    public void inOneTransaction(Steps steps) throws SQLException {
        LargeObjectHost.Unit unit = host.begin();
        try {
            steps.take();
        } catch (SQLException | RuntimeException | Error e) {
            try {
                unit.rollback();
            } catch (SQLException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
        unit.commit();
    }

    // ---- streaming

    /** What takes the bytes of an object. */
    @FunctionalInterface
    interface Sink {
        void write(byte[] bytes, int offset, int length) throws SQLException;
    }

    /** Gives all bytes of an object to a sink as they arrive; if that fails, the rest is passed over. */
    long readAll(long oid, Sink sink) throws SQLException {
        prepare(PIECES);
        Reply reply = host.send(new StorePlan() {
            @Override
            void say(Flight flight) {
                flight.execute(flight.statements().get(PIECES, OID), new Arguments().oid(oid), Flight.ALL_ROWS);
            }
        });
        Rows rows = column(reply.next());
        long size = 0;
        try {
            while (rows.next()) {
                Cell piece = cell(rows);
                if (!piece.isBinary()) {
                    byte[] bytes = codec(BuiltinTypes.BYTEA).readBytes(piece);
                    piece.set(bytes, 0, bytes.length, Format.BINARY, null);
                }
                sink.write(piece.bytes(), piece.offset(), piece.length());
                size += piece.length();
            }
        } finally {
            rows.close();
        }
        return size;
    }

    /** Has the columns described first, once: bytes in text would be twice as many. */
    private void prepare(String sql) throws SQLException {
        Reply reply = host.send(new StorePlan() {
            @Override
            public void write(Flight flight) {
                PreparedQuery query = flight.statements().get(sql, OID);
                if (query.isNamed() && !query.isPrepared()) {
                    host.open(flight);
                    flight.prepare(query);
                }
            }

            @Override
            void say(Flight flight) {}
        });
        reply.readAll();
        reply.throwIfFailed();
    }

    // ---- one round trip

    /** @return what the function returned, in binary; none of them returns NULL */
    private byte[] call(int function, Binding arguments) throws SQLException {
        Outcome outcome = send(new StorePlan() {
            @Override
            void say(Flight flight) {
                flight.call(function, arguments);
            }
        });
        return result(outcome);
    }

    private static byte[] result(Outcome outcome) throws SQLException {
        if (outcome == null || outcome.result() == null) {
            throw LargeObjectErrors.oddAnswer();
        }
        return outcome.result();
    }

    /** A single number. */
    private long ask(String sql) throws SQLException {
        Rows rows = column(send(new StorePlan() {
            @Override
            void say(Flight flight) {
                // By a single message: there are but numbers in it.
                flight.simple(sql);
            }
        }));
        try {
            if (!rows.next()) {
                throw LargeObjectErrors.oddAnswer();
            }
            return codec(BuiltinTypes.INT8).readLong(cell(rows));
        } finally {
            rows.close();
        }
    }

    private static Rows column(Outcome outcome) throws SQLException {
        if (outcome == null || outcome.rows() == null || outcome.columns().count() != 1) {
            throw LargeObjectErrors.oddAnswer();
        }
        return outcome.rows();
    }

    /** The one value of the row. */
    private Cell cell(Rows rows) throws SQLException {
        if (rows.offset(0) == Rows.NULL) {
            throw LargeObjectErrors.oddAnswer();
        }
        boolean binary = rows.columns().field(0).format() == Format.BINARY.code();
        return cell.set(rows.page(), rows.offset(0), rows.length(0), binary ? Format.BINARY : Format.TEXT, null);
    }

    private Codec<?> codec(PgType type) {
        return host.types().registry().codec(type.oid());
    }

    private Outcome send(Plan plan) throws SQLException {
        Reply reply = host.send(plan);
        reply.readAll();
        reply.throwIfFailed();
        return reply.next();
    }

    private static long oid(byte[] result) throws SQLException {
        if (result.length != Integer.BYTES) {
            throw LargeObjectErrors.oddAnswer();
        }
        return Integer.toUnsignedLong(ByteBuffer.wrap(result).getInt());
    }

    private static String literal(long oid) {
        return "'" + oid + "'::pg_catalog.oid";
    }

    private abstract class StorePlan implements Plan {
        abstract void say(Flight flight);

        @Override
        public void write(Flight flight) {
            host.open(flight);
            say(flight);
        }

        @Override
        public Duration timeout() {
            return host.timeout();
        }

        @Override
        public void onNotice(ServerError notice) {
            host.onNotice(notice);
        }
    }
}
