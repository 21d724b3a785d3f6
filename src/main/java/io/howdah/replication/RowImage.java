package io.howdah.replication;

import io.howdah.api.ChangedRow;
import io.howdah.api.PgOutputMessage.Column;
import io.howdah.api.PgOutputMessage.Relation;
import io.howdah.error.ReplicationErrors;
import io.howdah.types.Cell;
import io.howdah.types.Codec;
import io.howdah.types.Conversions;
import io.howdah.types.Format;
import io.howdah.wire.Body;
import io.howdah.wire.ProtocolException;
import java.sql.SQLException;
import java.util.OptionalInt;

/** A row as it lies in the bytes of its message. */
final class RowImage implements ChangedRow {
    /** What of a row was sent. */
    enum Part {
        ROW,
        /** The other columns look like NULLs. */
        KEY
    }

    private static final int NULL = -1;
    private static final int UNCHANGED = -2;

    private final Relation relation;
    private final ColumnTypes types;
    private final byte[] bytes;
    private final Part part;

    /** Of each value; where there is none its length is negative, and says why. */
    private final int[] offsets;

    private final int[] lengths;
    private final Format[] formats;
    private final Cell cell = new Cell();

    private RowImage(Relation relation, ColumnTypes types, byte[] bytes, Part part) {
        this.relation = relation;
        this.types = types;
        this.bytes = bytes;
        this.part = part;
        int count = relation.columns().size();
        this.offsets = new int[count];
        this.lengths = new int[count];
        this.formats = new Format[count];
    }

    /** @param body behind the number of columns, which is the relation's */
    static RowImage read(Relation relation, ColumnTypes types, Body body, byte[] bytes, Part part)
            throws ProtocolException, SQLException {
        var row = new RowImage(relation, types, bytes, part);
        for (int i = 0; i < row.lengths.length; i++) {
            int kind = body.int8();
            switch (kind) {
                case 'n' -> row.lengths[i] = NULL;
                case 'u' -> row.lengths[i] = UNCHANGED;
                case 't', 'b' -> {
                    int length = body.int32();
                    row.offsets[i] = body.skip(length);
                    row.lengths[i] = length;
                    row.formats[i] = kind == 'b' ? Format.BINARY : Format.TEXT;
                }
                default -> throw PgOutputDecoder.malformed("a value is of the unknown kind " + kind);
            }
        }
        return row;
    }

    @Override
    public Relation relation() {
        return relation;
    }

    @Override
    public int columnCount() {
        return lengths.length;
    }

    @Override
    public Presence presence(int column) throws SQLException {
        return presenceAt(index(column));
    }

    @Override
    public Presence presence(String column) throws SQLException {
        return presenceAt(index(column));
    }

    private Presence presenceAt(int index) {
        return switch (lengths[index]) {
            case NULL -> part == Part.KEY && !relation.columns().get(index).isKey() ? Presence.NOT_SENT : Presence.NULL;
            case UNCHANGED -> Presence.UNCHANGED;
            default -> Presence.VALUE;
        };
    }

    @Override
    public Object get(int column) throws SQLException {
        return getAt(index(column), Object.class);
    }

    @Override
    public Object get(String column) throws SQLException {
        return getAt(index(column), Object.class);
    }

    @Override
    public <T> T get(int column, Class<T> type) throws SQLException {
        return getAt(index(column), type);
    }

    @Override
    public <T> T get(String column, Class<T> type) throws SQLException {
        return getAt(index(column), type);
    }

    private <T> T getAt(int index, Class<T> type) throws SQLException {
        Column column = relation.columns().get(index);
        switch (presenceAt(index)) {
            case NULL -> {
                return null;
            }
            case UNCHANGED -> throw ReplicationErrors.unchanged(column.name());
            case NOT_SENT -> throw ReplicationErrors.notSent(column.name());
            case VALUE -> {
                // Read below.
            }
        }
        int oid = (int) column.typeOid();
        if (formats[index] == Format.BINARY && !types.knows(oid) && type != byte[].class) {
            throw ReplicationErrors.unknownBinary(column.name(), oid);
        }
        Codec<?> codec = types.codec(oid);
        cell.set(bytes, offsets[index], lengths[index], formats[index], types.context());
        if (formats[index] == Format.BINARY && !types.knows(oid)) {
            return type.cast(cell.copy());
        }
        try {
            return Conversions.as(codec, cell, type);
        } catch (SQLException e) {
            throw ReplicationErrors.badValue(column.name(), e);
        }
    }

    private int index(int column) throws SQLException {
        if (column < 1 || column > lengths.length) {
            throw ReplicationErrors.columnIndex(column, lengths.length);
        }
        return column - 1;
    }

    private int index(String column) throws SQLException {
        OptionalInt index = relation.indexOf(column);
        if (index.isEmpty()) {
            throw ReplicationErrors.noSuchColumn(column, relation.toString());
        }
        return index.getAsInt();
    }

    /** Without values, which are nobody's business in a log. */
    @Override
    public String toString() {
        return (part == Part.KEY ? "key" : "row") + " of " + relation;
    }
}
