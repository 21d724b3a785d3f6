package io.howdah.replication;

import io.howdah.api.BackupRequest.Manifest;
import io.howdah.api.BaseBackup;
import io.howdah.api.LogSequenceNumber;
import io.howdah.error.ReplicationErrors;
import io.howdah.session.MessageReply;
import io.howdah.wire.Body;
import io.howdah.wire.ProtocolException;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A base backup on its way. From version 15 on all files come in one COPY, whose messages say where each begins; before, each
 * is a COPY of its own.
 */
final class Backup implements BaseBackup {
    private static final String COMMAND = "BASE_BACKUP";
    private static final String MANIFEST = "backup_manifest";

    /** How files are told apart. */
    private enum Layout {
        ONE_COPY,
        COPY_PER_FILE
    }

    private final MessageReply messages;
    private final Layout layout;
    private final LogSequenceNumber start;
    private final long timeline;
    private final List<Tablespace> tablespaces;

    /** Those of a COPY each that are yet to come. */
    private final Iterator<Part> parts;

    private Part current;
    private Part following;
    private int at;
    private int end;
    private long bytesDone;
    private Optional<LogSequenceNumber> lastPosition = Optional.empty();
    private boolean complete;
    private boolean closed;

    private record Part(Kind kind, String name) {}

    /** @param messages whose first results were not taken yet */
    Backup(MessageReply messages, int major, Manifest manifest) throws SQLException {
        this.messages = messages;
        this.layout = major >= 15 ? Layout.ONE_COPY : Layout.COPY_PER_FILE;
        AnswerRow first = Answers.row(messages.nextOutcome(), COMMAND, 2);
        this.start = first.position(0);
        this.timeline = first.number(1);
        this.tablespaces = tablespaces(Answers.rows(messages.nextOutcome(), COMMAND, 3));
        List<Part> all = new ArrayList<>();
        for (Tablespace each : tablespaces) {
            all.add(new Part(Kind.ARCHIVE, each.oid() == 0 ? "base.tar" : each.oid() + ".tar"));
        }
        if (manifest != Manifest.NO) {
            all.add(new Part(Kind.MANIFEST, MANIFEST));
        }
        this.parts = all.iterator();
    }

    private static List<Tablespace> tablespaces(List<AnswerRow> rows) throws SQLException {
        List<Tablespace> all = new ArrayList<>();
        for (AnswerRow row : rows) {
            all.add(new Tablespace(
                    row.isNull(0) ? 0 : row.number(0), row.optional(1).orElse(""), row.isNull(2) ? 0 : row.number(2)));
        }
        return List.copyOf(all);
    }

    private static SQLException unexpected(String why) {
        return ReplicationErrors.unexpectedAnswer(COMMAND, why);
    }

    @Override
    public LogSequenceNumber start() {
        return start;
    }

    @Override
    public long timeline() {
        return timeline;
    }

    @Override
    public List<Tablespace> tablespaces() {
        return tablespaces;
    }

    @Override
    public Optional<LogSequenceNumber> end() {
        return lastPosition;
    }

    @Override
    public long bytesDone() {
        return bytesDone;
    }

    @Override
    public Optional<File> next() throws SQLException {
        if (closed && !complete) {
            throw ReplicationErrors.backupClosed();
        }
        while (current != null && fill()) {
            at = end;
        }
        if (!complete && layout == Layout.ONE_COPY) {
            if (following == null && fill()) {
                throw unexpected("data came before the name of its file");
            }
            current = following;
            following = null;
        } else if (!complete) {
            if (!parts.hasNext()) {
                throw unexpected("more files come than were announced");
            }
            current = parts.next();
        }
        return complete
                ? Optional.empty()
                : Optional.of(new File(current.kind(), current.name(), new Content(current)));
    }

    /** Brings data of the current file; false at its end. */
    private boolean fill() throws SQLException {
        if (at < end) {
            return true;
        }
        while (following == null && !complete) {
            if (messages.next() == MessageReply.Arrival.END) {
                endOfCopy();
                return false;
            }
            at = messages.position();
            end = at + messages.length();
            if (layout == Layout.ONE_COPY && !isData()) {
                at = end;
            }
            if (at < end) {
                return true;
            }
        }
        return false;
    }

    private void endOfCopy() throws SQLException {
        current = null;
        if (!messages.nextCopy()) {
            finish();
        } else if (layout == Layout.ONE_COPY) {
            throw unexpected("more data comes than was announced");
        }
    }

    /** Looks at the type of a message, and passes over it. */
    private boolean isData() throws SQLException {
        var body = new Body(messages.bytes(), at, end);
        try {
            int type = body.int8();
            switch (type) {
                case 'd' -> {
                    at++;
                    return true;
                }
                case 'n' -> following = new Part(Kind.ARCHIVE, body.cString());
                case 'm' -> following = new Part(Kind.MANIFEST, MANIFEST);
                case 'p' -> bytesDone = body.int64();
                default -> throw unexpected("a message is of the unknown type " + type);
            }
            return false;
        } catch (ProtocolException e) {
            throw unexpected(e.getMessage());
        }
    }

    private void finish() throws SQLException {
        lastPosition =
                Optional.of(Answers.row(messages.nextOutcome(), COMMAND, 2).position(0));
        complete = true;
    }

    @Override
    public void close() throws SQLException {
        if (!closed) {
            closed = true;
            current = null;
            if (!complete && !messages.isBroken()) {
                messages.abandon();
            }
        }
    }

    /** The bytes of one file. */
    private final class Content extends InputStream {
        private final Part part;

        Content(Part part) {
            this.part = part;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, to.length);
            if (length == 0) {
                return 0;
            }
            try {
                if (current != part || !fill()) {
                    return -1;
                }
            } catch (SQLException e) {
                throw new IOException(e.getMessage(), e);
            }
            int count = Math.min(length, end - at);
            System.arraycopy(messages.bytes(), at, to, offset, count);
            at += count;
            return count;
        }
    }
}
