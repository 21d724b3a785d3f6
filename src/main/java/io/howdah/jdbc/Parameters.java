package io.howdah.jdbc;

import io.howdah.config.ConnectionConfig.StringType;
import io.howdah.error.SqlErrors;
import io.howdah.session.Binding;
import io.howdah.sql.ParsedStatement;
import io.howdah.types.codec.ParameterType;
import io.howdah.wire.ByteWriter;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * The values of a statement's parameters, encoded as they are set and kept from one execution to the next.
 *
 * <p>All values lie in one buffer. A value that fits where the last one of its parameter lay goes there, so that setting
 * numbers again and again allocates nothing.
 */
final class Parameters {
    private static final int NULL = -1;
    private static final int UNSET = -2;

    private final ByteWriter values = new ByteWriter(32);
    private final int[] offsets;
    private final int[] lengths;
    private final ParameterType[] types;
    private final StringType stringType;

    /** Bytes in the buffer that belong to no value any more. */
    private int waste;

    Parameters(int count, StringType stringType) {
        this.offsets = new int[count];
        this.lengths = new int[count];
        this.types = new ParameterType[count];
        this.stringType = stringType;
        clear();
    }

    int count() {
        return lengths.length;
    }

    void clear() {
        values.clear();
        waste = 0;
        Arrays.fill(lengths, UNSET);
        Arrays.fill(types, null);
    }

    /** @param index one-based, as in JDBC; the answer is zero-based */
    int slot(int index) throws SQLException {
        if (index < 1 || index > lengths.length) {
            throw SqlErrors.parameterIndex(index, lengths.length);
        }
        return index - 1;
    }

    /** Where a value is written to; tell {@link #written} afterwards, or {@link #abandon} if it came to nothing. */
    ByteWriter writer() {
        return values;
    }

    /** @param from the size of {@link #writer()} before the value was written */
    void written(int slot, int from, ParameterType type) {
        int length = values.size() - from;
        if (length <= lengths[slot]) {
            System.arraycopy(values.bytes(), from, values.bytes(), offsets[slot], length);
            values.truncate(from);
            waste += lengths[slot] - length;
        } else {
            waste += Math.max(0, lengths[slot]);
            offsets[slot] = from;
        }
        lengths[slot] = length;
        types[slot] = type;
        if (waste > 1024 && waste > values.size() / 2) {
            compact();
        }
    }

    void abandon(int from) {
        values.truncate(from);
    }

    void setNull(int slot, ParameterType type) {
        waste += Math.max(0, lengths[slot]);
        lengths[slot] = NULL;
        types[slot] = type;
    }

    boolean isNull(int slot) {
        return lengths[slot] == NULL;
    }

    void requireAll() throws SQLException {
        for (int i = 0; i < lengths.length; i++) {
            if (lengths[i] == UNSET) {
                throw SqlErrors.parameterNotSet(i + 1);
            }
        }
    }

    /** The declared types of one statement's parameters. */
    int[] oids(ParsedStatement statement) {
        int[] own = new int[statement.parameterCount()];
        for (int i = 0; i < own.length; i++) {
            own[i] = declaredOid(statement, i);
        }
        return own;
    }

    /** Whether these are the declared types of one statement's parameters. */
    boolean fit(ParsedStatement statement, int[] declared) {
        if (declared.length != statement.parameterCount()) {
            return false;
        }
        for (int i = 0; i < declared.length; i++) {
            if (declared[i] != declaredOid(statement, i)) {
                return false;
            }
        }
        return true;
    }

    /** 0 leaves the type to the server; also for a parameter that is not set. */
    private int declaredOid(ParsedStatement statement, int index) {
        int slot = statement.parameter(index);
        ParameterType type = types[slot];
        // Under a cast the server knows best what a NULL is: bytea, say, has no cast to inet.
        if (type == null || isNull(slot) && statement.isCast(index)) {
            return 0;
        }
        return type.isSoft() && stringType == StringType.VARCHAR && type.isText() ? type.plainOid() : type.oid();
    }

    /** The values of one statement's parameters, as they are at the time they are written. */
    Binding binding(ParsedStatement statement) {
        return new Binding() {
            @Override
            public int count() {
                return statement.parameterCount();
            }

            @Override
            public void writeTo(ByteWriter out) {
                bind(statement, out);
            }
        };
    }

    private void bind(ParsedStatement statement, ByteWriter out) {
        int count = statement.parameterCount();
        out.int16(count);
        for (int i = 0; i < count; i++) {
            out.int16(types[statement.parameter(i)].format().code());
        }
        out.int16(count);
        for (int i = 0; i < count; i++) {
            int slot = statement.parameter(i);
            int length = Math.max(NULL, lengths[slot]);
            out.int32(length);
            if (length > 0) {
                out.bytes(values.bytes(), offsets[slot], length);
            }
        }
    }

    private void compact() {
        byte[] old = values.toByteArray();
        values.clear();
        for (int i = 0; i < lengths.length; i++) {
            if (lengths[i] > 0) {
                int from = values.size();
                values.bytes(old, offsets[i], lengths[i]);
                offsets[i] = from;
            }
        }
        waste = 0;
    }
}
