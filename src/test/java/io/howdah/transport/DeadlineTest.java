package io.howdah.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    @Test
    void sharesTheTimeLeft() {
        var whole = Deadline.after(Duration.ofSeconds(60));
        assertThat(whole.share(3).limit()).isBetween(Duration.ofSeconds(19), Duration.ofSeconds(20));
        assertThat(whole.share(3).earlier(whole)).isNotSameAs(whole);
        assertThat(whole.share(1)).isSameAs(whole);
        assertThat(Deadline.NEVER.share(3)).isSameAs(Deadline.NEVER);
    }

    @Test
    void sharesNothingOnceItHasPassed() {
        var past = Deadline.after(Duration.ofNanos(1));
        while (!past.passed()) {
            Thread.onSpinWait();
        }
        assertThat(past.share(2).passed()).isTrue();
        assertThat(past.share(2).millisLeft()).isEqualTo(1);
    }
}
