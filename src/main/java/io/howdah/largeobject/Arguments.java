package io.howdah.largeobject;

import io.howdah.session.Binding;
import io.howdah.wire.ByteWriter;

/** Arguments of a function call, all in binary; a {@code bytea} comes last, and is not copied. */
final class Arguments implements Binding {
    private static final int BINARY = 1;

    private final ByteWriter numbers = new ByteWriter(32);
    private int count;
    private byte[] bytes;
    private int from;
    private int length;

    Arguments int4(int value) {
        count++;
        numbers.int32(4);
        numbers.int32(value);
        return this;
    }

    Arguments oid(long value) {
        return int4((int) value);
    }

    Arguments int8(long value) {
        count++;
        numbers.int32(8);
        numbers.int64(value);
        return this;
    }

    Arguments bytea(byte[] value, int offset, int byteCount) {
        count++;
        bytes = value;
        from = offset;
        length = byteCount;
        return this;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public void writeTo(ByteWriter out) {
        // One format, for all of them.
        out.int16(1);
        out.int16(BINARY);
        out.int16(count);
        out.bytes(numbers.bytes(), 0, numbers.size());
        if (bytes != null) {
            out.int32(length);
            out.large(bytes, from, length);
        }
    }
}
