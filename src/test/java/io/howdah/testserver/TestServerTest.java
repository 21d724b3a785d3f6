package io.howdah.testserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;

class TestServerTest {
    private static final MissingServerException REASON = new MissingServerException("no binaries");

    @Test
    void aMissingServerSkipsTheTestWithTheReason() {
        assertThatThrownBy(() -> TestServer.withoutServer(REASON, Map.of()))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("no binaries");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CI", "HOWDAH_TEST_REQUIRE_SERVER"})
    void aMissingServerIsAFailureWhereOneIsRequired(String variable) {
        assertThat(TestServer.withoutServer(REASON, Map.of(variable, "true")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no binaries");
    }

    @Test
    void optionsAreWrittenWhereTheyWin() {
        var options = ServerOptions.defaults()
                .release("9.6")
                .setting("work_mem", "1MB")
                .setting("application_name", "it's me")
                .withoutTls()
                .hba("local all guest trust")
                .sql("select 1");
        assertThat(ServerFiles.configuration(options, Map.of("work_mem", "2MB")))
                .contains("ssl = 'off'\n", "work_mem = '1MB'\n", "application_name = 'it''s me'\n");
        assertThat(ServerFiles.hba(options))
                .startsWith("local all guest trust\n")
                .doesNotContain("scram-sha-256");
        assertThat(ServerFiles.databaseSql(options)).endsWith("select 1");
        assertThat(ServerFiles.clusterSql(options)).contains("set password_encryption = 'on'");
    }

    @Test
    void aStatementIsOneLine() {
        assertThatThrownBy(() -> ServerOptions.defaults().sql("select 1,\n2"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(ServerOptions.defaults().sql()).isEqualTo(List.of());
    }
}
