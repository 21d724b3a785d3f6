package io.howdah.api;

import java.util.Objects;

/** A replication slot that is to be made: {@code SlotRequest.logical("audit", "pgoutput").exportingSnapshot()}. */
public sealed interface SlotRequest {
    /** Lower case letters, digits and underscores, up to 63. */
    String name();

    /** Whether it goes with the connection, and with any error on it. */
    boolean isTemporary();

    /** @param plugin such as {@code pgoutput} or {@code test_decoding} */
    static Logical logical(String name, String plugin) {
        return new Logical(name, plugin, false, Snapshot.NONE, false, false);
    }

    static Physical physical(String name) {
        return new Physical(name, false, false);
    }

    /** What becomes of the snapshot that shows the database as it is where the slot begins. */
    enum Snapshot {
        NONE,
        /** It has a name, by which other transactions can use it. Not inside a transaction. */
        EXPORT,
        /** The transaction of this connection uses it: {@code autocommit} off, read-only, REPEATABLE READ, and nothing run
         * before. */
        USE
    }

    /**
     * @param isTwoPhase whether prepared transactions are sent when they are prepared; from version 14 on
     * @param isFailover whether standbys keep a copy; from version 17 on
     */
    record Logical(
            String name, String plugin, boolean isTemporary, Snapshot snapshot, boolean isTwoPhase, boolean isFailover)
            implements SlotRequest {
        public Logical {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(plugin, "plugin");
            Objects.requireNonNull(snapshot, "snapshot");
        }

        public Logical temporary() {
            return new Logical(name, plugin, true, snapshot, isTwoPhase, isFailover);
        }

        public Logical exportingSnapshot() {
            return new Logical(name, plugin, isTemporary, Snapshot.EXPORT, isTwoPhase, isFailover);
        }

        public Logical usingSnapshot() {
            return new Logical(name, plugin, isTemporary, Snapshot.USE, isTwoPhase, isFailover);
        }

        public Logical twoPhase() {
            return new Logical(name, plugin, isTemporary, snapshot, true, isFailover);
        }

        public Logical failover() {
            return new Logical(name, plugin, isTemporary, snapshot, isTwoPhase, true);
        }
    }

    /** @param isReserving whether the log is kept from now on, and not from the first use on */
    record Physical(String name, boolean isTemporary, boolean isReserving) implements SlotRequest {
        public Physical {
            Objects.requireNonNull(name, "name");
        }

        public Physical temporary() {
            return new Physical(name, true, isReserving);
        }

        public Physical reserving() {
            return new Physical(name, isTemporary, true);
        }
    }
}
