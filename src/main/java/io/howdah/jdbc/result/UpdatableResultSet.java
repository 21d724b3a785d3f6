package io.howdah.jdbc.result;

import io.howdah.error.SqlErrors;
import io.howdah.types.CodecContext;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLWarning;
import java.sql.SQLXML;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.function.BooleanSupplier;

/**
 * A result through which rows can be changed, if they turn out to be rows of one table with a key; else it is read-only,
 * and says so by {@link #getConcurrency()} and a warning. Delegates to a {@link RowEditor}. Not thread-safe.
 */
public final class UpdatableResultSet extends ResultSetImpl {
    private final ColumnValues original;
    private final RowEditor editor;

    /** Null until asked for. */
    private SQLWarning warning;

    private boolean warned;

    private interface Move {
        /** Returns whether the result stands on a row then. */
        boolean make() throws SQLException;
    }

    /**
     * @param mayJoin whether a row of the result may be made of several rows of a table
     * @param context in which the values are understood: a snapshot from when the statement was executed
     * @param statement by whose connection changes are made
     */
    public UpdatableResultSet(
            Cursor cursor,
            BooleanSupplier mayJoin,
            ColumnLayout layout,
            CodecContext context,
            ColumnOrigins origins,
            ResultOptions options,
            Statement statement,
            ResultOwner owner) {
        super(cursor, layout, context, origins, options, statement, owner);
        this.original = values();
        this.editor = new RowEditor(this, cursor, mayJoin, layout, context, options.maxFieldSize());
    }

    // ---- what it is

    @Override
    public int getConcurrency() throws SQLException {
        requireOpen();
        return editor.refusal() == null ? CONCUR_UPDATABLE : CONCUR_READ_ONLY;
    }

    @Override
    public SQLWarning getWarnings() throws SQLException {
        requireOpen();
        if (!warned) {
            warned = true;
            String refusal = editor.refusal();
            warning = refusal == null ? null : SqlErrors.warning("The result is read-only: " + refusal);
        }
        return warning;
    }

    @Override
    public void clearWarnings() throws SQLException {
        requireOpen();
        warned = true;
        warning = null;
    }

    // ---- moving

    @Override
    public boolean next() throws SQLException {
        requireOpen();
        editor.requireNoInsertRow("next()");
        // Not by move: that would make an object for each row.
        try {
            boolean onRow = super.next();
            editor.leaveRow();
            return onRow;
        } finally {
            readCurrent();
        }
    }

    @Override
    public boolean previous() throws SQLException {
        scroll();
        editor.requireNoInsertRow("previous()");
        return move(super::previous);
    }

    @Override
    public boolean relative(int rows) throws SQLException {
        scroll();
        editor.requireNoInsertRow("relative()");
        return move(() -> super.relative(rows));
    }

    @Override
    public boolean absolute(int row) throws SQLException {
        scroll();
        return move(() -> super.absolute(row));
    }

    @Override
    public boolean first() throws SQLException {
        scroll();
        return move(super::first);
    }

    @Override
    public boolean last() throws SQLException {
        scroll();
        return move(super::last);
    }

    @Override
    public void beforeFirst() throws SQLException {
        scroll();
        move(() -> {
            super.beforeFirst();
            return false;
        });
    }

    @Override
    public void afterLast() throws SQLException {
        scroll();
        move(() -> {
            super.afterLast();
            return false;
        });
    }

    /** Of a call that this result allows. What was set is forgotten only when the result has moved. */
    private boolean move(Move move) throws SQLException {
        try {
            boolean onRow = move.make();
            editor.leaveRow();
            return onRow;
        } finally {
            readCurrent();
        }
    }

    private void readCurrent() {
        ColumnValues edited = editor.current();
        read(edited == null ? original : edited);
    }

    // ---- rows

    @Override
    public boolean rowUpdated() throws SQLException {
        requireOpen();
        return editor.isUpdated();
    }

    @Override
    public void moveToInsertRow() throws SQLException {
        requireOpen();
        editor.moveToInsertRow();
        readCurrent();
    }

    @Override
    public void moveToCurrentRow() throws SQLException {
        requireOpen();
        editor.moveToCurrentRow();
        readCurrent();
    }

    @Override
    public void insertRow() throws SQLException {
        requireOpen();
        editor.insert();
        readCurrent();
    }

    @Override
    public void updateRow() throws SQLException {
        requireOpen();
        editor.update();
        readCurrent();
    }

    @Override
    public void deleteRow() throws SQLException {
        requireOpen();
        editor.delete();
        readCurrent();
    }

    @Override
    public void refreshRow() throws SQLException {
        requireOpen();
        editor.refresh();
        readCurrent();
    }

    @Override
    public void cancelRowUpdates() throws SQLException {
        requireOpen();
        editor.cancel();
    }

    // ---- values

    @Override
    public void updateRef(int columnIndex, Ref value) throws SQLException {
        requireOpen();
        throw SqlErrors.notSupported("REF values cannot be written: PostgreSQL has none");
    }

    private void set(int columnIndex, NewValue value) throws SQLException {
        requireOpen();
        editor.set(columnIndex, value);
    }

    @Override
    public void updateNull(int columnIndex) throws SQLException {
        set(columnIndex, (statement, index) -> statement.setNull(index, Types.NULL));
    }

    @Override
    public void updateBoolean(int columnIndex, boolean value) throws SQLException {
        set(columnIndex, (statement, index) -> statement.setBoolean(index, value));
    }

    @Override
    public void updateByte(int columnIndex, byte value) throws SQLException {
        set(columnIndex, (statement, index) -> statement.setByte(index, value));
    }

    @Override
    public void updateShort(int columnIndex, short value) throws SQLException {
        set(columnIndex, (statement, index) -> statement.setShort(index, value));
    }

    @Override
    public void updateInt(int columnIndex, int value) throws SQLException {
        set(columnIndex, (statement, index) -> statement.setInt(index, value));
    }

    @Override
    public void updateLong(int columnIndex, long value) throws SQLException {
        set(columnIndex, (statement, index) -> statement.setLong(index, value));
    }

    @Override
    public void updateFloat(int columnIndex, float value) throws SQLException {
        set(columnIndex, (statement, index) -> statement.setFloat(index, value));
    }

    @Override
    public void updateDouble(int columnIndex, double value) throws SQLException {
        set(columnIndex, (statement, index) -> statement.setDouble(index, value));
    }

    @Override
    public void updateBigDecimal(int columnIndex, BigDecimal value) throws SQLException {
        set(columnIndex, (statement, index) -> statement.setBigDecimal(index, value));
    }

    @Override
    public void updateString(int columnIndex, String value) throws SQLException {
        set(columnIndex, (statement, index) -> statement.setString(index, value));
    }

    @Override
    public void updateNString(int columnIndex, String value) throws SQLException {
        set(columnIndex, (statement, index) -> statement.setNString(index, value));
    }

    @Override
    public void updateBytes(int columnIndex, byte[] value) throws SQLException {
        set(columnIndex, (statement, index) -> statement.setBytes(index, value));
    }

    @Override
    public void updateDate(int columnIndex, Date value) throws SQLException {
        set(columnIndex, (statement, index) -> statement.setDate(index, value));
    }

    @Override
    public void updateTime(int columnIndex, Time value) throws SQLException {
        set(columnIndex, (statement, index) -> statement.setTime(index, value));
    }

    @Override
    public void updateTimestamp(int columnIndex, Timestamp value) throws SQLException {
        set(columnIndex, (statement, index) -> statement.setTimestamp(index, value));
    }

    @Override
    public void updateAsciiStream(int columnIndex, InputStream value) throws SQLException {
        set(columnIndex, (statement, index) -> statement.setAsciiStream(index, value));
    }

    @Override
    public void updateAsciiStream(int columnIndex, InputStream value, int length) throws SQLException {
        set(columnIndex, (statement, index) -> statement.setAsciiStream(index, value, length));
    }

    @Override
    public void updateAsciiStream(int columnIndex, InputStream value, long length) throws SQLException {
        set(columnIndex, (statement, index) -> statement.setAsciiStream(index, value, length));
    }

    @Override
    public void updateBinaryStream(int columnIndex, InputStream value) throws SQLException {
        set(columnIndex, (statement, index) -> statement.setBinaryStream(index, value));
    }

    @Override
    public void updateBinaryStream(int columnIndex, InputStream value, int length) throws SQLException {
        set(columnIndex, (statement, index) -> statement.setBinaryStream(index, value, length));
    }

    @Override
    public void updateBinaryStream(int columnIndex, InputStream value, long length) throws SQLException {
        set(columnIndex, (statement, index) -> statement.setBinaryStream(index, value, length));
    }

    @Override
    public void updateCharacterStream(int columnIndex, Reader value) throws SQLException {
        set(columnIndex, (statement, index) -> statement.setCharacterStream(index, value));
    }

    @Override
    public void updateCharacterStream(int columnIndex, Reader value, int length) throws SQLException {
        set(columnIndex, (statement, index) -> statement.setCharacterStream(index, value, length));
    }

    @Override
    public void updateCharacterStream(int columnIndex, Reader value, long length) throws SQLException {
        set(columnIndex, (statement, index) -> statement.setCharacterStream(index, value, length));
    }

    @Override
    public void updateNCharacterStream(int columnIndex, Reader value) throws SQLException {
        set(columnIndex, (statement, index) -> statement.setNCharacterStream(index, value));
    }

    @Override
    public void updateNCharacterStream(int columnIndex, Reader value, long length) throws SQLException {
        set(columnIndex, (statement, index) -> statement.setNCharacterStream(index, value, length));
    }

    @Override
    public void updateObject(int columnIndex, Object value) throws SQLException {
        set(columnIndex, (statement, index) -> statement.setObject(index, value));
    }

    /** {@inheritDoc} The scale is for numbers; streams and text are taken as they are. */
    @Override
    public void updateObject(int columnIndex, Object value, int scaleOrLength) throws SQLException {
        Object given =
                value instanceof BigDecimal number ? number.setScale(scaleOrLength, RoundingMode.HALF_UP) : value;
        set(columnIndex, (statement, index) -> statement.setObject(index, given));
    }

    @Override
    public void updateObject(int columnIndex, Object value, SQLType type) throws SQLException {
        set(columnIndex, (statement, index) -> statement.setObject(index, value, type));
    }

    @Override
    public void updateObject(int columnIndex, Object value, SQLType type, int scaleOrLength) throws SQLException {
        set(columnIndex, (statement, index) -> statement.setObject(index, value, type, scaleOrLength));
    }

    @Override
    public void updateBlob(int columnIndex, Blob value) throws SQLException {
        set(columnIndex, (statement, index) -> statement.setBlob(index, value));
    }

    @Override
    public void updateBlob(int columnIndex, InputStream value) throws SQLException {
        set(columnIndex, (statement, index) -> statement.setBlob(index, value));
    }

    @Override
    public void updateBlob(int columnIndex, InputStream value, long length) throws SQLException {
        set(columnIndex, (statement, index) -> statement.setBlob(index, value, length));
    }

    @Override
    public void updateClob(int columnIndex, Clob value) throws SQLException {
        set(columnIndex, (statement, index) -> statement.setClob(index, value));
    }

    @Override
    public void updateClob(int columnIndex, Reader value) throws SQLException {
        set(columnIndex, (statement, index) -> statement.setClob(index, value));
    }

    @Override
    public void updateClob(int columnIndex, Reader value, long length) throws SQLException {
        set(columnIndex, (statement, index) -> statement.setClob(index, value, length));
    }

    @Override
    public void updateNClob(int columnIndex, NClob value) throws SQLException {
        set(columnIndex, (statement, index) -> statement.setNClob(index, value));
    }

    @Override
    public void updateNClob(int columnIndex, Reader value) throws SQLException {
        set(columnIndex, (statement, index) -> statement.setNClob(index, value));
    }

    @Override
    public void updateNClob(int columnIndex, Reader value, long length) throws SQLException {
        set(columnIndex, (statement, index) -> statement.setNClob(index, value, length));
    }

    @Override
    public void updateArray(int columnIndex, Array value) throws SQLException {
        set(columnIndex, (statement, index) -> statement.setArray(index, value));
    }

    @Override
    public void updateSQLXML(int columnIndex, SQLXML value) throws SQLException {
        set(columnIndex, (statement, index) -> statement.setSQLXML(index, value));
    }

    @Override
    public void updateRowId(int columnIndex, RowId value) throws SQLException {
        set(columnIndex, (statement, index) -> statement.setRowId(index, value));
    }
}
