package io.howdah.jdbc;

import io.howdah.sql.Quoting;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;

/** What is to travel in front of the next statement. */
sealed interface Unsent permits Unsent.Mark, Unsent.Setting, Unsent.Standing, Unsent.Parameter, Unsent.Undecided {
    String sql();

    /** Whether it is of no transaction: it stays whatever becomes of the one that the next statement may begin. */
    default boolean isStanding() {
        return false;
    }

    /** A savepoint, which is worth nothing once its transaction ends. */
    record Mark(String sql, SavepointImpl savepoint) implements Unsent {}

    /** Part of the transaction. */
    record Setting(String sql) implements Unsent {}

    /** A setting, or another command, that was asked for where no transaction was. */
    record Standing(String sql) implements Unsent {
        @Override
        public boolean isStanding() {
            return true;
        }
    }

    /** The same for a parameter whose value the server will report. */
    record Parameter(String name, String value, String sql) implements Unsent {
        static Parameter of(String name, String value) throws SQLException {
            return new Parameter(name, value, "SET " + name + " = " + Quoting.literal(value));
        }

        /** @param value as the server has it, with its own quotes: no SET takes it so */
        static Parameter ofList(String name, String value) throws SQLException {
            String sql = "SELECT pg_catalog.set_config(" + Quoting.literal(name) + ", " + Quoting.literal(value)
                    + ", false)";
            return new Parameter(name, value, sql);
        }

        @Override
        public boolean isStanding() {
            return true;
        }
    }

    /** Commands that are known only when they are sent, if there are any. Not for inside a transaction, which may take them back. */
    record Undecided(Supplier<List<String>> commands) implements Unsent {
        @Override
        public String sql() {
            return "";
        }

        @Override
        public boolean isStanding() {
            return true;
        }
    }
}
