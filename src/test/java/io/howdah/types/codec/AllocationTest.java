package io.howdah.types.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.types.BuiltinTypes;
import io.howdah.types.Cell;
import io.howdah.types.Cells;
import io.howdah.types.Codec;
import io.howdah.types.PgType;
import io.howdah.types.TypeRegistry;
import io.howdah.wire.ByteWriter;
import java.lang.reflect.Method;
import java.sql.SQLException;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Reading and writing primitives leaves no garbage. */
class AllocationTest {
    private static final int ROUNDS = 20_000;

    private interface Work {
        double run() throws SQLException;
    }

    private final TypeRegistry registry = BuiltinCodecs.newRegistry(Set.of());
    private double sink;

    @Test
    void gettersOfPrimitivesAllocateNothing() throws Exception {
        Cell bool = Cells.binary("01");
        Cell int2 = Cells.binary("0102");
        Cell int4 = Cells.binary("01020304");
        Cell int8 = Cells.binary("0102030405060708");
        Cell numeric = Cells.binary("0003 0001 0000 0003 000C 0D80 1ED2");
        Cell text = Cells.text("123456789");
        assertNoGarbage(() -> {
            double sum = codec(BuiltinTypes.BOOL).readBoolean(bool) ? 1 : 0;
            sum += codec(BuiltinTypes.INT2).readInt(int2);
            sum += codec(BuiltinTypes.INT4).readInt(int4)
                    + codec(BuiltinTypes.INT4).readLong(int4);
            sum += codec(BuiltinTypes.INT8).readLong(int8);
            sum += codec(BuiltinTypes.FLOAT4).readFloat(int4);
            sum += codec(BuiltinTypes.FLOAT8).readDouble(int8);
            sum += codec(BuiltinTypes.NUMERIC).readLong(numeric)
                    + codec(BuiltinTypes.NUMERIC).readDouble(numeric);
            sum += codec(BuiltinTypes.INT4).readInt(text)
                    + codec(BuiltinTypes.TEXT).readLong(text);
            return sum + TimestamptzCodec.INSTANCE.readUnits(int8);
        });
    }

    @Test
    void settersOfPrimitivesAllocateNothing() throws Exception {
        ByteWriter out = new ByteWriter(128);
        assertNoGarbage(() -> {
            out.clear();
            int oids = ParameterEncoder.int4(out, 1_000_000).oid();
            oids += ParameterEncoder.int8(out, 1L << 40).oid();
            oids += ParameterEncoder.float8(out, 1.5).oid();
            oids += ParameterEncoder.bool(out, true).oid();
            oids += ParameterEncoder.text(out, "text").oid();
            return oids;
        });
    }

    private Codec<?> codec(PgType type) {
        return registry.codec(type.oid());
    }

    private void assertNoGarbage(Work work) throws Exception {
        AllocationMeter meter = new AllocationMeter();
        long least = Long.MAX_VALUE;
        // The first rounds warm up; of the later ones the best counts, since the JVM itself may allocate in between.
        for (int attempt = 0; attempt < 10 && least > 0; attempt++) {
            long before = meter.bytes();
            for (int i = 0; i < ROUNDS; i++) {
                sink += work.run();
            }
            least = Math.min(least, meter.bytes() - before);
        }
        assertThat(least).isLessThan(ROUNDS / 10);
    }

    /** By reflection, since the tests are compiled in the driver's module, which does not read jdk.management. */
    private static final class AllocationMeter {
        private final Object threads;
        private final Method allocated;

        AllocationMeter() throws ReflectiveOperationException {
            threads = Class.forName("java.lang.management.ManagementFactory")
                    .getMethod("getThreadMXBean")
                    .invoke(null);
            allocated =
                    Class.forName("com.sun.management.ThreadMXBean").getMethod("getThreadAllocatedBytes", long.class);
        }

        long bytes() throws ReflectiveOperationException {
            return (long) allocated.invoke(threads, Thread.currentThread().getId());
        }
    }
}
