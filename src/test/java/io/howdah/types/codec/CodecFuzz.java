package io.howdah.types.codec;

import com.sun.management.ThreadMXBean;
import io.howdah.types.BuiltinTypes;
import io.howdah.types.Cell;
import io.howdah.types.Cells;
import io.howdah.types.Codec;
import io.howdah.types.Conversions;
import io.howdah.types.Format;
import io.howdah.types.PgType;
import io.howdah.types.TypeRegistry;
import io.howdah.types.TypeShape;
import io.howdah.value.Multirange;
import io.howdah.value.Range;
import io.howdah.wire.ByteWriter;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The one target for bytes that a server would not send: whatever they are, each way to read them gives a value or an
 * SQLException, and takes no more memory than a value of that size could need.
 *
 * <p>An input is the index of a type in two bytes, a byte that says the format and which way to read, and the value.
 * {@link CodecFuzzTest} feeds it a little with each build. Jazzer does for as long as one likes, led by what the code
 * does: see docs/contributing.md.
 */
public final class CodecFuzz {
    static final TypeRegistry REGISTRY = BuiltinCodecs.newRegistry(Set.of());

    /** The built-in types, and one of each kind that a database may define. */
    static final List<PgType> TYPES = new ArrayList<>(BuiltinTypes.ALL);

    /** For a byte of an input, with the format in its lowest bit: all ways to read. */
    static final int ALL_WAYS = 0;

    private static final int HEADER = 3;

    /** In bytes, for one way to read one value. The JDK takes half of it for some ways with a numeric of 147,000 digits. */
    private static final long ENOUGH = 128 << 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private record Pair(Integer a, List<String> b) {}

    @FunctionalInterface
    private interface Read {
        Object from(Codec<?> codec, Cell cell) throws SQLException;
    }

    /** Of this the memory is not looked at: the JDK takes a lot for the text of a number of 100,000 digits. */
    private static final Read BACK = CodecFuzz::back;

    private static final List<Read> READS = new ArrayList<>(List.of(
            Codec::decode,
            Codec::readText,
            Codec::readBoolean,
            Codec::readInt,
            Codec::readLong,
            Codec::readFloat,
            Codec::readDouble,
            Codec::readDecimal,
            Codec::readBytes,
            Codec::readObject,
            CodecFuzz::inside,
            BACK));

    static {
        define("mood", 70_000, TypeShape.ENUM);
        define("price", 70_010, new TypeShape.DomainOver(BuiltinTypes.NUMERIC.oid(), -1));
        define(
                "pair",
                70_020,
                new TypeShape.Composite(List.of(
                        new TypeShape.Attribute("a", BuiltinTypes.INT4.oid(), -1),
                        new TypeShape.Attribute("b", BuiltinTypes.TEXT.arrayOid(), -1))));
        define(
                "nest",
                70_030,
                new TypeShape.Composite(List.of(
                        new TypeShape.Attribute("pairs", 70_021, -1),
                        new TypeShape.Attribute("price", 70_010, -1),
                        new TypeShape.Attribute("when", BuiltinTypes.INT4RANGE.oid(), -1))));
        define("floatrange", 70_040, new TypeShape.RangeOf(BuiltinTypes.FLOAT8.oid()));
        define("hstore", 70_050, TypeShape.BASE);
        define("citext", 70_060, TypeShape.BASE);
        define("vector", 70_070, TypeShape.BASE);
        define("ltree", 70_080, TypeShape.BASE);
        define("cube", 70_090, TypeShape.BASE);
        define("lquery", 70_100, TypeShape.TEXT_BASE);
        for (Class<?> target : List.of(
                Byte.class,
                Short.class,
                BigInteger.class,
                BigDecimal.class,
                UUID.class,
                LocalDate.class,
                LocalTime.class,
                OffsetTime.class,
                LocalDateTime.class,
                OffsetDateTime.class,
                ZonedDateTime.class,
                Instant.class,
                Year.class,
                YearMonth.class,
                java.sql.Date.class,
                Time.class,
                Timestamp.class,
                java.util.Date.class,
                Calendar.class,
                Range.class,
                Multirange.class,
                List.class,
                int[][].class,
                String[].class,
                Object[].class,
                float[].class,
                Pair.class,
                Thread.State.class,
                StringBuilder.class)) {
            READS.add((codec, cell) -> Conversions.as(codec, cell, target));
        }
    }

    private CodecFuzz() {}

    private static void define(String name, int oid, TypeShape shape) {
        PgType type = new PgType(name, "public", oid, oid + 1, shape);
        PgType array = new PgType("_" + name, "public", oid + 1, 0, new TypeShape.ArrayOf(oid, ','));
        REGISTRY.define(type);
        REGISTRY.define(array);
        TYPES.add(type);
        TYPES.add(array);
    }

    /** What Jazzer calls; the name is its own. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length < HEADER) {
            return;
        }
        int index = ((input[0] & 0xFF) << 8 | input[1] & 0xFF) % TYPES.size();
        Format format = (input[2] & 1) == 1 ? Format.BINARY : Format.TEXT;
        int way = (input[2] & 0xFF) >> 1;
        byte[] value = Arrays.copyOfRange(input, HEADER, input.length);
        Codec<?> codec = REGISTRY.codec(TYPES.get(index).oid());
        if (way == ALL_WAYS) {
            for (Read read : READS) {
                read(codec, value, format, read);
            }
        } else {
            read(codec, value, format, READS.get(way % READS.size()));
        }
    }

    static byte[] input(PgType type, Format format, int way, byte[] value) {
        ByteWriter input = new ByteWriter(HEADER + value.length);
        input.int16(TYPES.indexOf(type));
        input.int8(way << 1 | (format == Format.BINARY ? 1 : 0));
        input.bytes(value);
        return input.toByteArray();
    }

    private static void read(Codec<?> codec, byte[] value, Format format, Read read) {
        // The first time may have loaded classes, and an agent may have looked at them.
        if (allocated(codec, value, format, read) > enough(value)
                && allocated(codec, value, format, read) > enough(value)
                && read != BACK) {
            throw told(codec, value, format, read, "takes too much memory", null);
        }
    }

    private static long enough(byte[] value) {
        return ENOUGH + 1000L * value.length;
    }

    private static long allocated(Codec<?> codec, byte[] value, Format format, Read read) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            read.from(codec, Cells.of(value, format));
        } catch (SQLException e) {
            if (e.getSQLState() == null || e.getSQLState().length() != 5 || e.getMessage() == null) {
                throw told(codec, value, format, read, "has an error that says nothing", e);
            }
        } catch (RuntimeException | Error e) {
            throw told(codec, value, format, read, "is no SQLException", e);
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    private static AssertionError told(
            Codec<?> codec, byte[] value, Format format, Read read, String what, Throwable cause) {
        return new AssertionError(
                codec.type() + ", " + format + ", way " + READS.indexOf(read) + ", "
                        + HexFormat.of().formatHex(value) + ": " + what,
                cause);
    }

    /** What is decoded only when somebody looks. */
    private static Object inside(Codec<?> codec, Cell cell) throws SQLException {
        Object value = codec.decode(cell);
        if (value instanceof Array array) {
            return array.getArray();
        }
        return value instanceof Struct struct ? struct.getAttributes() : value;
    }

    /** What was read can be written, and is the same value then: it is written alike. */
    private static <T> Object back(Codec<T> codec, Cell cell) throws SQLException {
        byte[] first = written(codec, cell);
        Format format = codec.hasBinary() ? Format.BINARY : Format.TEXT;
        byte[] second = written(codec, Cells.of(first, format));
        if (!Arrays.equals(first, second)) {
            throw new IllegalStateException("written " + HexFormat.of().formatHex(first) + ", then "
                    + HexFormat.of().formatHex(second));
        }
        return second;
    }

    private static <T> byte[] written(Codec<T> codec, Cell cell) throws SQLException {
        ByteWriter out = new ByteWriter(64);
        codec.encode(codec.decode(cell), out, Cells.CONTEXT);
        return out.toByteArray();
    }
}
