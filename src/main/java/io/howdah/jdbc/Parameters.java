package io.howdah.jdbc;

import io.howdah.config.ConnectionConfig.StringType;
import io.howdah.error.SqlErrors;
import io.howdah.session.Binding;
import io.howdah.sql.ParsedStatement;
import io.howdah.types.BuiltinTypes;
import io.howdah.types.codec.ParameterEncoder;
import io.howdah.types.codec.ParameterType;
import io.howdah.wire.ByteWriter;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The values of a statement's parameters, encoded as they are set and kept from one execution to the next.
 *
 * <p>All values lie in one buffer. A value that fits where the last one of its parameter lay goes there, so that setting
 * numbers again and again allocates nothing.
 */
final class Parameters {
    private static final int NULL = -1;
    private static final int UNSET = -2;
    private static final BitSet NONE = new BitSet();

    private final ByteWriter values = new ByteWriter(32);
    private final int[] offsets;
    private final int[] lengths;
    private final ParameterType[] types;
    private final StringType stringType;

    /** Whether there may be Blobs or Clobs of which nobody knows yet whether they become large objects. */
    private boolean large;

    /** Bytes in the buffer that belong to no value any more. */
    private int waste;

    /** What large objects stand for while a statement is sent. */
    private List<Replaced> replaced = List.of();

    /** Where their OIDs begin, behind all values. */
    private int behindValues;

    /** Where the value of a parameter is that is sent as something else. */
    private record Replaced(int slot, int offset, int length, ParameterType type) {}

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
        large = false;
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
        large |= type.isLarge();
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

    boolean mayBeLarge() {
        return large;
    }

    boolean isLarge(int slot) {
        return lengths[slot] >= 0 && types[slot] != null && types[slot].isLarge();
    }

    /** All that {@link #isLarge}. */
    BitSet large() {
        var slots = new BitSet(lengths.length);
        for (int i = 0; i < lengths.length; i++) {
            slots.set(i, isLarge(i));
        }
        return slots;
    }

    /** Whether there are Clobs among them. */
    boolean hasLargeText() {
        BitSet slots = large();
        return slots.stream().anyMatch(slot -> types[slot].isText());
    }

    /** Takes {@link #settleLarge} back for these. */
    void enlarge(BitSet slots) {
        slots.stream().forEach(slot -> types[slot] = types[slot].large());
        large = true;
    }

    /**
     * The bytes of these parameters become large objects, by somebody who makes them and tells their OIDs. They are sent in
     * place of the values until {@link #restoreObjects()}.
     */
    void becomeObjects(BitSet slots, ObjectMaker maker) throws SQLException {
        var contents = new ArrayList<ByteBuffer>(slots.cardinality());
        for (int slot = slots.nextSetBit(0); slot >= 0; slot = slots.nextSetBit(slot + 1)) {
            contents.add(ByteBuffer.wrap(values.bytes(), offsets[slot], lengths[slot]));
        }
        long[] oids = maker.createAll(contents);
        behindValues = values.size();
        replaced = new ArrayList<>(oids.length);
        int made = 0;
        for (int slot = slots.nextSetBit(0); slot >= 0; slot = slots.nextSetBit(slot + 1)) {
            replaced.add(new Replaced(slot, offsets[slot], lengths[slot], types[slot]));
            offsets[slot] = values.size();
            types[slot] = ParameterEncoder.oid(values, oids[made++]);
            lengths[slot] = values.size() - offsets[slot];
        }
    }

    /** The values that were replaced by large objects count again: who executes once more means new objects of them. */
    void restoreObjects() {
        if (replaced.isEmpty()) {
            return;
        }
        for (Replaced each : replaced) {
            offsets[each.slot] = each.offset;
            lengths[each.slot] = each.length;
            types[each.slot] = each.type;
        }
        replaced = List.of();
        values.truncate(behindValues);
        large = true;
    }

    /** Makes large objects of some bytes each. */
    @FunctionalInterface
    interface ObjectMaker {
        long[] createAll(List<ByteBuffer> contents) throws SQLException;
    }

    /** What is still large now is sent as it is. */
    void settleLarge() {
        for (int i = 0; i < types.length; i++) {
            types[i] = types[i] == null ? null : types[i].small();
        }
        large = false;
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

    /** Those that one statement has. */
    void require(ParsedStatement statement) throws SQLException {
        for (int i = 0; i < statement.parameterCount(); i++) {
            int slot = statement.parameter(i);
            if (lengths[slot] == UNSET) {
                throw SqlErrors.parameterNotSet(slot + 1);
            }
        }
    }

    boolean isSet(int slot) {
        return lengths[slot] != UNSET;
    }

    /**
     * The declared types of one statement's parameters.
     *
     * @param plain those that are not left to the server
     */
    int[] oids(ParsedStatement statement, BitSet plain) {
        int[] own = new int[statement.parameterCount()];
        for (int i = 0; i < own.length; i++) {
            own[i] = declaredOid(statement, i, plain);
        }
        return own;
    }

    /** What the soft ones among them are by nature; 0 for those that name a type, and for nulls of no type. */
    int[] natures(ParsedStatement statement) {
        int[] own = new int[statement.parameterCount()];
        for (int i = 0; i < own.length; i++) {
            ParameterType type = types[statement.parameter(i)];
            own[i] = type == null || declaredOid(statement, i, NONE) != 0 ? 0 : type.plainOid();
        }
        return own;
    }

    /** Whether the values can be sent under these declared types of one statement. */
    boolean fit(ParsedStatement statement, int[] declared, BitSet plain) {
        if (declared.length != statement.parameterCount()) {
            return false;
        }
        for (int i = 0; i < declared.length; i++) {
            if (declared[i] != declaredOid(statement, i, plain)
                    // A null of no type is one of any type: naming another would prepare the statement once more.
                    && !(declared[i] != 0 && isUntypedNull(statement, i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether declared types and natures are just these, so that nothing has to be settled between this entry of a batch
     * and those before it.
     *
     * @param unknown none, for that
     */
    boolean areLike(ParsedStatement statement, int[] oids, int[] natures, BitSet unknown) {
        if (!unknown.isEmpty()) {
            return false;
        }
        for (int i = 0; i < oids.length; i++) {
            ParameterType type = types[statement.parameter(i)];
            int oid = declaredOid(statement, i, NONE);
            int nature = type == null || oid != 0 ? 0 : type.plainOid();
            if (oid != oids[i] || nature != natures[i] || isUntypedNull(statement, i)) {
                return false;
            }
        }
        return true;
    }

    boolean isUntypedNull(ParsedStatement statement, int index) {
        return isNull(statement.parameter(index)) && declaredOid(statement, index, NONE) == 0;
    }

    /** Whether dates or times are among {@link #natures}. */
    static boolean hasTimes(int[] natures) {
        for (int nature : natures) {
            if (nature != 0
                    && nature != BuiltinTypes.VARCHAR.oid()
                    && nature != BuiltinTypes.VARCHAR.arrayOid()
                    && nature != BuiltinTypes.TEXT.oid()
                    && nature != BuiltinTypes.JSONB.oid()
                    && nature != BuiltinTypes.JSONB.arrayOid()) {
                return true;
            }
        }
        return false;
    }

    /** 0 leaves the type to the server; also for a parameter that is not set. */
    private int declaredOid(ParsedStatement statement, int index, BitSet plain) {
        int slot = statement.parameter(index);
        ParameterType type = types[slot];
        int oid = type == null ? 0 : type.oid();
        if (type != null && type.isSoft() && stringType == StringType.VARCHAR && type.isText() && !type.isLarge()) {
            oid = type.plainOid();
        } else if (lengths[slot] == NULL && statement.isCast(index)) {
            // The cast tells the type, and need not exist from the one that setNull was given.
            oid = 0;
        }
        return oid == 0 && plain.get(index) ? plainOid(type == null ? 0 : type.plainOid()) : oid;
    }

    /** @param nature 0 where there is none: then text, which is what the server itself falls back to */
    static int plainOid(int nature) {
        return nature == 0 ? BuiltinTypes.VARCHAR.oid() : nature;
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
                out.large(values.bytes(), offsets[slot], length);
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
