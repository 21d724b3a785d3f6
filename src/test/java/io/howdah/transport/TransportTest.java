package io.howdah.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.transport.Pipe.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every transport promises. */
@Timeout(60)
class TransportTest {
    @ParameterizedTest
    @EnumSource
    void readsIntoTheRangeGivenAndThenTheEnd(Kind kind) throws Exception {
        try (var pipe = kind.open()) {
            pipe.peer().write(new byte[] {1, 2, 3});
            byte[] buffer = new byte[10];
            int count = pipe.client().read(buffer, 4, 2, Pipe.soon());
            assertThat(count).isEqualTo(2);
            assertThat(buffer).containsExactly(0, 0, 0, 0, 1, 2, 0, 0, 0, 0);
            assertThat(pipe.client().read(buffer, 0, 10, Deadline.NEVER)).isEqualTo(1);
            pipe.peer().close();
            assertThat(pipe.client().read(buffer, 0, 10, Pipe.soon())).isEqualTo(Transport.END_OF_STREAM);
        }
    }

    @ParameterizedTest
    @EnumSource
    void carriesLargeBlocksBothWays(Kind kind) throws Exception {
        byte[] block = random(5_000_001);
        try (var pipe = kind.open()) {
            var peer = CompletableFuture.runAsync(
                    () -> Pipe.unchecked(() -> pipe.peer().write(pipe.peer().read(block.length))));
            pipe.client().write(block, 0, 3);
            pipe.client().write(block, 3, block.length - 3);
            assertThat(readFully(pipe.client(), block.length)).isEqualTo(block);
            peer.join();
        }
    }

    @ParameterizedTest
    @EnumSource
    void waitsNoLongerThanTheDeadline(Kind kind) throws Exception {
        try (var pipe = kind.open()) {
            byte[] buffer = new byte[10];
            for (int millis : new int[] {1, 50, 200}) {
                long start = System.nanoTime();
                assertThat(pipe.client().read(buffer, 0, 10, Deadline.after(Duration.ofMillis(millis))))
                        .isEqualTo(Transport.TIMED_OUT);
                assertThat(Duration.ofNanos(System.nanoTime() - start))
                        .isBetween(Duration.ofMillis(millis - 1), Duration.ofMillis(millis + 900));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void findsWhatIsThereEvenIfTheDeadlineHasPassed(Kind kind) throws Exception {
        try (var pipe = kind.open()) {
            var passed = Deadline.after(Duration.ofNanos(1));
            pipe.peer().write(new byte[] {7});
            byte[] buffer = new byte[1];
            int count = 0;
            for (int i = 0; count == 0 && i < 5_000; i++) {
                count = pipe.client().read(buffer, 0, 1, passed);
            }
            assertThat(count).isEqualTo(1);
            pipe.peer().close();
            count = 0;
            for (int i = 0; count == 0 && i < 5_000; i++) {
                count = pipe.client().read(buffer, 0, 1, passed);
            }
            assertThat(count).isEqualTo(Transport.END_OF_STREAM);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TLS")
    void losesNothingByTimeouts(Kind kind) throws Exception {
        byte[] bytes = random(1_000);
        try (var pipe = kind.open()) {
            var peer = CompletableFuture.runAsync(() -> Pipe.unchecked(() -> {
                for (byte b : bytes) {
                    pipe.peer().write(new byte[] {b});
                    LockSupport.parkNanos(1_200_000);
                }
            }));
            assertReadsWithManyTimeouts(pipe.client(), bytes);
            peer.join();
        }
    }

    /** Under TLS the timeouts fall into the middle of records. */
    @Test
    void losesNothingByTimeoutsInsideATlsRecord() throws Exception {
        byte[] bytes = random(1_000);
        try (var dribbling = DribblingTls.open()) {
            dribbling.dribble(Duration.ofNanos(1_200_000));
            var peer = CompletableFuture.runAsync(() -> Pipe.unchecked(() -> {
                for (int i = 0; i < 20; i++) {
                    dribbling.server().getOutputStream().write(bytes, i * 50, 50);
                }
            }));
            assertReadsWithManyTimeouts(dribbling.client(), bytes);
            peer.join();
        }
    }

    @Test
    void holdsTheDeadlineWhileATlsRecordTrickles() throws Exception {
        try (var dribbling = DribblingTls.open()) {
            dribbling.dribble(Duration.ofNanos(100_000));
            dribbling.server().getOutputStream().write(random(16_000));
            long start = System.nanoTime();
            byte[] buffer = new byte[100];
            assertThat(dribbling.client().read(buffer, 0, 100, Deadline.after(Duration.ofMillis(150))))
                    .isEqualTo(Transport.TIMED_OUT);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsABlockedReadByClose(Kind kind) throws Exception {
        for (var deadline : new Deadline[] {Deadline.NEVER, Pipe.soon()}) {
            try (var pipe = kind.open()) {
                assertThatCloseEnds(pipe, () -> pipe.client().read(new byte[1], 0, 1, deadline));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsABlockedWriteByClose(Kind kind) throws Exception {
        try (var pipe = kind.open()) {
            byte[] block = new byte[64 << 20];
            assertThatCloseEnds(pipe, () -> pipe.client().write(block, 0, block.length));
        }
    }

    @ParameterizedTest
    @EnumSource
    void failsAfterClose(Kind kind) throws Exception {
        try (var pipe = kind.open()) {
            pipe.client().close();
            pipe.client().close();
            assertThatThrownBy(() -> pipe.client().read(new byte[1], 0, 1, Pipe.soon()))
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> pipe.client().write(new byte[1], 0, 1)).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void survivesAnInterrupt(Kind kind) throws Exception {
        try (var pipe = kind.open()) {
            Thread.currentThread().interrupt();
            byte[] buffer = new byte[1];
            assertThat(pipe.client().read(buffer, 0, 1, Deadline.after(Duration.ofMillis(20))))
                    .isEqualTo(Transport.TIMED_OUT);
            assertThat(Thread.interrupted()).isTrue();

            var reader = Thread.currentThread();
            var peer = CompletableFuture.runAsync(() -> Pipe.unchecked(() -> {
                reader.interrupt();
                pipe.peer().write(new byte[] {9});
            }));
            assertThat(pipe.client().read(buffer, 0, 1, Deadline.NEVER)).isEqualTo(1);
            assertThat(Thread.interrupted()).isTrue();
            peer.join();
            pipe.client().write(buffer, 0, 1);
            assertThat(pipe.peer().read(1)).containsExactly(9);
        }
    }

    @ParameterizedTest
    @EnumSource
    void knowsThatItStaysOnThisMachine(Kind kind) throws Exception {
        try (var pipe = kind.open()) {
            assertThat(pipe.client().isLocal()).isTrue();
            assertThat(pipe.client().tls().isPresent()).isEqualTo(kind == Kind.TLS);
        }
    }

    @ParameterizedTest
    @EnumSource
    void promisesNoBytesThatAreNotThere(Kind kind) throws Exception {
        try (var pipe = kind.open()) {
            assertThat(pipe.client().available()).isZero();
            pipe.peer().write(new byte[100]);
            byte[] buffer = new byte[100];
            int count = pipe.client().read(buffer, 0, 10, Pipe.soon());
            assertThat(count).isEqualTo(10);
            int available = pipe.client().available();
            assertThat(available).isLessThanOrEqualTo(90);
            if (kind != Kind.UNIX) {
                assertThat(available).isEqualTo(90);
            }
        }
    }

    private static void assertReadsWithManyTimeouts(Transport client, byte[] expected) throws IOException {
        var received = new ByteArrayOutputStream();
        byte[] buffer = new byte[64];
        int timeouts = 0;
        while (received.size() < expected.length) {
            int count = client.read(buffer, 0, buffer.length, Deadline.after(Duration.ofMillis(1)));
            assertThat(count).isNotEqualTo(Transport.END_OF_STREAM);
            if (count == Transport.TIMED_OUT) {
                timeouts++;
            }
            received.write(buffer, 0, count);
        }
        assertThat(received.toByteArray()).isEqualTo(expected);
        assertThat(timeouts).isGreaterThan(100);
    }

    private static void assertThatCloseEnds(Pipe pipe, Pipe.IoTask blocked) throws Exception {
        var started = new CountDownLatch(1);
        var thread = CompletableFuture.runAsync(() -> Pipe.unchecked(() -> {
            started.countDown();
            blocked.run();
        }));
        started.await();
        // Long enough for the thread to get into the call; the assertions hold even if it did not.
        assertThatThrownBy(() -> thread.get(200, TimeUnit.MILLISECONDS))
                .isInstanceOf(java.util.concurrent.TimeoutException.class);
        long start = System.nanoTime();
        pipe.client().close();
        assertThatThrownBy(() -> thread.get(1, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseInstanceOf(IOException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
    }

    static byte[] readFully(Transport transport, int length) throws IOException {
        byte[] buffer = new byte[length];
        int filled = 0;
        while (filled < length) {
            int count = transport.read(buffer, filled, length - filled, Pipe.soon());
            assertThat(count).isPositive();
            filled += count;
        }
        return buffer;
    }

    static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
