package io.howdah.transport;

import io.howdah.observe.WireTrace;
import java.io.IOException;
import java.util.Optional;

/**
 * A pipe of bytes to one server. One thread reads and one may write at the same time; {@link #close()} may come from
 * any thread at any time.
 */
public interface Transport {
    /** What {@link #read} returns when the deadline passed first; nothing is lost, a later read goes on. */
    int TIMED_OUT = 0;

    /** What {@link #read} returns when the server closed its side. */
    int END_OF_STREAM = -1;

    /**
     * Waits for at least one byte.
     *
     * @return how many bytes were stored from {@code offset} on, or {@link #TIMED_OUT}, or {@link #END_OF_STREAM}
     */
    int read(byte[] buffer, int offset, int length, Deadline deadline) throws IOException;

    /** Bytes that a read would return without waiting; an estimate that may be too low, never too high. */
    int available() throws IOException;

    /** Blocks until the system took all bytes. */
    void write(byte[] buffer, int offset, int length) throws IOException;

    /**
     * Ends both directions at once, also under a blocked read or write of another thread, and never blocks. Under TLS
     * it closes the TCP socket: a polite TLS close can hang behind a blocked write.
     */
    void close();

    /**
     * Another connection to the very same address, without TLS.
     *
     * @throws IOException if it cannot be made in time
     */
    Transport redial(Deadline deadline) throws IOException;

    /**
     * One that also tells the log of each message; this one if the log does not want to know.
     *
     * @param name of the connection in the log
     */
    default Transport traced(String name) {
        return WireTrace.isWanted() ? new TracedTransport(this, new WireTrace(name)) : this;
    }

    /** Whether the bytes stay on this machine: a Unix-domain socket or a loopback address. */
    default boolean isLocal() {
        return false;
    }

    /** Whether GSSAPI encrypts, which proved both sides to each other. */
    default boolean isGss() {
        return false;
    }

    /** What the handshake came to; empty if there is no TLS. */
    default Optional<TlsSession> tls() {
        return Optional.empty();
    }
}
