package io.howdah.session;

import io.howdah.transport.Deadline;
import io.howdah.transport.Transport;
import io.howdah.wire.ByteWriter;
import io.howdah.wire.Inbound;
import java.io.IOException;

/**
 * Messages over a transport. Knows no meaning. One thread at a time, but for {@link #close}.
 */
public final class Channel implements Inbound.Source {
    private final Transport transport;
    private final Inbound inbound;
    private Deadline deadline = Deadline.NEVER;
    private volatile boolean closed;

    public Channel(Transport transport) {
        this.transport = transport;
        this.inbound = new Inbound(this);
    }

    /** The message that {@link #next} moved to. */
    public Inbound inbound() {
        return inbound;
    }

    public Transport transport() {
        return transport;
    }

    /** The type of the next message, or {@link Inbound#NOT_YET} if the deadline passed first. */
    public int next(Deadline until) throws IOException {
        deadline = until;
        return inbound.next();
    }

    /** Whether bytes are there, or come in time; they stay unread, but for being taken in. */
    public boolean arrives(Deadline until) throws IOException {
        deadline = until;
        return inbound.hasNext() || inbound.takeIn();
    }

    /** Blocks until all is handed to the system. */
    public void send(ByteWriter out) throws IOException {
        transport.write(out.bytes(), 0, out.size());
    }

    /** From any thread. */
    public void close() {
        closed = true;
        transport.close();
    }

    /** Whether somebody has closed it; not whether the peer has. From any thread. */
    public boolean isClosed() {
        return closed;
    }

    /** For {@link Inbound}, which has no deadline of its own. */
    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        // A peer that dribbles would keep every single read in time.
        if (deadline.passed()) {
            return Transport.TIMED_OUT;
        }
        return transport.read(buffer, offset, length, deadline);
    }
}
