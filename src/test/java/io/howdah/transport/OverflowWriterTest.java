package io.howdah.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.transport.Pipe.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class OverflowWriterTest {
    /** A server that answers all before it reads more is what both would hang on. */
    @ParameterizedTest
    @EnumSource
    void letsTheCallerReadMeanwhile(Kind kind) throws Exception {
        byte[] flight = TransportTest.random(16 << 20);
        byte[] replies = TransportTest.random(16 << 20);
        try (var pipe = kind.open()) {
            var peer = CompletableFuture.supplyAsync(() -> {
                byte[][] received = new byte[1][];
                Pipe.unchecked(() -> {
                    pipe.peer().write(replies);
                    received[0] = pipe.peer().read(flight.length - 5);
                });
                return received[0];
            });
            var writer = OverflowWriter.start(pipe.client(), to -> to.write(flight, 5, flight.length - 5));
            assertThat(TransportTest.readFully(pipe.client(), replies.length)).isEqualTo(replies);
            assertThat(writer.await(Pipe.soon())).isTrue();
            assertThat(writer.done()).isTrue();
            assertThat(writer.failure()).isNull();
            assertThat(peer.get()).isEqualTo(java.util.Arrays.copyOfRange(flight, 5, flight.length));
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsWhenTheTransportIsClosedAndKeepsTheReason(Kind kind) throws Exception {
        try (var pipe = kind.open()) {
            var writer = OverflowWriter.start(pipe.client(), to -> to.write(new byte[64 << 20], 0, 64 << 20));
            assertThat(writer.await(Deadline.after(Duration.ofMillis(200)))).isFalse();
            assertThat(writer.done()).isFalse();
            pipe.client().close();
            assertThatThrownBy(() -> writer.await(Deadline.after(Duration.ofSeconds(1))))
                    .isInstanceOf(IOException.class);
            assertThat(writer.done()).isTrue();
            assertThat(writer.failure()).isNotNull();
        }
    }

    @Test
    void keepsNothingAlive() throws IOException {
        var seen = new AtomicReference<Thread>();
        var contextLoader = new AtomicReference<ClassLoader>();
        var writer = OverflowWriter.start(
                new WriteOnly(() -> {
                    seen.set(Thread.currentThread());
                    contextLoader.set(Thread.currentThread().getContextClassLoader());
                }),
                to -> to.write(new byte[1], 0, 1));
        assertThat(writer.await(Pipe.soon())).isTrue();
        assertThat(seen.get().isDaemon()).isTrue();
        assertThat(seen.get().getName()).startsWith("howdah-");
        assertThat(contextLoader.get()).isNull();
    }

    @Test
    void keepsAnUnexpectedFailureToo() {
        var writer = OverflowWriter.start(
                new WriteOnly(() -> {
                    throw new IllegalStateException("out of order");
                }),
                to -> to.write(new byte[1], 0, 1));
        assertThatThrownBy(() -> writer.await(Pipe.soon()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("out of order");
    }

    /** With half a flight out, no reply comes. */
    @ParameterizedTest
    @EnumSource
    void aFailureEndsTheReadingToo(Kind kind) throws Exception {
        try (var pipe = kind.open()) {
            OverflowWriter.start(pipe.client(), to -> {
                throw new IllegalStateException("out of order");
            });
            assertThatThrownBy(() -> pipe.client().read(new byte[1], 0, 1, Pipe.soon()))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void waitsOnUnderAnInterruptAndLeavesItPending() throws Exception {
        try (var pipe = Kind.TCP.open()) {
            var writer = OverflowWriter.start(pipe.client(), to -> to.write(new byte[8 << 20], 0, 8 << 20));
            Thread.currentThread().interrupt();
            var peer = CompletableFuture.runAsync(
                    () -> Pipe.unchecked(() -> pipe.peer().read(8 << 20)));
            assertThat(writer.await(Pipe.soon())).isTrue();
            assertThat(Thread.interrupted()).isTrue();
            peer.join();
        }
    }

    private record WriteOnly(Runnable onWrite) implements Transport {
        @Override
        public int read(byte[] buffer, int offset, int length, Deadline deadline) {
            return END_OF_STREAM;
        }

        @Override
        public io.howdah.transport.Transport redial(io.howdah.transport.Deadline deadline) throws java.io.IOException {
            throw new java.io.IOException("there is no other");
        }

        @Override
        public int available() {
            return 0;
        }

        @Override
        public void write(byte[] buffer, int offset, int length) {
            onWrite.run();
        }

        @Override
        public void close() {}
    }
}
