package io.howdah.session;

import io.howdah.error.CopyErrors;
import io.howdah.error.SqlErrors;
import io.howdah.transport.Deadline;
import io.howdah.transport.FrameWriter;
import io.howdah.wire.ByteWriter;
import io.howdah.wire.Frontend;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;

/**
 * A COPY that is going on: its data goes or comes here, and until it has ended the session does nothing else. The wire
 * lock is held while bytes are handed over, never while the caller makes or uses them.
 *
 * <p>For one thread, but for {@link #cancel()}. Errors of the server's leave the session usable, and end the COPY; so does
 * whatever is thrown here.
 */
public final class CopyReply {
    /** Which way the data goes, as the server sees it: COPY FROM is in. */
    public enum Direction {
        IN,
        OUT,
        /** Of replication, for {@link MessageReply}. */
        BOTH
    }

    /** Bytes of data in a message of ours; also what a reader does well to ask for at a time. */
    public static final int FRAME = 64 * 1024;

    private static final int HEADER = 5;

    /** Behind the last data there is room for what ends it. */
    private static final int SLACK = 512;

    /** How long the writer may need for a frame before we look what the server has to say. */
    private static final Duration USUAL_WRITE = Duration.ofMillis(10);

    /** How long we then look. */
    private static final Duration GLANCE = Duration.ofMillis(1);

    /** How often we look without any sign that there is something: under TLS there may be none. */
    private static final long BETWEEN_GLANCES_NANOS = 100_000_000;

    private final Session session;
    private final Wire wire;
    private final Reply reply;
    private final CopyState state;
    private final boolean inTransaction;

    private byte[] frame;
    private byte[] other;
    private int filled = HEADER;
    private long written;
    private long lastGlance = System.nanoTime();
    private FrameWriter writer;

    private CopyReply(Session session, Reply reply) {
        this.session = session;
        this.wire = session.wire();
        this.reply = reply;
        this.state = reply.copy();
        this.inTransaction = reply.isWithinTransaction();
        if (state.direction() == Direction.IN) {
            // Small copies are the rule where there are many.
            frame = new byte[8 * 1024];
        }
    }

    /** @param reply one that {@link Reply#isCopying} */
    public static CopyReply of(Reply reply) {
        return new CopyReply(reply.session(), reply);
    }

    /** The answer that it is part of. */
    public Reply reply() {
        return reply;
    }

    public Direction direction() {
        return state.direction();
    }

    /** 0 if the server does not tell. */
    public int columnCount() {
        return state.columnCount();
    }

    public boolean isBinary() {
        return state.isBinary();
    }

    /** Whether it goes on; may be true after the server has failed, until that is noticed. */
    public boolean isOpen() {
        return !reply.isFinished();
    }

    // ---- data in

    /** Where the next data can be put, from {@link #position()} on; valid until {@link #advance}. */
    public byte[] buffer() {
        return frame;
    }

    public int position() {
        return filled;
    }

    /** How many bytes there is room for; at least 1. */
    public int room() {
        return Math.min(frame.length - SLACK, HEADER + FRAME) - filled;
    }

    /** So many bytes were put into {@link #buffer()}; sends them if it is full. */
    public void advance(int byteCount) throws SQLException {
        filled += byteCount;
        if (room() <= 0) {
            if (frame.length < HEADER + FRAME + SLACK) {
                frame = Arrays.copyOf(frame, HEADER + FRAME + SLACK);
            } else {
                handOver();
            }
        }
    }

    /** Copies data; what makes a full frame is sent. */
    public void write(byte[] data, int offset, int length) throws SQLException {
        int at = offset;
        int left = length;
        while (left > 0) {
            int count = Math.min(left, room());
            System.arraycopy(data, at, frame, filled, count);
            at += count;
            left -= count;
            advance(count);
        }
    }

    /** Sends what there is, and looks whether the server has something to say. */
    public void flush() throws SQLException {
        if (filled > HEADER) {
            handOver();
        }
    }

    /**
     * The data is complete.
     *
     * @return how many rows the server has copied; {@link Outcome#NO_COUNT} if it does not say
     * @throws SQLException the server's error; nothing was copied then
     */
    public long finish() throws SQLException {
        wire.lock();
        try {
            requireCopying();
            // What the server says before we are done is no answer to that.
            glance();
            throwIfEnded();
            var end = new ByteWriter(SLACK);
            Frontend.copyDone(end);
            reply.copyDone(end);
            int from = endFrame();
            byte[] last = filled + end.size() <= frame.length ? frame : Arrays.copyOf(frame, filled + end.size());
            System.arraycopy(end.bytes(), 0, last, filled, end.size());
            send(last, from, filled + end.size());
            return readToEnd();
        } finally {
            wire.unlock();
        }
    }

    /**
     * The data will not be complete: the server is told why, and forgets what it got. Does nothing if the COPY has ended
     * already.
     *
     * @param reason for the server's log; not a secret
     * @return an error of the server's that came before it was told; null if there was none
     * @throws SQLException if the connection broke
     */
    public SQLException fail(String reason) throws SQLException {
        wire.lock();
        try {
            if (!reply.isCopying()) {
                readOut();
                return reply.error();
            }
            awaitWriter();
            SQLException before = reply.error();
            if (reply.isCopying()) {
                var out = new ByteWriter(128);
                Frontend.copyFail(out, encodable(reason));
                reply.copyFailed(out);
                send(out.bytes(), 0, out.size());
            }
            readOut();
            return before;
        } finally {
            wire.unlock();
        }
    }

    private void handOver() throws SQLException {
        wire.lock();
        try {
            requireCopying();
            endFrame();
            send(frame, 0, filled);
            if (writer != null) {
                byte[] full = frame;
                frame = other == null ? new byte[full.length] : other;
                other = full;
            }
            filled = HEADER;
            glance();
            throwIfEnded();
        } finally {
            wire.unlock();
        }
    }

    /** Returns where the message starts, which is behind its header if there is no data. */
    private int endFrame() {
        if (filled == HEADER) {
            return HEADER;
        }
        Frontend.copyData(frame, filled - HEADER);
        return 0;
    }

    /** What the system's buffers hold in any case is written at once; the rest goes by the writer. */
    private void send(byte[] bytes, int from, int to) throws SQLException {
        awaitWriter();
        if (reply.isFinished()) {
            throwIfEnded();
        }
        written += to - from;
        try {
            if (writer == null && written <= FlightWriter.WRITTEN_BY_CALLER) {
                wire.channel().transport().write(bytes, from, to - from);
                return;
            }
            writer = wire.writer().frameWriter();
            if (from > 0) {
                System.arraycopy(bytes, from, bytes, 0, to - from);
            }
            writer.give(bytes, to - from);
        } catch (IOException e) {
            throw wire.reader().lastWords(reply, e);
        } catch (RuntimeException | Error e) {
            throw wire.cannotWrite(e);
        }
    }

    /** Waits for the last frame to be written, and listens meanwhile. */
    private void awaitWriter() throws SQLException {
        if (writer == null) {
            return;
        }
        try {
            if (writer.await(Deadline.after(USUAL_WRITE))) {
                return;
            }
            reply.restartDeadline();
            Deadline silence = Deadline.after(wire.readTimeout());
            do {
                wire.reader().listen(reply, Deadline.after(GLANCE));
                if (silence.passed() || reply.deadline().passed()) {
                    wire.reader().expired(reply, silence);
                }
            } while (!reply.isFinished() && !writer.await(Deadline.after(USUAL_WRITE)));
        } catch (IOException e) {
            throw wire.reader().lastWords(reply, e);
        }
    }

    /** Notices an error while there is much to be sent yet. */
    private void glance() throws SQLException {
        try {
            long now = System.nanoTime();
            boolean waits = wire.channel().inbound().hasNext()
                    || wire.channel().transport().available() > 0;
            if (waits || now - lastGlance > BETWEEN_GLANCES_NANOS) {
                lastGlance = now;
                wire.reader().listen(reply, Deadline.after(GLANCE));
            }
        } catch (IOException e) {
            throw wire.reader().lastWords(reply, e);
        }
    }

    // ---- data out

    /**
     * Waits for data, and takes with it what has arrived.
     *
     * @param length at least 1
     * @return how many bytes were stored; -1 if all was read
     * @throws SQLException the server's error
     */
    public int read(byte[] to, int offset, int length) throws SQLException {
        wire.lock();
        try {
            int got = 0;
            reply.restartDeadline();
            while (got < length) {
                if (state.remaining() > 0) {
                    got += state.take(to, offset + got, length - got);
                } else if (reply.isFinished()
                        || got > 0 && !wire.channel().inbound().hasNext()) {
                    break;
                } else {
                    wire.reader().readOne(reply, Deadline.after(wire.readTimeout()));
                }
            }
            if (got == 0) {
                reply.throwIfFailed();
            }
            return got == 0 ? -1 : got;
        } finally {
            wire.unlock();
        }
    }

    /** How many messages of data have come: one for each row and for each header, as servers do it. */
    public long messages() {
        return state.messages();
    }

    /**
     * Nobody wants the rest. Outside of a transaction the server is asked to cancel; inside of one, which that would cost,
     * the rest is read and dropped.
     *
     * @throws SQLException if the connection broke
     */
    public void discard() throws SQLException {
        wire.lock();
        try {
            if (reply.isFinished()) {
                return;
            }
            if (!inTransaction) {
                try {
                    wire.gate().cancelUnderWay();
                } catch (IOException e) {
                    // Then all of it is read.
                    reply.restartDeadline();
                }
            }
            readOut();
        } finally {
            wire.unlock();
        }
    }

    /** How many rows were copied, once it has ended; {@link Outcome#NO_COUNT} before, and if the server does not say. */
    public long count() {
        return reply.lastCount();
    }

    // ---- both ways

    /** Asks the server to cancel, which shows as its error. From any thread; nothing happens once it has ended. */
    public void cancel() throws SQLException {
        session.cancel(reply.plan());
    }

    private long readToEnd() throws SQLException {
        readOut();
        reply.throwIfFailed();
        return reply.lastCount();
    }

    private void readOut() throws SQLException {
        reply.restartDeadline();
        if (!reply.isFinished()) {
            // Without its last frame the server would not answer.
            awaitWriter();
        }
        while (!reply.isFinished()) {
            wire.reader().readOne(reply, Deadline.after(wire.readTimeout()));
            state.skip();
        }
    }

    private void requireCopying() throws SQLException {
        throwIfEnded();
        wire.life().requireOpen();
    }

    private void throwIfEnded() throws SQLException {
        if (!reply.isCopying()) {
            if (reply.isFinished()) {
                reply.throwIfFailed();
                throw CopyErrors.ended();
            }
            // An error came, and the ReadyForQuery behind it is due.
            readOut();
            reply.throwIfFailed();
            throw SqlErrors.protocolViolation(new IOException("the server ended a COPY by itself"));
        }
    }

    private static String encodable(String reason) {
        var text = new StringBuilder(reason.length());
        reason.codePoints()
                .map(c -> c == 0 || Character.getType(c) == Character.SURROGATE ? '?' : c)
                .limit(1000)
                .forEach(text::appendCodePoint);
        return text.toString();
    }
}
