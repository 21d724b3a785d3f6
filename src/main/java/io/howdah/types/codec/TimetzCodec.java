package io.howdah.types.codec;

import io.howdah.error.SqlErrors;
import io.howdah.types.BuiltinTypes;
import io.howdah.types.Cell;
import io.howdah.types.CodecContext;
import io.howdah.types.DateTimeCodec;
import io.howdah.types.DateTimeText;
import io.howdah.types.JavaTimes;
import io.howdah.types.PgType;
import io.howdah.types.SqlDateTimes;
import io.howdah.wire.ByteWriter;
import java.sql.SQLException;
import java.time.OffsetTime;
import java.time.ZoneOffset;

/** {@code timetz}: µs since midnight in eight bytes, then seconds <em>west</em> of UTC in four. */
final class TimetzCodec implements DateTimeCodec<OffsetTime> {
    static final TimetzCodec INSTANCE = new TimetzCodec();

    private static final int MAX_OFFSET = 16 * 3600 - 1;

    private TimetzCodec() {}

    @Override
    public PgType type() {
        return BuiltinTypes.TIMETZ;
    }

    @Override
    public Class<OffsetTime> javaType() {
        return OffsetTime.class;
    }

    @Override
    public Kind kind() {
        return Kind.TIMETZ;
    }

    @Override
    public long readUnits(Cell cell) throws SQLException {
        if (cell.isBinary()) {
            cell.requireLength(12, type());
            return TimeCodec.checked(cell.int64(0), type());
        }
        return parse(cell).microOfDay();
    }

    @Override
    public int readOffsetSeconds(Cell cell) throws SQLException {
        if (!cell.isBinary()) {
            return parse(cell).offsetSeconds();
        }
        cell.requireLength(12, type());
        int west = cell.int32(8);
        if (west < -MAX_OFFSET || west > MAX_OFFSET) {
            throw SqlErrors.malformedValue(type().name(), "a zone of " + west + " seconds");
        }
        return -west;
    }

    private DateTimeText parse(Cell cell) throws SQLException {
        DateTimeText text = DateTimeText.parse(cell, type());
        if (!text.hasTime() || !text.hasZone()) {
            throw SqlErrors.notADateTime(type().name());
        }
        return text;
    }

    @Override
    public OffsetTime decode(Cell cell) throws SQLException {
        return JavaTimes.localTime(readUnits(cell)).atOffset(ZoneOffset.ofTotalSeconds(readOffsetSeconds(cell)));
    }

    @Override
    public void encode(OffsetTime value, ByteWriter out, CodecContext context) throws SQLException {
        encode(TimeCodec.micros(value.toLocalTime()), value.getOffset().getTotalSeconds(), out);
    }

    private void encode(long micros, int east, ByteWriter out) throws SQLException {
        if (Math.abs(east) > MAX_OFFSET) {
            throw SqlErrors.dateTimeOverflow(OffsetTime.class, type().name());
        }
        out.int64(micros);
        out.int32(-east);
    }

    @Override
    public void encodeText(Cell text, ByteWriter out) throws SQLException {
        DateTimeText time = parse(text);
        encode(time.microOfDay(), time.offsetSeconds(), out);
    }

    @Override
    public String readText(Cell cell) throws SQLException {
        if (!cell.isBinary()) {
            return cell.text();
        }
        StringBuilder out = new StringBuilder(24);
        DateTimeText.appendTime(out, readUnits(cell));
        DateTimeText.appendOffset(out, readOffsetSeconds(cell));
        return out.toString();
    }

    @Override
    public Object readObject(Cell cell) throws SQLException {
        return SqlDateTimes.time(this, cell, cell.context().clientZone());
    }
}
