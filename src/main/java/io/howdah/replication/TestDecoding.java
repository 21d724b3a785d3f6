package io.howdah.replication;

import io.howdah.api.TestDecodingMessage;
import io.howdah.api.TestDecodingMessage.Column;
import io.howdah.api.TestDecodingMessage.Kind;
import io.howdah.error.ReplicationErrors;
import io.howdah.types.BuiltinTypes;
import io.howdah.types.Cell;
import io.howdah.types.Conversions;
import io.howdah.types.Format;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the lines of test_decoding. */
final class TestDecoding implements MessageDecoder<TestDecodingMessage> {
    private static final List<String> OTHERS = List.of(
            "PREPARE TRANSACTION ",
            "COMMIT PREPARED ",
            "ROLLBACK PREPARED ",
            "opening a streamed block",
            "closing a streamed block",
            "streaming ",
            "committing streamed ",
            "aborting streamed ",
            "preparing streamed ");

    private final ColumnTypes types;

    TestDecoding(ColumnTypes types) {
        this.types = types;
    }

    @Override
    public TestDecodingMessage decode(WalHeader header, byte[] bytes, int offset, int length) throws SQLException {
        return parse(new String(bytes, offset, length, StandardCharsets.UTF_8));
    }

    TestDecodingMessage parse(String line) throws SQLException {
        for (String other : OTHERS) {
            if (line.startsWith(other)) {
                return new TestDecodingMessage.Other(line);
            }
        }
        var text = new LineScanner(line);
        if (text.skip("BEGIN")) {
            OptionalLong xid = xid(text);
            text.requireEnd();
            return new TestDecodingMessage.Begin(xid);
        }
        if (text.skip("COMMIT")) {
            OptionalLong xid = xid(text);
            Optional<Instant> time = Optional.empty();
            if (text.skip(" (at ")) {
                time = Optional.of(instant(text.until(")")));
            }
            text.requireEnd();
            return new TestDecodingMessage.Commit(xid, time);
        }
        if (text.skip("table ")) {
            return change(text);
        }
        if (text.skip("message: transactional: ")) {
            boolean transactional = text.until(" ").equals("1");
            text.require("prefix: ");
            String prefix = text.until(", sz: ");
            text.until(" content:");
            return new TestDecodingMessage.Message(transactional, prefix, text.rest());
        }
        throw LineScanner.malformed(line);
    }

    private static OptionalLong xid(LineScanner text) throws SQLException {
        if (!text.startsWith(" ") || text.startsWith(" (")) {
            return OptionalLong.empty();
        }
        text.require(" ");
        return OptionalLong.of(text.number());
    }

    private Instant instant(String written) throws SQLException {
        byte[] bytes = written.getBytes(StandardCharsets.UTF_8);
        var cell = new Cell().set(bytes, 0, bytes.length, Format.TEXT, types.context());
        try {
            return Conversions.as(types.codec(BuiltinTypes.TIMESTAMPTZ.oid()), cell, Instant.class);
        } catch (SQLException e) {
            throw ReplicationErrors.badValue("the time of a commit", e);
        }
    }

    private static TestDecodingMessage change(LineScanner text) throws SQLException {
        List<String> tables = new ArrayList<>();
        do {
            tables.add(text.table());
        } while (text.skip(", "));
        text.require(": ");
        if (text.skip("TRUNCATE:")) {
            String flags = text.rest();
            return new TestDecodingMessage.Truncate(
                    tables, flags.contains(" restart_seqs"), flags.contains(" cascade"));
        }
        String table = tables.get(0);
        if (text.skip("INSERT:")) {
            return new TestDecodingMessage.Change(table, Kind.INSERT, List.of(), columns(text));
        }
        if (text.skip("DELETE:")) {
            return new TestDecodingMessage.Change(table, Kind.DELETE, columns(text), List.of());
        }
        text.require("UPDATE:");
        List<Column> old = text.skip(" old-key:") ? columns(text) : List.of();
        text.skip(" new-tuple:");
        return new TestDecodingMessage.Change(table, Kind.UPDATE, old, columns(text));
    }

    /** Up to the end, or to the new row of an update. */
    private static List<Column> columns(LineScanner text) throws SQLException {
        List<Column> columns = new ArrayList<>();
        while (!text.isAtEnd() && !text.startsWith(" new-tuple:")) {
            if (text.skip(" (no-tuple-data)")) {
                continue;
            }
            text.require(" ");
            String name = text.identifier();
            text.require("[");
            String type = text.type();
            text.require("]:");
            boolean unchanged = text.skip("unchanged-toast-datum");
            columns.add(new Column(name, type, unchanged ? null : text.value(), unchanged));
        }
        return columns;
    }
}
