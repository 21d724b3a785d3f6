package io.howdah.jdbc.result;

import io.howdah.error.CallErrors;
import io.howdah.error.SqlErrors;
import io.howdah.jdbc.result.Cursor.Place;
import io.howdah.jdbc.wrapper.SelfWrapper;
import io.howdah.types.BuiltinTypes;
import io.howdah.types.CodecContext;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLWarning;
import java.sql.SQLXML;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Map;

/**
 * A read-only result. Checks its state and delegates: the {@link Cursor} moves, {@link ColumnValues} reads. Not
 * thread-safe.
 */
public class ResultSetImpl extends ResultSetOverloads implements SelfWrapper {
    private Cursor cursor;
    private ColumnValues values;
    private final ColumnLayout layout;
    private final ColumnOrigins origins;
    private final ResultOptions options;
    private final Statement statement;
    private final ResultOwner owner;
    private int fetchSize;
    private ResultSetMetaData metaData;

    /**
     * @param context in which the values are understood: a snapshot from when the statement was executed
     * @param statement what {@link #getStatement()} returns
     */
    public ResultSetImpl(
            Cursor cursor,
            ColumnLayout layout,
            CodecContext context,
            ColumnOrigins origins,
            ResultOptions options,
            Statement statement,
            ResultOwner owner) {
        this.cursor = cursor;
        this.layout = layout;
        this.values = new ColumnValues(cursor, layout, context, options.maxFieldSize());
        this.origins = origins;
        this.options = options;
        this.statement = statement;
        this.owner = owner;
        this.fetchSize = options.fetchSize();
    }

    /** Forward, by means that are used again when this result is closed. */
    public ResultSetImpl(
            Reading reading, ColumnOrigins origins, ResultOptions options, Statement statement, ResultOwner owner) {
        this.cursor = reading.cursor();
        this.layout = reading.layout();
        this.values = reading.values();
        this.origins = origins;
        this.options = options;
        this.statement = statement;
        this.owner = owner;
        this.fetchSize = options.fetchSize();
    }

    // ---- moving

    @Override
    public boolean next() throws SQLException {
        requireOpen();
        return cursor.next();
    }

    @Override
    public void beforeFirst() throws SQLException {
        scroll().beforeFirst();
    }

    @Override
    public void afterLast() throws SQLException {
        scroll().afterLast();
    }

    @Override
    public boolean first() throws SQLException {
        return scroll().first();
    }

    @Override
    public boolean last() throws SQLException {
        return scroll().last();
    }

    @Override
    public boolean previous() throws SQLException {
        return scroll().previous();
    }

    @Override
    public boolean absolute(int row) throws SQLException {
        return scroll().absolute(row);
    }

    @Override
    public boolean relative(int rows) throws SQLException {
        return scroll().relative(rows);
    }

    @Override
    public boolean isBeforeFirst() throws SQLException {
        requireOpen();
        return cursor.isBeforeFirst();
    }

    @Override
    public boolean isFirst() throws SQLException {
        requireOpen();
        return cursor.row() == 1;
    }

    @Override
    public boolean isLast() throws SQLException {
        requireOpen();
        return cursor.isLast();
    }

    @Override
    public boolean isAfterLast() throws SQLException {
        requireOpen();
        return cursor.isAfterLast();
    }

    /** {@inheritDoc} Integer.MAX_VALUE beyond that row. */
    @Override
    public int getRow() throws SQLException {
        requireOpen();
        return (int) Math.min(Integer.MAX_VALUE, cursor.row());
    }

    @Override
    public void close() throws SQLException {
        if (!isClosed()) {
            Cursor open = cursor;
            cursor = EmptyCursor.CLOSED;
            values = ColumnValues.CLOSED;
            try {
                open.close();
            } finally {
                owner.onClosed(this);
            }
        }
    }

    @Override
    public boolean isClosed() {
        return cursor.place() == Place.CLOSED;
    }

    // ---- what the result is

    @Override
    public int findColumn(String columnLabel) throws SQLException {
        requireOpen();
        return layout.indexOf(columnLabel) + 1;
    }

    @Override
    public ResultSetMetaData getMetaData() throws SQLException {
        requireOpen();
        if (metaData == null) {
            metaData = new ResultSetMetaDataImpl(layout, origins);
        }
        return metaData;
    }

    @Override
    public Statement getStatement() throws SQLException {
        requireOpen();
        return statement;
    }

    @Override
    public int getType() throws SQLException {
        requireOpen();
        return options.type();
    }

    @Override
    public int getConcurrency() throws SQLException {
        requireOpen();
        return options.concurrency();
    }

    @Override
    public int getHoldability() throws SQLException {
        requireOpen();
        return options.holdability();
    }

    /** {@inheritDoc} Null: there is no cursor that positioned updates could name. */
    @Override
    public String getCursorName() throws SQLException {
        requireOpen();
        return options.cursor() == null ? null : options.cursor().text();
    }

    @Override
    public SQLWarning getWarnings() throws SQLException {
        requireOpen();
        return null;
    }

    @Override
    public void clearWarnings() throws SQLException {
        requireOpen();
    }

    // ---- hints

    @Override
    public int getFetchDirection() throws SQLException {
        requireOpen();
        return FETCH_FORWARD;
    }

    @Override
    public void setFetchDirection(int direction) throws SQLException {
        requireOpen();
        switch (direction) {
            case FETCH_FORWARD -> {
                // As it is.
            }
            case FETCH_REVERSE, FETCH_UNKNOWN -> scroll();
            default -> throw SqlErrors.badArgument(direction + " is no fetch direction");
        }
    }

    @Override
    public int getFetchSize() throws SQLException {
        requireOpen();
        return fetchSize;
    }

    @Override
    public void setFetchSize(int rows) throws SQLException {
        requireOpen();
        if (rows < 0) {
            throw SqlErrors.badArgument("The fetch size must not be negative, and is " + rows);
        }
        fetchSize = rows;
    }

    // ---- values by index

    @Override
    public boolean wasNull() throws SQLException {
        requireOpen();
        return values.wasNull();
    }

    @Override
    public String getString(int columnIndex) throws SQLException {
        return values.getString(columnIndex);
    }

    @Override
    public boolean getBoolean(int columnIndex) throws SQLException {
        return values.getBoolean(columnIndex);
    }

    @Override
    public byte getByte(int columnIndex) throws SQLException {
        return values.getByte(columnIndex);
    }

    @Override
    public short getShort(int columnIndex) throws SQLException {
        return values.getShort(columnIndex);
    }

    @Override
    public int getInt(int columnIndex) throws SQLException {
        return values.getInt(columnIndex);
    }

    @Override
    public long getLong(int columnIndex) throws SQLException {
        return values.getLong(columnIndex);
    }

    @Override
    public float getFloat(int columnIndex) throws SQLException {
        return values.getFloat(columnIndex);
    }

    @Override
    public double getDouble(int columnIndex) throws SQLException {
        return values.getDouble(columnIndex);
    }

    @Override
    public BigDecimal getBigDecimal(int columnIndex) throws SQLException {
        return values.getBigDecimal(columnIndex);
    }

    @Deprecated
    @Override
    public BigDecimal getBigDecimal(int columnIndex, int scale) throws SQLException {
        return values.getBigDecimal(columnIndex, scale);
    }

    @Override
    public byte[] getBytes(int columnIndex) throws SQLException {
        return values.getBytes(columnIndex);
    }

    @Override
    public Date getDate(int columnIndex) throws SQLException {
        return values.getDate(columnIndex, null);
    }

    @Override
    public Date getDate(int columnIndex, Calendar calendar) throws SQLException {
        return values.getDate(columnIndex, calendar);
    }

    @Override
    public Time getTime(int columnIndex) throws SQLException {
        return values.getTime(columnIndex, null);
    }

    @Override
    public Time getTime(int columnIndex, Calendar calendar) throws SQLException {
        return values.getTime(columnIndex, calendar);
    }

    @Override
    public Timestamp getTimestamp(int columnIndex) throws SQLException {
        return values.getTimestamp(columnIndex, null);
    }

    @Override
    public Timestamp getTimestamp(int columnIndex, Calendar calendar) throws SQLException {
        return values.getTimestamp(columnIndex, calendar);
    }

    @Override
    public InputStream getAsciiStream(int columnIndex) throws SQLException {
        return values.getAsciiStream(columnIndex);
    }

    @Deprecated
    @Override
    public InputStream getUnicodeStream(int columnIndex) throws SQLException {
        return values.getUnicodeStream(columnIndex);
    }

    @Override
    public InputStream getBinaryStream(int columnIndex) throws SQLException {
        return values.getBinaryStream(columnIndex);
    }

    @Override
    public Reader getCharacterStream(int columnIndex) throws SQLException {
        return values.getCharacterStream(columnIndex);
    }

    /**
     * {@inheritDoc} Of a {@code refcursor} these are the rows of the cursor; outside of a transaction, where there can be
     * none, it is the cursor's name.
     */
    @Override
    public Object getObject(int columnIndex) throws SQLException {
        Object value = values.getObject(columnIndex);
        return value instanceof String name
                        && statement != null
                        && isRefCursor(columnIndex)
                        && !statement.getConnection().getAutoCommit()
                ? RefCursors.open(statement, name)
                : value;
    }

    private ResultSet cursorRows(int columnIndex) throws SQLException {
        String name = values.getString(columnIndex);
        if (!isRefCursor(columnIndex)) {
            // The error that this cannot be.
            return values.getObject(columnIndex, ResultSet.class);
        }
        if (name == null) {
            return null;
        }
        if (statement == null) {
            throw CallErrors.cursorWithoutStatement();
        }
        return RefCursors.open(statement, name);
    }

    private boolean isRefCursor(int columnIndex) {
        return layout.description().field(columnIndex - 1).typeOid() == BuiltinTypes.REFCURSOR.oid();
    }

    @Override
    public Object getObject(int columnIndex, Map<String, Class<?>> map) throws SQLException {
        return values.getObject(columnIndex, map);
    }

    @Override
    public <T> T getObject(int columnIndex, Class<T> type) throws SQLException {
        return type == ResultSet.class ? type.cast(cursorRows(columnIndex)) : values.getObject(columnIndex, type);
    }

    @Override
    public Ref getRef(int columnIndex) throws SQLException {
        throw refused("REF values cannot be read: PostgreSQL has none");
    }

    @Override
    public Blob getBlob(int columnIndex) throws SQLException {
        return values.getBlob(columnIndex);
    }

    @Override
    public Clob getClob(int columnIndex) throws SQLException {
        return values.getClob(columnIndex);
    }

    @Override
    public NClob getNClob(int columnIndex) throws SQLException {
        return values.getClob(columnIndex);
    }

    @Override
    public Array getArray(int columnIndex) throws SQLException {
        return values.getArray(columnIndex);
    }

    @Override
    public SQLXML getSQLXML(int columnIndex) throws SQLException {
        return values.getSqlXml(columnIndex);
    }

    @Override
    public RowId getRowId(int columnIndex) throws SQLException {
        return values.getRowId(columnIndex);
    }

    @Override
    public URL getURL(int columnIndex) throws SQLException {
        return values.getUrl(columnIndex);
    }

    @Override
    public String getNString(int columnIndex) throws SQLException {
        return values.getString(columnIndex);
    }

    @Override
    public Reader getNCharacterStream(int columnIndex) throws SQLException {
        return values.getCharacterStream(columnIndex);
    }

    // ---- updates

    @Override
    public boolean rowUpdated() throws SQLException {
        requireOpen();
        return false;
    }

    @Override
    public boolean rowInserted() throws SQLException {
        requireOpen();
        return false;
    }

    @Override
    public boolean rowDeleted() throws SQLException {
        requireOpen();
        return false;
    }

    @Override
    public void updateNull(int columnIndex) throws SQLException {
        throw readOnly();
    }

    @Override
    public void updateBoolean(int columnIndex, boolean value) throws SQLException {
        throw readOnly();
    }

    @Override
    public void updateByte(int columnIndex, byte value) throws SQLException {
        throw readOnly();
    }

    @Override
    public void updateShort(int columnIndex, short value) throws SQLException {
        throw readOnly();
    }

    @Override
    public void updateInt(int columnIndex, int value) throws SQLException {
        throw readOnly();
    }

    @Override
    public void updateLong(int columnIndex, long value) throws SQLException {
        throw readOnly();
    }

    @Override
    public void updateFloat(int columnIndex, float value) throws SQLException {
        throw readOnly();
    }

    @Override
    public void updateDouble(int columnIndex, double value) throws SQLException {
        throw readOnly();
    }

    @Override
    public void updateBigDecimal(int columnIndex, BigDecimal value) throws SQLException {
        throw readOnly();
    }

    @Override
    public void updateString(int columnIndex, String value) throws SQLException {
        throw readOnly();
    }

    @Override
    public void updateNString(int columnIndex, String value) throws SQLException {
        throw readOnly();
    }

    @Override
    public void updateBytes(int columnIndex, byte[] value) throws SQLException {
        throw readOnly();
    }

    @Override
    public void updateDate(int columnIndex, Date value) throws SQLException {
        throw readOnly();
    }

    @Override
    public void updateTime(int columnIndex, Time value) throws SQLException {
        throw readOnly();
    }

    @Override
    public void updateTimestamp(int columnIndex, Timestamp value) throws SQLException {
        throw readOnly();
    }

    @Override
    public void updateAsciiStream(int columnIndex, InputStream value) throws SQLException {
        throw readOnly();
    }

    @Override
    public void updateAsciiStream(int columnIndex, InputStream value, int length) throws SQLException {
        throw readOnly();
    }

    @Override
    public void updateAsciiStream(int columnIndex, InputStream value, long length) throws SQLException {
        throw readOnly();
    }

    @Override
    public void updateBinaryStream(int columnIndex, InputStream value) throws SQLException {
        throw readOnly();
    }

    @Override
    public void updateBinaryStream(int columnIndex, InputStream value, int length) throws SQLException {
        throw readOnly();
    }

    @Override
    public void updateBinaryStream(int columnIndex, InputStream value, long length) throws SQLException {
        throw readOnly();
    }

    @Override
    public void updateCharacterStream(int columnIndex, Reader value) throws SQLException {
        throw readOnly();
    }

    @Override
    public void updateCharacterStream(int columnIndex, Reader value, int length) throws SQLException {
        throw readOnly();
    }

    @Override
    public void updateCharacterStream(int columnIndex, Reader value, long length) throws SQLException {
        throw readOnly();
    }

    @Override
    public void updateNCharacterStream(int columnIndex, Reader value) throws SQLException {
        throw readOnly();
    }

    @Override
    public void updateNCharacterStream(int columnIndex, Reader value, long length) throws SQLException {
        throw readOnly();
    }

    @Override
    public void updateObject(int columnIndex, Object value) throws SQLException {
        throw readOnly();
    }

    @Override
    public void updateObject(int columnIndex, Object value, int scaleOrLength) throws SQLException {
        throw readOnly();
    }

    @Override
    public void updateObject(int columnIndex, Object value, SQLType type) throws SQLException {
        throw readOnly();
    }

    @Override
    public void updateObject(int columnIndex, Object value, SQLType type, int scaleOrLength) throws SQLException {
        throw readOnly();
    }

    @Override
    public void updateRef(int columnIndex, Ref value) throws SQLException {
        throw readOnly();
    }

    @Override
    public void updateBlob(int columnIndex, Blob value) throws SQLException {
        throw readOnly();
    }

    @Override
    public void updateBlob(int columnIndex, InputStream value) throws SQLException {
        throw readOnly();
    }

    @Override
    public void updateBlob(int columnIndex, InputStream value, long length) throws SQLException {
        throw readOnly();
    }

    @Override
    public void updateClob(int columnIndex, Clob value) throws SQLException {
        throw readOnly();
    }

    @Override
    public void updateClob(int columnIndex, Reader value) throws SQLException {
        throw readOnly();
    }

    @Override
    public void updateClob(int columnIndex, Reader value, long length) throws SQLException {
        throw readOnly();
    }

    @Override
    public void updateNClob(int columnIndex, NClob value) throws SQLException {
        throw readOnly();
    }

    @Override
    public void updateNClob(int columnIndex, Reader value) throws SQLException {
        throw readOnly();
    }

    @Override
    public void updateNClob(int columnIndex, Reader value, long length) throws SQLException {
        throw readOnly();
    }

    @Override
    public void updateArray(int columnIndex, Array value) throws SQLException {
        throw readOnly();
    }

    @Override
    public void updateSQLXML(int columnIndex, SQLXML value) throws SQLException {
        throw readOnly();
    }

    @Override
    public void updateRowId(int columnIndex, RowId value) throws SQLException {
        throw readOnly();
    }

    @Override
    public void insertRow() throws SQLException {
        throw readOnly();
    }

    @Override
    public void updateRow() throws SQLException {
        throw readOnly();
    }

    @Override
    public void deleteRow() throws SQLException {
        throw readOnly();
    }

    @Override
    public void refreshRow() throws SQLException {
        throw readOnly();
    }

    @Override
    public void cancelRowUpdates() throws SQLException {
        throw readOnly();
    }

    @Override
    public void moveToInsertRow() throws SQLException {
        throw readOnly();
    }

    @Override
    public void moveToCurrentRow() throws SQLException {
        throw readOnly();
    }

    final Cursor cursor() {
        return cursor;
    }

    final ColumnLayout layout() {
        return layout;
    }

    final ColumnValues values() {
        return values;
    }

    /** From now on, the current row is read so. */
    final void read(ColumnValues newValues) {
        values = newValues;
    }

    final void requireOpen() throws SQLException {
        if (cursor.place() == Place.CLOSED) {
            throw closed();
        }
    }

    /** @throws SQLException if the result is closed, or moves forward only */
    final FreeCursor scroll() throws SQLException {
        requireOpen();
        if (cursor instanceof FreeCursor free) {
            return free;
        }
        throw SqlErrors.forwardOnly();
    }

    private SQLException readOnly() {
        return isClosed() ? closed() : SqlErrors.readOnlyResult();
    }

    private SQLException refused(String why) {
        return isClosed() ? closed() : SqlErrors.notSupported(why);
    }

    private static SQLException closed() {
        return SqlErrors.objectClosed("ResultSet");
    }
}
