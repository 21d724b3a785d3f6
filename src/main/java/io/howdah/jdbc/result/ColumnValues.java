package io.howdah.jdbc.result;

import io.howdah.error.ConversionErrors;
import io.howdah.error.SqlErrors;
import io.howdah.jdbc.result.Cursor.Place;
import io.howdah.session.Rows;
import io.howdah.types.BuiltinTypes;
import io.howdah.types.Cell;
import io.howdah.types.Codec;
import io.howdah.types.CodecContext;
import io.howdah.types.CompoundCodec;
import io.howdah.types.Conversions;
import io.howdah.types.JdbcTypes;
import io.howdah.types.SqlDateTimes;
import io.howdah.wire.Field;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Calendar;
import java.util.Map;
import java.util.TimeZone;

/**
 * The values of a cursor's current row as JDBC's getters give them. Columns count from 1 here, as in JDBC.
 *
 * <p>A getter of a primitive allocates nothing: the one cell is moved to the value, and its codec
 * reads the bytes where they lie.
 */
final class ColumnValues {
    /** Those of a closed result: every question gets the answer that it is closed. */
    static final ColumnValues CLOSED = new ColumnValues(EmptyCursor.CLOSED, ColumnLayout.NO_COLUMNS, null, 0);

    private static final int XML = BuiltinTypes.XML.oid();

    private final Cursor cursor;
    private final ColumnLayout layout;
    private final CodecContext context;

    /** In bytes; Integer.MAX_VALUE for no limit. */
    private final int maxFieldSize;

    private final Cell cell = new Cell();
    private boolean wasNull;

    /** @param maxFieldSize in bytes, 0 for no limit */
    ColumnValues(Cursor cursor, ColumnLayout layout, CodecContext context, int maxFieldSize) {
        this.cursor = cursor;
        this.layout = layout;
        this.context = context;
        this.maxFieldSize = maxFieldSize == 0 ? Integer.MAX_VALUE : maxFieldSize;
    }

    boolean wasNull() {
        return wasNull;
    }

    boolean getBoolean(int index) throws SQLException {
        Cell value = cell(index);
        try {
            return value != null && codec(index).readBoolean(value);
        } catch (SQLException e) {
            throw ofColumn(index, e);
        }
    }

    byte getByte(int index) throws SQLException {
        int value = getInt(index);
        if (value != (byte) value) {
            throw ofColumn(index, SqlErrors.outOfRange(codec(index).type().name(), "byte"));
        }
        return (byte) value;
    }

    short getShort(int index) throws SQLException {
        int value = getInt(index);
        if (value != (short) value) {
            throw ofColumn(index, SqlErrors.outOfRange(codec(index).type().name(), "short"));
        }
        return (short) value;
    }

    int getInt(int index) throws SQLException {
        Cell value = cell(index);
        try {
            return value == null ? 0 : codec(index).readInt(value);
        } catch (SQLException e) {
            throw ofColumn(index, e);
        }
    }

    long getLong(int index) throws SQLException {
        Cell value = cell(index);
        try {
            return value == null ? 0 : codec(index).readLong(value);
        } catch (SQLException e) {
            throw ofColumn(index, e);
        }
    }

    float getFloat(int index) throws SQLException {
        Cell value = cell(index);
        try {
            return value == null ? 0 : codec(index).readFloat(value);
        } catch (SQLException e) {
            throw ofColumn(index, e);
        }
    }

    double getDouble(int index) throws SQLException {
        Cell value = cell(index);
        try {
            return value == null ? 0 : codec(index).readDouble(value);
        } catch (SQLException e) {
            throw ofColumn(index, e);
        }
    }

    BigDecimal getBigDecimal(int index) throws SQLException {
        Cell value = cell(index);
        try {
            return value == null ? null : codec(index).readDecimal(value);
        } catch (SQLException e) {
            throw ofColumn(index, e);
        }
    }

    BigDecimal getBigDecimal(int index, int scale) throws SQLException {
        BigDecimal value = getBigDecimal(index);
        return value == null ? null : value.setScale(scale, RoundingMode.HALF_UP);
    }

    String getString(int index) throws SQLException {
        Cell value = limitedCell(index);
        try {
            return value == null ? null : codec(index).readText(value);
        } catch (SQLException e) {
            throw ofColumn(index, e);
        }
    }

    byte[] getBytes(int index) throws SQLException {
        Cell value = limitedCell(index);
        try {
            return value == null ? null : codec(index).readBytes(value);
        } catch (SQLException e) {
            throw ofColumn(index, e);
        }
    }

    /** @param calendar null for the JVM's zone */
    Date getDate(int index, Calendar calendar) throws SQLException {
        Cell value = cell(index);
        try {
            return value == null ? null : SqlDateTimes.date(codec(index), value, zone(calendar));
        } catch (SQLException e) {
            throw ofColumn(index, e);
        }
    }

    /** @param calendar null for the JVM's zone */
    Time getTime(int index, Calendar calendar) throws SQLException {
        Cell value = cell(index);
        try {
            return value == null ? null : SqlDateTimes.time(codec(index), value, zone(calendar));
        } catch (SQLException e) {
            throw ofColumn(index, e);
        }
    }

    /** @param calendar null for the JVM's zone */
    Timestamp getTimestamp(int index, Calendar calendar) throws SQLException {
        Cell value = cell(index);
        try {
            return value == null ? null : SqlDateTimes.timestamp(codec(index), value, zone(calendar));
        } catch (SQLException e) {
            throw ofColumn(index, e);
        }
    }

    Object getObject(int index) throws SQLException {
        Cell value = limitedCell(index);
        return value == null ? null : object(index, value);
    }

    /** @param map classes of the caller's for types of the database; null for the connection's map */
    Object getObject(int index, Map<String, Class<?>> map) throws SQLException {
        Cell value = limitedCell(index);
        if (value == null) {
            return null;
        }
        if (map != null && map != context.objects().typeMap()) {
            Codec<?> codec = layout.knownCodec(index - 1).base();
            Class<?> mapped = codec instanceof CompoundCodec<?>
                    ? null
                    : map.get(codec.type().name());
            if (mapped != null) {
                return getObject(index, mapped);
            }
            value.set(value.bytes(), value.offset(), value.length(), value.format(), context.withTypeMap(map));
        }
        return object(index, value);
    }

    Array getArray(int index) throws SQLException {
        return getObject(index, Array.class);
    }

    private Object object(int index, Cell value) throws SQLException {
        Codec<?> codec = layout.knownCodec(index - 1);
        try {
            return codec.type().oid() == XML ? LargeColumns.xml(codec, value) : codec.readObject(value);
        } catch (SQLException e) {
            try {
                return layout.renewedCodec(index - 1, e).readObject(value);
            } catch (SQLException again) {
                throw ofColumn(index, again);
            }
        }
    }

    <T> T getObject(int index, Class<T> target) throws SQLException {
        if (target == null) {
            throw SqlErrors.badArgument("The class to read column " + index + " as must not be null");
        }
        Cell value = limitedCell(index);
        if (value == null) {
            return null;
        }
        // An enum is its text; what else a type is may have to be asked for.
        Codec<?> codec = target == String.class || target.isEnum() ? codec(index) : layout.knownCodec(index - 1);
        try {
            // Asked for by the kind of class first: most that are wanted are final classes, and ask for nothing more
            // here.
            if (!Modifier.isFinal(target.getModifiers()) || target == URL.class) {
                T large = LargeColumns.as(codec, value, target);
                if (large != null) {
                    return large;
                }
            }
            return Conversions.as(codec, value, target);
        } catch (SQLException e) {
            try {
                return Conversions.as(layout.renewedCodec(index - 1, e), value, target);
            } catch (SQLException again) {
                throw ofColumn(index, again);
            }
        }
    }

    InputStream getBinaryStream(int index) throws SQLException {
        byte[] bytes = getBytes(index);
        return bytes == null ? null : new ByteArrayInputStream(bytes);
    }

    /** Characters that are not ASCII become question marks. */
    InputStream getAsciiStream(int index) throws SQLException {
        String text = getString(index);
        return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Two bytes per character, the high one first, as JDBC 1 had it. */
    InputStream getUnicodeStream(int index) throws SQLException {
        String text = getString(index);
        return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_16BE));
    }

    Reader getCharacterStream(int index) throws SQLException {
        String text = getString(index);
        return text == null ? null : new StringReader(text);
    }

    URL getUrl(int index) throws SQLException {
        Cell value = cell(index);
        try {
            return value == null ? null : LargeColumns.url(codec(index), value);
        } catch (SQLException e) {
            throw ofColumn(index, e);
        }
    }

    Blob getBlob(int index) throws SQLException {
        Cell value = limitedCell(index);
        try {
            return value == null ? null : LargeColumns.blob(codec(index), value);
        } catch (SQLException e) {
            throw ofColumn(index, e);
        }
    }

    NClob getClob(int index) throws SQLException {
        Cell value = limitedCell(index);
        try {
            return value == null ? null : LargeColumns.clob(codec(index), value, Clob.class);
        } catch (SQLException e) {
            throw ofColumn(index, e);
        }
    }

    SQLXML getSqlXml(int index) throws SQLException {
        Cell value = limitedCell(index);
        try {
            return value == null ? null : LargeColumns.xml(codec(index), value);
        } catch (SQLException e) {
            throw ofColumn(index, e);
        }
    }

    RowId getRowId(int index) throws SQLException {
        Cell value = cell(index);
        try {
            return value == null ? null : LargeColumns.rowId(codec(index), value);
        } catch (SQLException e) {
            throw ofColumn(index, e);
        }
    }

    /**
     * The value of a column of the current row; null for NULL. Asked for first by every getter, so that what follows
     * need not check the index.
     */
    private Cell cell(int index) throws SQLException {
        int column = index - 1;
        if (cursor.place() != Place.ON_ROW || column < 0 || column >= layout.count()) {
            throw cannotRead(index);
        }
        int offset = cursor.offset(column);
        if (offset == Rows.NULL) {
            wasNull = true;
            return null;
        }
        wasNull = false;
        return cell.set(cursor.page(), offset, cursor.length(column), layout.format(column), context);
    }

    /** As {@link #cell}, no longer than the maximal size of a field. */
    private Cell limitedCell(int index) throws SQLException {
        Cell value = cell(index);
        return value == null || value.length() <= maxFieldSize ? value : cut(index, value);
    }

    private SQLException ofColumn(int index, SQLException error) {
        return ConversionErrors.ofColumn(
                index, layout.description().field(index - 1).name(), error);
    }

    private Codec<?> codec(int index) {
        return layout.codec(index - 1);
    }

    private Cell cut(int index, Cell value) {
        Field field = layout.description().field(index - 1);
        byte[] bytes = value.bytes();
        int start = value.offset();
        int length = maxFieldSize;
        switch (JdbcTypes.sqlType(codec(index).type())) {
            case Types.CHAR, Types.VARCHAR -> {
                // Back to where a character starts: half of one would be no text.
                while (length > 0 && (bytes[start + length] & 0xC0) == 0x80) {
                    length--;
                }
            }
            case Types.BINARY -> {
                if (!value.isBinary()) {
                    // In text it is \x and two digits a byte; the older form with its octal digits stays whole.
                    boolean hex = bytes[start] == '\\' && bytes[start + 1] == 'x';
                    length = hex ? (int) Math.min(value.length(), 2 + 2L * maxFieldSize) : value.length();
                }
            }
            default -> length = value.length();
        }
        return value.set(bytes, start, length, value.format(), context);
    }

    private TimeZone zone(Calendar calendar) {
        return calendar == null ? context.clientZone() : calendar.getTimeZone();
    }

    private SQLException cannotRead(int index) {
        return switch (cursor.place()) {
            case ON_ROW -> SqlErrors.columnIndex(index, layout.count());
            case BEFORE_FIRST -> SqlErrors.notOnRow("The result stands before its first row: call next() first");
            case AFTER_LAST -> SqlErrors.notOnRow("The result stands behind its last row: next() returned false");
            case CLOSED -> SqlErrors.objectClosed("ResultSet");
        };
    }
}
