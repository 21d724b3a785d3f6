package io.howdah.functioncall;

import io.howdah.api.FunctionCalls;
import io.howdah.api.ServerError;
import io.howdah.api.ServerFunction;
import io.howdah.error.CallErrors;
import io.howdah.error.SqlErrors;
import io.howdah.session.Binding;
import io.howdah.session.Flight;
import io.howdah.session.Outcome;
import io.howdah.session.Plan;
import io.howdah.session.Reply;
import io.howdah.session.Rows;
import io.howdah.sql.Quoting;
import io.howdah.types.Codec;
import io.howdah.types.Format;
import io.howdah.wire.ByteWriter;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What {@code HowdahConnection.functions()} gives. */
public final class FunctionCallsImpl implements FunctionCalls {
    private static final long MAX_OID = 0xFFFF_FFFFL;
    private static final int COLUMNS = 3;

    private final FunctionCallHost host;

    public FunctionCallsImpl(FunctionCallHost host) {
        this.host = host;
    }

    @Override
    public ServerFunction find(String signature) throws SQLException {
        if (signature == null) {
            throw SqlErrors.badArgument("The signature of a function is null");
        }
        return found(Quoting.literal(signature) + "::pg_catalog.regprocedure");
    }

    @Override
    public ServerFunction find(long oid) throws SQLException {
        requireOid(oid);
        ServerFunction function = found("'" + oid + "'::pg_catalog.oid");
        if (function == null) {
            throw CallErrors.noSuchFunction(oid);
        }
        return function;
    }

    /** Null if there is none. */
    private ServerFunction found(String oidInSql) throws SQLException {
        Rows rows = send(flight -> flight.simple("SELECT oid, oid::pg_catalog.regprocedure,"
                        // The type of the result, then those of the arguments.
                        + " pg_catalog.rtrim(prorettype || ' ' || proargtypes::pg_catalog.text)"
                        + " FROM pg_catalog.pg_proc WHERE oid = " + oidInSql))
                .rows();
        if (rows == null || rows.columns().count() != COLUMNS) {
            throw SqlErrors.malformedValue("pg_proc", "its columns are not those asked for");
        }
        try {
            if (!rows.next()) {
                return null;
            }
            List<Integer> types = new ArrayList<>();
            for (String type : text(rows, 2).split(" ")) {
                types.add((int) oid(type));
            }
            long oid = oid(text(rows, 0));
            String name = text(rows, 1);
            host.types().learn(types);
            List<Codec<?>> codecs = new ArrayList<>();
            for (int type : types) {
                codecs.add(host.types().registry().codec(type));
            }
            return new KnownFunction(this, oid, name, codecs.get(0), codecs.subList(1, codecs.size()));
        } finally {
            rows.close();
        }
    }

    private static long oid(String text) throws SQLException {
        try {
            return Integer.toUnsignedLong(Integer.parseUnsignedInt(text));
        } catch (NumberFormatException e) {
            throw SqlErrors.malformedValue("oid", "it is no number");
        }
    }

    private static String text(Rows rows, int column) throws SQLException {
        if (rows.offset(column) == Rows.NULL) {
            throw SqlErrors.malformedValue("pg_proc", "a column is NULL");
        }
        return new String(rows.page(), rows.offset(column), rows.length(column), StandardCharsets.UTF_8);
    }

    @Override
    public byte[] call(long oid, byte[]... arguments) throws SQLException {
        requireOid(oid);
        if (arguments == null || arguments.length > Flight.MAX_PARAMETERS) {
            throw SqlErrors.badArgument("The arguments of a function are null, or too many");
        }
        var values = new Values(arguments.length);
        for (byte[] argument : arguments) {
            if (argument == null) {
                values.addNull();
            } else {
                values.writer().bytes(argument);
                values.added(Format.BINARY);
            }
        }
        return call(oid, values, Format.BINARY);
    }

    byte[] call(long oid, Binding arguments, Format resultFormat) throws SQLException {
        return send(flight -> flight.call((int) oid, arguments, resultFormat.code()))
                .result();
    }

    FunctionCallHost host() {
        return host;
    }

    private static void requireOid(long oid) throws SQLException {
        if (oid < 1 || oid > MAX_OID) {
            throw CallErrors.badFunctionOid(oid);
        }
    }

    private Outcome send(Consumer<Flight> saying) throws SQLException {
        Reply reply = host.send(new Plan() {
            @Override
            public void write(Flight flight) {
                host.open(flight);
                saying.accept(flight);
            }

            @Override
            public Duration timeout() {
                return host.timeout();
            }

            @Override
            public void onNotice(ServerError notice) {
                host.onNotice(notice);
            }
        });
        reply.readAll();
        reply.throwIfFailed();
        return reply.next();
    }

    /** Arguments, each with its format. */
    static final class Values implements Binding {
        private static final int NULL = -1;

        private final ByteWriter bytes = new ByteWriter(64);
        private final Format[] formats;
        private final int[] ends;
        private final boolean[] nulls;
        private int count;

        Values(int capacity) {
            this.formats = new Format[capacity];
            this.ends = new int[capacity];
            this.nulls = new boolean[capacity];
        }

        /** Where the next value is written to; tell {@link #added} afterwards. */
        ByteWriter writer() {
            return bytes;
        }

        void added(Format format) {
            formats[count] = format;
            ends[count++] = bytes.size();
        }

        void addNull() {
            nulls[count] = true;
            added(Format.BINARY);
        }

        @Override
        public int count() {
            return count;
        }

        @Override
        public void writeTo(ByteWriter out) {
            out.int16(count);
            for (Format format : formats) {
                out.int16(format.code());
            }
            out.int16(count);
            int from = 0;
            for (int i = 0; i < count; i++) {
                out.int32(nulls[i] ? NULL : ends[i] - from);
                out.large(bytes.bytes(), from, ends[i] - from);
                from = ends[i];
            }
        }
    }
}
