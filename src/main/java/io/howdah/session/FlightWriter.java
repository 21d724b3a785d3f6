package io.howdah.session;

import io.howdah.transport.Deadline;
import io.howdah.transport.FrameWriter;
import io.howdah.transport.OverflowWriter;
import io.howdah.wire.ByteWriter;
import io.howdah.wire.Frontend;
import java.io.IOException;
import java.time.Duration;

/**
 * Writes flights, and what the server must be told while it answers one. Reads nothing: what a failure means for the
 * connection is said by {@link Wire} and {@link ReplyReader}.
 *
 * <p>For the thread that holds the wire lock. Beside it one thread more may be writing until the answer is complete: that
 * of a flight too large for its caller ({@link OverflowWriter}), or that of the data of a COPY ({@link FrameWriter}). Who
 * writes behind these waits for them first, lest anything get into the midst of a message. {@link CopyReply} hands its
 * small frames to the channel itself, under the wire lock as well; {@link MessageReply#send} does so from any thread,
 * under a lock of its own, while nothing is written here.
 */
final class FlightWriter {
    /** A flight up to this size goes out in one piece before anything is read: the system's buffers hold it. */
    static final int WRITTEN_BY_CALLER = 32 * 1024;

    /** How long a server that has answered, or failed, may take to read what was written for it. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Channel channel;

    /** Writes the flight that is being answered, if it is a large one. */
    private OverflowWriter overflow;

    /** Writes the data of the COPY that is going on, once there is much of it. */
    private FrameWriter copying;

    FlightWriter(Channel channel) {
        this.channel = channel;
    }

    /** Writes a small flight, and begins to write a large one. */
    void write(Flight flight) throws IOException {
        if (flight.isSmall()) {
            flight.writeTo(channel.transport());
        } else {
            // We must read while this is written, or the server, which cannot get rid of its answers, stops
            // reading.
            overflow = OverflowWriter.start(channel.transport(), flight::writeTo);
        }
    }

    /** Behind all of the flight, the rest of which the server may skip but must read. */
    void sendSync(Duration patience) throws IOException {
        if (overflow != null && !overflow.await(Deadline.after(patience))) {
            throw new IOException("the server failed in a flight and does not read the rest of it");
        }
        awaitCopying();
        var out = new ByteWriter(8);
        Frontend.sync(out);
        channel.send(out);
    }

    /** A frame of data that is being written: nothing must get into the midst of it. A server that has failed drops it. */
    private void awaitCopying() throws IOException {
        if (copying != null && !copying.await(Deadline.after(GRACE))) {
            throw new IOException("the server failed in a COPY and does not read what was sent");
        }
    }

    /** Wakes a portal that was suspended without a Sync. */
    void execute(String portal, int maxRows) throws IOException {
        var out = new ByteWriter(32);
        Frontend.execute(out, portal, maxRows);
        Frontend.flush(out);
        channel.send(out);
    }

    /** Ends a COPY FROM STDIN that somebody ran as a statement. In the extended sub-protocol it ate our Sync. */
    void refuseCopy(boolean extended) throws IOException {
        if (overflow != null) {
            overflow.await(Deadline.NEVER);
        }
        var out = new ByteWriter(128);
        Frontend.copyFail(out, "the client has no data for it");
        if (extended) {
            Frontend.sync(out);
        }
        channel.send(out);
    }

    /** What writes the data of a COPY while its caller reads. */
    FrameWriter frameWriter() {
        if (copying == null) {
            copying = new FrameWriter(channel.transport());
        }
        return copying;
    }

    /** Says what was held back until a COPY had ended. */
    void sendRest(Flight flight) throws IOException {
        var out = new ByteWriter(256);
        flight.writeRestTo(out);
        if (out.size() > 0) {
            channel.send(out);
        }
    }

    /** Only while no answer is due. */
    void sendGoodbye() throws IOException {
        var goodbye = new ByteWriter(8);
        Frontend.terminate(goodbye);
        channel.send(goodbye);
    }

    /** Why a large flight could not be written; null if it could, or still may. */
    IOException failure() {
        return overflow == null ? null : overflow.failure();
    }

    /** The server has answered all of it, so it has read all of it, unless it gave up on us. */
    void awaitEnd() throws IOException {
        if (overflow != null && !overflow.await(Deadline.after(GRACE))) {
            throw new IOException("the server answered a flight without reading it");
        }
        if (copying != null) {
            copying.close(Deadline.after(GRACE));
        }
    }

    /** The answer is complete, or will never be: nobody writes any more, or nobody cares. */
    void forget() {
        overflow = null;
        copying = null;
    }
}
