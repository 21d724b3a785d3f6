package io.howdah.copy;

import io.howdah.api.CopyReader;
import io.howdah.error.CopyErrors;
import io.howdah.types.Cell;
import io.howdah.types.Codec;
import io.howdah.types.CodecContext;
import io.howdah.types.Conversions;
import java.lang.invoke.MethodType;
import java.sql.SQLException;
import java.util.List;

/** Rows of a COPY, read where they lie. */
final class RowReader implements CopyReader {
    private final Transfer transfer;
    private final Columns columns;
    private final RowDecoder decoder;
    private final CodecContext context;
    private final Cell cell = new Cell();
    private long rows;
    private boolean onRow;
    private boolean ended;

    /** Of the last record. */
    private RecordShape shape;

    RowReader(Transfer transfer, Columns columns, CodecContext context) {
        this.transfer = transfer;
        this.columns = columns;
        this.decoder = RowDecoder.of(transfer, columns);
        this.context = context;
    }

    @Override
    public List<String> columns() {
        return columns.names();
    }

    @Override
    public boolean next() throws SQLException {
        if (ended) {
            return false;
        }
        try {
            onRow = decoder.next();
        } catch (SQLException e) {
            end();
            throw transfer.passedOver(e);
        }
        if (onRow) {
            rows++;
        } else {
            end();
        }
        return onRow;
    }

    private void end() {
        onRow = false;
        ended = true;
    }

    @Override
    public boolean isNull(int column) throws SQLException {
        return cell(column) == null;
    }

    @Override
    public boolean getBoolean(int column) throws SQLException {
        Cell value = cell(column);
        try {
            return value != null && codec(column).readBoolean(value);
        } catch (SQLException e) {
            throw badValue(column, e);
        }
    }

    @Override
    public int getInt(int column) throws SQLException {
        Cell value = cell(column);
        try {
            return value == null ? 0 : codec(column).readInt(value);
        } catch (SQLException e) {
            throw badValue(column, e);
        }
    }

    @Override
    public long getLong(int column) throws SQLException {
        Cell value = cell(column);
        try {
            return value == null ? 0 : codec(column).readLong(value);
        } catch (SQLException e) {
            throw badValue(column, e);
        }
    }

    @Override
    public double getDouble(int column) throws SQLException {
        Cell value = cell(column);
        try {
            return value == null ? 0 : codec(column).readDouble(value);
        } catch (SQLException e) {
            throw badValue(column, e);
        }
    }

    @Override
    public String getString(int column) throws SQLException {
        Cell value = cell(column);
        try {
            return value == null ? null : codec(column).readText(value);
        } catch (SQLException e) {
            throw badValue(column, e);
        }
    }

    @Override
    public Object get(int column) throws SQLException {
        Cell value = cell(column);
        try {
            return value == null ? null : codec(column).readObject(value);
        } catch (SQLException e) {
            throw badValue(column, e);
        }
    }

    @Override
    public <T> T get(int column, Class<T> type) throws SQLException {
        Cell value = cell(column);
        try {
            return value == null ? null : Conversions.as(codec(column), value, type);
        } catch (SQLException e) {
            throw badValue(column, e);
        }
    }

    @Override
    public Object[] row() throws SQLException {
        requireRow();
        Object[] values = new Object[columns.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = get(i + 1);
        }
        return values;
    }

    @Override
    public <R extends Record> R record(Class<R> type) throws SQLException {
        requireRow();
        if (shape == null || shape.type() != type) {
            shape = RecordShape.read(type, columns.names());
        }
        Object[] values = new Object[shape.componentCount()];
        for (int i = 0; i < values.length; i++) {
            int column = shape.columnOf(i) + 1;
            Class<?> wanted = shape.component(i).getType();
            values[i] = get(column, boxed(wanted));
            if (values[i] == null && wanted.isPrimitive()) {
                throw CopyErrors.nullForPrimitive(rows, columns.names().get(column - 1));
            }
        }
        return type.cast(shape.create(values));
    }

    /** The class of the objects that stand for a primitive; of all others, themselves. */
    private static Class<?> boxed(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }

    @Override
    public long rowCount() {
        return rows;
    }

    @Override
    public void close() throws SQLException {
        end();
        transfer.discard();
    }

    /** Null for NULL. */
    private Cell cell(int column) throws SQLException {
        requireRow();
        if (column < 1 || column > columns.count()) {
            throw CopyErrors.noSuchColumn(column, columns.count());
        }
        int length = decoder.lengths[column - 1];
        return length == RowDecoder.NULL
                ? null
                : cell.set(decoder.bytes(), decoder.offsets[column - 1], length, decoder.format(), context);
    }

    private Codec<?> codec(int column) {
        return columns.codecs()[column - 1];
    }

    private SQLException badValue(int column, SQLException why) {
        return CopyErrors.badValue(rows, columns.names().get(column - 1), why);
    }

    private void requireRow() throws SQLException {
        if (!onRow) {
            throw CopyErrors.noRow();
        }
    }
}
