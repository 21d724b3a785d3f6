package io.howdah.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A line of the plugin {@code test_decoding}, which PostgreSQL has for tests.
 *
 * @see <a href="https://www.postgresql.org/docs/current/test-decoding.html">test_decoding</a>
 */
public sealed interface TestDecodingMessage {
    /** @param xid empty with {@code include-xids} off */
    record Begin(OptionalLong xid) implements TestDecodingMessage {}

    /** @param time with {@code include-timestamp} on */
    record Commit(OptionalLong xid, Optional<Instant> time) implements TestDecodingMessage {}

    /**
     * @param table as SQL would have it: {@code public.elephant}, {@code public."Odd name"}
     * @param old the key, if it was sent
     * @param row of a DELETE empty
     */
    record Change(String table, Kind kind, List<Column> old, List<Column> row) implements TestDecodingMessage {
        public Change {
            old = List.copyOf(old);
            row = List.copyOf(row);
        }
    }

    enum Kind {
        INSERT,
        UPDATE,
        DELETE
    }

    /**
     * @param name without the quotes it may have come in
     * @param type as SQL would have it
     * @param value in text; null for NULL, and for a large value that did not change
     */
    record Column(String name, String type, String value, boolean isUnchanged) {}

    record Truncate(List<String> tables, boolean restartsIdentity, boolean isCascade) implements TestDecodingMessage {
        public Truncate {
            tables = List.copyOf(tables);
        }
    }

    record Message(boolean isTransactional, String prefix, String content) implements TestDecodingMessage {}

    /** What becomes of transactions that are prepared, and of those that are streamed before they end: the line itself. */
    record Other(String line) implements TestDecodingMessage {}
}
