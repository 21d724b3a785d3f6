package io.howdah.api;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the plugin {@code pgoutput} is to send: {@code PgOutputOptions.ofPublications("audit").streaming()}.
 *
 * @param publications names, as they are
 * @param protocolVersion 1 to 4; 0 for the newest that the server has
 * @param isBinary whether values come in binary where their types can; from version 14 on
 * @param hasMessages whether messages of {@code pg_logical_emit_message} are sent; from version 14 on
 * @param isTwoPhase whether prepared transactions are sent when they are prepared, of a slot that was made so; from 15 on
 * @param origin {@code none} for changes that were made here alone, {@code any} for all; from version 16 on
 * @see <a href="https://www.postgresql.org/docs/current/protocol-logical-replication.html">Logical Streaming Replication
 *     Protocol</a>
 */
public record PgOutputOptions(
        List<String> publications,
        int protocolVersion,
        Streaming streaming,
        boolean isBinary,
        boolean hasMessages,
        boolean isTwoPhase,
        Optional<String> origin) {
    /** Whether large transactions are sent before they are committed. */
    public enum Streaming {
        OFF,
        /** From version 14 on. */
        ON,
        /** The same, with the position and time of what is rolled back; from version 16 on. */
        PARALLEL
    }

    public PgOutputOptions {
        publications = List.copyOf(publications);
        Objects.requireNonNull(streaming, "streaming");
        Objects.requireNonNull(origin, "origin");
        if (publications.isEmpty()) {
            throw new IllegalArgumentException("No publication is named");
        }
        if (protocolVersion < 0) {
            throw new IllegalArgumentException("The protocol version is negative");
        }
    }

    public static PgOutputOptions ofPublications(String... names) {
        return new PgOutputOptions(List.of(names), 0, Streaming.OFF, false, false, false, Optional.empty());
    }

    public PgOutputOptions protocol(int version) {
        return new PgOutputOptions(publications, version, streaming, isBinary, hasMessages, isTwoPhase, origin);
    }

    public PgOutputOptions streaming(Streaming newStreaming) {
        return new PgOutputOptions(
                publications, protocolVersion, newStreaming, isBinary, hasMessages, isTwoPhase, origin);
    }

    public PgOutputOptions binary() {
        return new PgOutputOptions(publications, protocolVersion, streaming, true, hasMessages, isTwoPhase, origin);
    }

    public PgOutputOptions messages() {
        return new PgOutputOptions(publications, protocolVersion, streaming, isBinary, true, isTwoPhase, origin);
    }

    public PgOutputOptions twoPhase() {
        return new PgOutputOptions(publications, protocolVersion, streaming, isBinary, hasMessages, true, origin);
    }

    public PgOutputOptions origin(String newOrigin) {
        return new PgOutputOptions(
                publications, protocolVersion, streaming, isBinary, hasMessages, isTwoPhase, Optional.of(newOrigin));
    }
}
