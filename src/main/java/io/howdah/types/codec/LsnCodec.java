package io.howdah.types.codec;

import io.howdah.api.LogSequenceNumber;
import io.howdah.types.BuiltinTypes;
import io.howdah.types.Cell;
import io.howdah.wire.ByteWriter;
import java.sql.SQLException;

/** {@code pg_lsn}: eight bytes without a sign; in text two numbers in hexadecimal. */
final class LsnCodec extends ValueCodec<LogSequenceNumber> {
    LsnCodec() {
        super(BuiltinTypes.PG_LSN, LogSequenceNumber.class);
    }

    @Override
    LogSequenceNumber fromBinary(Cell cell) throws SQLException {
        cell.requireLength(8, type());
        return new LogSequenceNumber(cell.int64(0));
    }

    @Override
    LogSequenceNumber fromText(String text) {
        return LogSequenceNumber.parse(text);
    }

    @Override
    void toBinary(LogSequenceNumber value, ByteWriter out) {
        out.int64(value.value());
    }
}
