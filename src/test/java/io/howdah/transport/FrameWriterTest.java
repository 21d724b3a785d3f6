package io.howdah.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.transport.Pipe.Kind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FrameWriterTest {
    private static final Executor THREADS = task -> PassingThread.start("howdah-test-writer", task);

    @Test
    void aFrameForWhichThereIsNoThreadIsGivenBack() throws Exception {
        var executors = new ArrayDeque<Executor>(List.of(
                task -> {
                    throw new OutOfMemoryError("unable to create native thread");
                },
                THREADS));
        try (var pipe = Kind.TCP.open()) {
            var writer =
                    new FrameWriter(pipe.client(), task -> executors.remove().execute(task));
            assertThatThrownBy(() -> writer.give(new byte[] {1, 2}, 2)).isInstanceOf(OutOfMemoryError.class);
            assertThat(writer.await(Deadline.after(Duration.ofMillis(1)))).isTrue();
            writer.give(new byte[] {3, 4}, 2);
            assertThat(writer.await(Pipe.soon())).isTrue();
            assertThat(pipe.peer().read(2)).containsExactly(3, 4);
            writer.close(Pipe.soon());
        }
    }
}
