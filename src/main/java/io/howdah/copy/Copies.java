package io.howdah.copy;

import io.howdah.api.CopyIn;
import io.howdah.api.CopyListener;
import io.howdah.api.CopyOperations;
import io.howdah.api.CopyOut;
import io.howdah.api.CopyReader;
import io.howdah.api.CopyWriter;
import io.howdah.api.ServerError;
import io.howdah.error.CopyErrors;
import io.howdah.error.SqlErrors;
import io.howdah.observe.Watched;
import io.howdah.session.CopyReply;
import io.howdah.session.Flight;
import io.howdah.session.Plan;
import io.howdah.session.Reply;
import io.howdah.sql.CopySyntax;
import io.howdah.sql.CopySyntax.Direction;
import io.howdah.sql.ParsedSql;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** What {@code HowdahConnection.copy()} gives: begins each COPY. */
public final class Copies implements CopyOperations {
    private final CopyHost host;

    /** Null if nobody listens. */
    private final CopyListener listener;

    private final Duration timeout;
    private final SubProtocol subProtocol;

    /** What {@link #cancel()} is for; shared by all of a connection. */
    private final AtomicReference<CopyReply> current;

    private enum SubProtocol {
        SIMPLE,
        EXTENDED
    }

    public Copies(CopyHost host) {
        this(host, null, host.timeout(), SubProtocol.SIMPLE, new AtomicReference<>());
    }

    private Copies(
            CopyHost host,
            CopyListener listener,
            Duration timeout,
            SubProtocol subProtocol,
            AtomicReference<CopyReply> current) {
        this.host = host;
        this.listener = listener;
        this.timeout = timeout;
        this.subProtocol = subProtocol;
        this.current = current;
    }

    @Override
    public CopyOperations withListener(CopyListener newListener) {
        return new Copies(host, Objects.requireNonNull(newListener, "listener"), timeout, subProtocol, current);
    }

    @Override
    public CopyOperations withTimeout(Duration newTimeout) {
        if (newTimeout.isNegative()) {
            throw new IllegalArgumentException("The timeout is negative");
        }
        return new Copies(host, listener, newTimeout, subProtocol, current);
    }

    @Override
    public CopyOperations extended() {
        return new Copies(host, listener, timeout, SubProtocol.EXTENDED, current);
    }

    @Override
    public void cancel() throws SQLException {
        CopyReply copy = current.get();
        if (copy != null) {
            copy.cancel();
        }
    }

    // ---- bytes in

    @Override
    public long copyIn(String sql, InputStream source) throws SQLException {
        require(source, "source");
        return Pump.in(begin(sql, Direction.IN), source::read);
    }

    @Override
    public long copyIn(String sql, Reader source) throws SQLException {
        require(source, "source");
        return Pump.in(begin(sql, Direction.IN), new TextSource(source));
    }

    @Override
    public long copyIn(String sql, ReadableByteChannel source) throws SQLException {
        require(source, "source");
        Pump.Source bytes = Pump.of(source);
        return Pump.in(begin(sql, Direction.IN), bytes);
    }

    @Override
    public CopyIn openIn(String sql) throws SQLException {
        return new StreamIn(begin(sql, Direction.IN));
    }

    // ---- bytes out

    @Override
    public long copyOut(String sql, OutputStream target) throws SQLException {
        require(target, "target");
        return Pump.out(begin(sql, Direction.OUT), new Pump.Sink() {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                target.write(bytes, offset, length);
            }

            @Override
            public void end() throws IOException {
                target.flush();
            }
        });
    }

    @Override
    public long copyOut(String sql, Writer target) throws SQLException {
        require(target, "target");
        return Pump.out(begin(sql, Direction.OUT), new TextSink(target));
    }

    @Override
    public long copyOut(String sql, WritableByteChannel target) throws SQLException {
        require(target, "target");
        Pump.Sink bytes = Pump.of(target);
        return Pump.out(begin(sql, Direction.OUT), bytes);
    }

    @Override
    public CopyOut openOut(String sql) throws SQLException {
        return new StreamOut(begin(sql, Direction.OUT));
    }

    // ---- rows

    @Override
    public CopyWriter into(String table, String... columns) throws SQLException {
        Columns described = new ColumnLookup(host).ofTable(table, columns);
        String format = described.isBinary() ? "binary" : "text";
        Transfer transfer = begin(
                "COPY " + CopySyntax.name(table) + " (" + described.list() + ") FROM STDIN (FORMAT " + format + ")",
                Direction.IN);
        return new RowWriter(transfer, described, host.codecContext());
    }

    @Override
    public CopyReader from(String table, String... columns) throws SQLException {
        String list = ColumnLookup.list(columns);
        return fromQuery("SELECT " + (list.isEmpty() ? "*" : list) + " FROM " + CopySyntax.name(table));
    }

    @Override
    public CopyReader fromQuery(String query) throws SQLException {
        Columns described = new ColumnLookup(host).ofQuery(query);
        String format = described.isBinary() ? "binary" : "text";
        // A newline, since the query may end with a comment.
        Transfer transfer = begin("COPY (" + described.list() + "\n) TO STDOUT (FORMAT " + format + ")", Direction.OUT);
        return new RowReader(transfer, described, host.codecContext());
    }

    // ---- all

    private Transfer begin(String sql, Direction direction) throws SQLException {
        require(sql, "SQL text");
        ParsedSql parsed = host.parse(sql);
        if (!parsed.isSingle() || CopySyntax.direction(parsed.statements().get(0)) != direction) {
            throw CopyErrors.notThisCopy(direction == Direction.IN ? "COPY .. FROM STDIN" : "COPY .. TO STDOUT");
        }
        Watched watched = host.watch(sql);
        CopyReply copy;
        try {
            copy = send(sql);
        } catch (SQLException e) {
            if (watched != null) {
                watched.ends(e);
            }
            throw e;
        }
        current.set(copy);
        var transfer = new Transfer(host, copy, listener, watched, () -> current.compareAndSet(copy, null));
        boolean in = copy.direction() == CopyReply.Direction.IN;
        if (in != (direction == Direction.IN)) {
            // What we take for one way is the other for the server: none that we know of.
            throw in
                    ? transfer.givenUp(CopyErrors.notThisCopy("COPY .. TO STDOUT"))
                    : transfer.passedOver(CopyErrors.notThisCopy("COPY .. FROM STDIN"));
        }
        return transfer;
    }

    private CopyReply send(String sql) throws SQLException {
        Reply reply = host.send(new CopyPlan(sql));
        if (!reply.isCopying()) {
            reply.readAll();
            reply.throwIfFailed();
            throw CopyErrors.notThisCopy("COPY of the client's");
        }
        return CopyReply.of(reply);
    }

    private static void require(Object argument, String what) throws SQLException {
        if (argument == null) {
            throw SqlErrors.badArgument("The " + what + " of a COPY is null");
        }
    }

    private final class CopyPlan implements Plan {
        private final String sql;

        CopyPlan(String sql) {
            this.sql = sql;
        }

        @Override
        public void write(Flight flight) {
            host.open(flight);
            Flight.Transaction transaction = host.within(flight);
            switch (subProtocol) {
                case SIMPLE -> flight.copy(sql, transaction);
                case EXTENDED -> flight.copyExtended(sql, transaction);
            }
        }

        @Override
        public Duration timeout() {
            return timeout;
        }

        @Override
        public boolean isUndoneByItsError() {
            return true;
        }

        @Override
        public void onNotice(ServerError notice) {
            host.onNotice(notice);
        }
    }
}
