package io.howdah.bench;

import java.sql.Connection;
import java.sql.SQLException;
import org.openjdk.jmh.infra.Blackhole;

/** What is done again and again while a clock runs: one thread's share, on connections of its own. */
interface Operation extends AutoCloseable {

    /** @return how many rows or the like it came to: the same for every driver, or they did not do the same */
    long run(Blackhole sink) throws Exception;

    /** Takes back what would pile up; between stretches of measuring, never within one. */
    default void reset() throws Exception {}

    @Override
    default void close() throws Exception {}

    /** Work on a connection that is there already; closing the operation closes it. */
    @FunctionalInterface
    interface OnConnection {
        long run(Connection connection, Blackhole sink) throws SQLException;
    }

    static Operation on(Connection connection, OnConnection work) {
        return new Operation() {
            @Override
            public long run(Blackhole sink) throws SQLException {
                return work.run(connection, sink);
            }

            @Override
            public void close() throws SQLException {
                connection.close();
            }
        };
    }
}
