package io.howdah.copy;

import io.howdah.error.CopyErrors;
import io.howdah.types.Format;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.sql.SQLException;
import java.util.Arrays;

/** Rows in the binary format. */
final class BinaryRowDecoder extends RowDecoder {
    private static final VarHandle INT16 = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private static final int HEADER = BinaryRowEncoder.SIGNATURE.length + 8;
    private static final int CRITICAL_FLAGS = 0xFFFF0000;
    private static final int TRAILER = -1;

    private boolean begun;

    /** Of the current row. */
    private int length;

    BinaryRowDecoder(Transfer transfer, int columnCount) {
        super(transfer, columnCount);
    }

    @Override
    Format format() {
        return Format.BINARY;
    }

    @Override
    boolean next() throws SQLException {
        if (!begun) {
            readHeader();
            begun = true;
        }
        consume(length);
        length = 0;
        need(2);
        int count = (short) INT16.get(bytes(), start());
        if (count == TRAILER) {
            consume(2);
            if (ensure(1)) {
                throw CopyErrors.malformed("there is more behind its end");
            }
            return false;
        }
        if (count != offsets.length) {
            throw CopyErrors.malformed("a row of " + count + " columns instead of " + offsets.length);
        }
        int at = 2;
        for (int i = 0; i < count; i++) {
            need(at + 4);
            int size = (int) INT32.get(bytes(), start() + at);
            at += 4;
            if (size < NULL || size > Integer.MAX_VALUE - 8 - at) {
                throw CopyErrors.malformed("a value of " + size + " bytes");
            }
            lengths[i] = size;
            offsets[i] = at;
            if (size > 0) {
                need(at + size);
                at += size;
            }
        }
        length = at;
        // The buffer may have moved while the row was read.
        for (int i = 0; i < count; i++) {
            offsets[i] += start();
        }
        return true;
    }

    private void readHeader() throws SQLException {
        need(HEADER);
        byte[] signature = BinaryRowEncoder.SIGNATURE;
        if (!Arrays.equals(bytes(), start(), start() + signature.length, signature, 0, signature.length)) {
            throw CopyErrors.malformed("it does not begin as the binary format does");
        }
        int flags = (int) INT32.get(bytes(), start() + signature.length);
        int extension = (int) INT32.get(bytes(), start() + signature.length + 4);
        if ((flags & CRITICAL_FLAGS) != 0) {
            throw CopyErrors.malformed("it has flags that are not known: 0x" + Integer.toHexString(flags));
        }
        consume(HEADER);
        if (extension < 0) {
            throw CopyErrors.malformed("a header of " + extension + " bytes");
        }
        for (int left = extension; left > 0; ) {
            need(1);
            int some = Math.min(left, available());
            consume(some);
            left -= some;
        }
    }

    private void need(int byteCount) throws SQLException {
        if (!ensure(byteCount)) {
            throw CopyErrors.malformed("it ends in the middle of a row");
        }
    }
}
