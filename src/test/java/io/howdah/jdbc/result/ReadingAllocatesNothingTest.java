package io.howdah.jdbc.result;

import static io.howdah.session.ServerWords.binaryColumn;
import static io.howdah.session.ServerWords.column;
import static io.howdah.session.ServerWords.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.howdah.wire.Field;
import java.lang.management.ManagementFactory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadingAllocatesNothingTest {
    private static final int ROWS = 10_000;
    private static final List<Field> COLUMNS =
            List.of(column("text", 23), binaryColumn("int", 23), binaryColumn("long", 20), column("none", 23));

    @Test
    void movingAndReadingNumbersLeavesNoGarbage() throws SQLException {
        assumeTrue(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
                && threads.isThreadAllocatedMemorySupported());
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        byte[][] rows = new byte[ROWS][];
        for (int i = 0; i < ROWS; i++) {
            rows[i] = row(Integer.toString(i), i, (long) i, null);
        }
        // The first round loads classes.
        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < 3; round++) {
            ResultSet result = Results.of(COLUMNS, rows);
            result.findColumn("INT");
            long thread = Thread.currentThread().getId();
            long before = threads.getThreadAllocatedBytes(thread);
            long sum = sum(result);
            allocated = threads.getThreadAllocatedBytes(thread) - before;
            assertThat(sum).isEqualTo(5L * ROWS * (ROWS - 1) / 2);
        }
        assertThat(allocated).isLessThan(ROWS / 10);
    }

    private static long sum(ResultSet result) throws SQLException {
        long sum = 0;
        while (result.next()) {
            sum += result.getInt(1) + result.getInt(2) + result.getLong(3);
            sum += result.getInt("int") + result.getInt("LONG") + result.getInt(4);
        }
        return sum;
    }
}
