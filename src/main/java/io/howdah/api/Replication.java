package io.howdah.api;

import java.sql.SQLException;
import java.util.Optional;

/**
 * The commands of streaming replication, for connections that were opened with the property {@code replication}:
 * {@code database} for logical replication, which has SQL as well, or {@code true} for physical replication, which has not.
 *
 * <p>All methods throw an SQLException: 55000 on any other connection, and else the server's. An error of the server's
 * leaves the connection usable, but drops the temporary slots it has made. No argument may be null.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-replication.html">Streaming Replication Protocol</a>
 */
public interface Replication {
    /** IDENTIFY_SYSTEM: which cluster this is, and how far it has come. */
    SystemIdentity identifySystem() throws SQLException;

    /**
     * SHOW, which physical replication has too; from version 10 on.
     *
     * @param setting such as {@code wal_segment_size}
     */
    String show(String setting) throws SQLException;

    /**
     * TIMELINE_HISTORY: where a timeline branched off.
     *
     * @throws SQLException 58P01 if there is no such file, as for timeline 1
     */
    TimelineHistory timelineHistory(long timeline) throws SQLException;

    /**
     * CREATE_REPLICATION_SLOT. A logical slot waits for the transactions that are running.
     *
     * @throws SQLException 42710 if there is one of the name; 0AX00 if the server is too old for what is asked for
     */
    CreatedSlot createSlot(SlotRequest slot) throws SQLException;

    /**
     * READ_REPLICATION_SLOT: where a physical slot stands; from version 15 on.
     *
     * @return empty if there is no such slot
     * @throws SQLException 0A000 for a logical slot
     */
    Optional<SlotPosition> readSlot(String name) throws SQLException;

    /**
     * ALTER_REPLICATION_SLOT: of a logical slot; from version 17 on, {@link SlotSetting#TWO_PHASE} from 18.
     *
     * @throws SQLException 42704 if there is no such slot
     */
    void alterSlot(String name, SlotSetting setting, boolean value) throws SQLException;

    /**
     * DROP_REPLICATION_SLOT.
     *
     * @throws SQLException 42704 if there is no such slot, 55006 if it is in use
     */
    void dropSlot(String name) throws SQLException;

    /** The same, which waits for the slot to be free; from version 11 on. */
    void dropSlotOnceFree(String name) throws SQLException;

    /**
     * START_REPLICATION: the bytes of the log as they are written.
     *
     * @throws SQLException 42704 if there is no such slot, 55006 if it is in use
     */
    ReplicationStream<WalMessage> startPhysical(StreamRequest request) throws SQLException;

    /**
     * START_REPLICATION .. LOGICAL: what the slot's plugin makes of the log, as it comes. A connection can have one logical
     * stream; the next one needs another connection.
     *
     * @throws SQLException 42704 if there is no such slot, 55006 if it is in use, 55000 if the log does not have what it
     *     takes ({@code wal_level}), or is gone
     */
    ReplicationStream<WalMessage> startLogical(StreamRequest request) throws SQLException;

    /**
     * As {@link #startLogical}, of a slot with the plugin {@code pgoutput}, decoded. Types of columns that are not built in
     * are looked up before the stream begins; those that come up later are read as text.
     */
    ReplicationStream<PgOutputMessage> startPgOutput(StreamRequest request, PgOutputOptions options)
            throws SQLException;

    /** As {@link #startLogical}, of a slot with the plugin {@code test_decoding}, decoded. */
    ReplicationStream<TestDecodingMessage> startTestDecoding(StreamRequest request) throws SQLException;

    /**
     * BASE_BACKUP: a copy of the whole cluster, as tar archives. The connection does nothing else until it is read or closed.
     *
     * @throws SQLException 0AX00 if the server is too old for what is asked for
     */
    BaseBackup baseBackup(BackupRequest request) throws SQLException;
}
