package io.howdah.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogTextTest {
    @Test
    void whatAServerSaysStaysOnItsLine() {
        assertThat(LogText.of("relation \"größe\" does not exist")).isEqualTo("relation \"größe\" does not exist");
        assertThat(LogText.of("no\n2026-01-01 INFO all is well")).isEqualTo("no\\n2026-01-01 INFO all is well");
        assertThat(LogText.of("a\rb\u001b[2Jc\u0085d\u2028e\u202ef"))
                .isEqualTo("a\\u000db\\u001b[2Jc\\u0085d\\u2028e\\u202ef");
    }

    @Test
    void whatIsLongIsCut() {
        assertThat(LogText.of("x".repeat(1_000))).hasSize(1_000);
        assertThat(LogText.of("x".repeat(1_000_000))).hasSize(1_002).endsWith("x..");
    }
}
