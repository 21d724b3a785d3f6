package io.howdah.replication;

import io.howdah.api.BackupRequest;
import io.howdah.api.LogSequenceNumber;
import io.howdah.api.SlotRequest;
import io.howdah.api.SlotSetting;
import io.howdah.api.StreamRequest;
import io.howdah.error.ReplicationErrors;
import io.howdah.error.SqlErrors;
import io.howdah.sql.Quoting;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The text of the commands, as a server of some version takes them.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-replication.html">Streaming Replication Protocol</a>
 */
final class Commands {
    private final int major;

    /** @param major the server's version; 9 for 9.6 */
    Commands(int major) {
        this.major = major;
    }

    String show(String setting) throws SQLException {
        require(10, "SHOW in replication");
        var name = new StringBuilder();
        for (String part : setting.split("\\.", -1)) {
            name.append(name.isEmpty() ? "" : ".").append(Quoting.quoted(part));
        }
        return "SHOW " + name;
    }

    String timelineHistory(long timeline) throws SQLException {
        if (timeline < 1 || timeline > 0xFFFF_FFFFL) {
            throw SqlErrors.badArgument("The timeline " + timeline + " is none");
        }
        return "TIMELINE_HISTORY " + timeline;
    }

    String createSlot(SlotRequest slot) throws SQLException {
        if (slot.isTemporary()) {
            require(10, "A temporary slot");
        }
        String start =
                "CREATE_REPLICATION_SLOT " + Quoting.quoted(slot.name()) + (slot.isTemporary() ? " TEMPORARY" : "");
        if (slot instanceof SlotRequest.Logical logical) {
            return start + " LOGICAL " + Quoting.quoted(logical.plugin()) + options(logical);
        }
        boolean reserving = ((SlotRequest.Physical) slot).isReserving();
        return start + " PHYSICAL" + (reserving ? major >= 15 ? " (RESERVE_WAL)" : " RESERVE_WAL" : "");
    }

    private String options(SlotRequest.Logical slot) throws SQLException {
        if (slot.isTwoPhase()) {
            require(14, "A slot for two-phase transactions");
        }
        if (slot.isFailover()) {
            require(17, "A slot that fails over");
        }
        if (major < 15) {
            String snapshot =
                    switch (slot.snapshot()) {
                        case NONE -> " NOEXPORT_SNAPSHOT";
                        case EXPORT -> " EXPORT_SNAPSHOT";
                        case USE -> " USE_SNAPSHOT";
                    };
            // 9.6 exports one in any case.
            return (major < 10 ? "" : snapshot) + (slot.isTwoPhase() ? " TWO_PHASE" : "");
        }
        String snapshot =
                switch (slot.snapshot()) {
                    case NONE -> "'nothing'";
                    case EXPORT -> "'export'";
                    case USE -> "'use'";
                };
        return " (SNAPSHOT " + snapshot + (slot.isTwoPhase() ? ", TWO_PHASE" : "")
                + (slot.isFailover() ? ", FAILOVER" : "") + ")";
    }

    String readSlot(String name) throws SQLException {
        require(15, "Reading a replication slot");
        return "READ_REPLICATION_SLOT " + Quoting.quoted(name);
    }

    String alterSlot(String name, SlotSetting setting, boolean value) throws SQLException {
        require(setting == SlotSetting.FAILOVER ? 17 : 18, "Altering " + setting + " of a replication slot");
        return "ALTER_REPLICATION_SLOT " + Quoting.quoted(name) + " (" + setting + " " + value + ")";
    }

    String dropSlot(String name) throws SQLException {
        return "DROP_REPLICATION_SLOT " + Quoting.quoted(name);
    }

    String dropSlotOnceFree(String name) throws SQLException {
        require(11, "Waiting for a replication slot to be free");
        return dropSlot(name) + " WAIT";
    }

    String startPhysical(StreamRequest request) throws SQLException {
        if (request.start().equals(LogSequenceNumber.INVALID)) {
            throw SqlErrors.badArgument(
                    "A physical stream needs a position to start at: identifySystem().flushed() is the"
                            + " newest, and readSlot(..) tells where a slot stands");
        }
        if (!request.options().isEmpty()) {
            throw SqlErrors.badArgument("A physical stream has no plugin, and no options for it");
        }
        var command = new StringBuilder("START_REPLICATION");
        if (request.slot().isPresent()) {
            command.append(" SLOT ").append(Quoting.quoted(request.slot().get()));
        }
        command.append(" PHYSICAL ").append(request.start());
        if (request.timeline() != 0) {
            command.append(" TIMELINE ").append(request.timeline());
        }
        return command.toString();
    }

    String startLogical(StreamRequest request) throws SQLException {
        if (request.slot().isEmpty()) {
            throw SqlErrors.badArgument("A logical stream needs a slot");
        }
        List<String> options = new ArrayList<>();
        for (Map.Entry<String, String> option : request.options().entrySet()) {
            options.add(Quoting.quoted(option.getKey()) + " " + literal(option.getValue()));
        }
        return "START_REPLICATION SLOT " + Quoting.quoted(request.slot().get()) + " LOGICAL " + request.start()
                + (options.isEmpty() ? "" : " (" + String.join(", ", options) + ")");
    }

    String baseBackup(BackupRequest request) throws SQLException {
        List<String> options = new ArrayList<>();
        options.add("LABEL " + literal(request.label()));
        if (request.hasProgress()) {
            options.add("PROGRESS");
        }
        if (request.isFast()) {
            options.add(major >= 15 ? "CHECKPOINT 'fast'" : "FAST");
        }
        if (request.hasWal()) {
            options.add("WAL");
        }
        if (!request.more().containsKey("WAIT")) {
            // Who archives the log knows whether it has arrived.
            options.add(major >= 15 ? "WAIT false" : "NOWAIT");
        }
        if (request.manifest() != BackupRequest.Manifest.NO) {
            require(13, "A manifest of a backup");
            boolean encoded = request.manifest() == BackupRequest.Manifest.FORCE_ENCODE;
            options.add("MANIFEST " + (encoded ? "'force-encode'" : "'yes'"));
        }
        if (request.compression().isPresent()) {
            require(15, "Compression of a backup");
            options.add("COMPRESSION " + literal(request.compression().get()));
        }
        for (Map.Entry<String, String> option : request.more().entrySet()) {
            options.add(option.getKey() + " " + option.getValue());
        }
        return major >= 15
                ? "BASE_BACKUP (" + String.join(", ", options) + ")"
                : "BASE_BACKUP " + String.join(" ", options);
    }

    /** Here a backslash is one like any other character, whatever the settings say. */
    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private void require(int wanted, String what) throws SQLException {
        if (major < wanted) {
            throw ReplicationErrors.needsServer(what, wanted);
        }
    }
}
