package io.howdah.transport;

import io.howdah.observe.WireTrace;
import java.io.IOException;
import java.util.Optional;

/** A transport whose messages are told to a trace, as they are before they are encrypted. */
final class TracedTransport implements Transport {
    private final Transport traced;
    private final WireTrace trace;

    TracedTransport(Transport traced, WireTrace trace) {
        this.traced = traced;
        this.trace = trace;
    }

    @Override
    public int read(byte[] buffer, int offset, int length, Deadline deadline) throws IOException {
        int count = traced.read(buffer, offset, length, deadline);
        if (count > 0) {
            trace.received(buffer, offset, count);
        }
        return count;
    }

    @Override
    public int available() throws IOException {
        return traced.available();
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
        trace.sent(buffer, offset, length);
        traced.write(buffer, offset, length);
    }

    @Override
    public void close() {
        traced.close();
    }

    @Override
    public Transport redial(Deadline deadline) throws IOException {
        return traced.redial(deadline);
    }

    @Override
    public boolean isLocal() {
        return traced.isLocal();
    }

    @Override
    public boolean isGss() {
        return traced.isGss();
    }

    @Override
    public Optional<TlsSession> tls() {
        return traced.tls();
    }
}
