package io.howdah.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.howdah.api.ConnectionObserver;
import io.howdah.datasource.HowdahDataSource;
import io.howdah.testserver.Role;
import io.howdah.testserver.TestServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of docs/observability.md, run. */
class ObservingExamplesServerTest {
    private final TestServer server = TestServer.shared();

    @Test
    void timersCountStatementsAndErrors() throws SQLException {
        var registry = new SimpleMeterRegistry();
        use(new StatementTimers(registry));
        assertThat(registry.get("howdah.connect").timer().count()).isEqualTo(1);
        assertThat(registry.get("howdah.statement")
                        .tag("sqlstate", "00000")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("howdah.statement")
                        .tag("sqlstate", "22012")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void spansTellWhatWasRun() throws SQLException {
        var exporter = InMemorySpanExporter.create();
        try (var provider = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                .build()) {
            use(new StatementSpans(provider.get("test")));
            assertThat(exporter.getFinishedSpanItems())
                    .extracting(span -> text(span, "db.query.text"), span -> text(span, "db.response.status_code"))
                    .contains(tuple("select 1 where ? = 2", null), tuple("select 1 / ?", "22012"));
        }
    }

    private static String text(SpanData span, String attribute) {
        return span.getAttributes().get(AttributeKey.stringKey(attribute));
    }

    private void use(ConnectionObserver observer) throws SQLException {
        var source = new HowdahDataSource();
        source.setUrl(server.jdbcUrl(Role.TRUSTED));
        source.setConnectionObserver(observer);
        try (var connection = source.getConnection()) {
            try (var select = connection.prepareStatement("select 1 where ? = 2")) {
                select.setInt(1, 2);
                select.executeQuery();
            }
            try (var select = connection.prepareStatement("select 1 / ?")) {
                select.setInt(1, 0);
                assertThatThrownBy(select::executeQuery).hasMessageContaining("zero");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"StatementTimers", "StatementSpans"})
    void theDocumentShowsTheSame(String name) throws Exception {
        String source = Files.readString(Path.of("src/test/java/io/howdah/examples", name + ".java"));
        String shown = source.substring(source.indexOf("/**")).replace("public final class", "final class");
        assertThat(Files.readString(Path.of("docs/observability.md"))).contains(shown);
    }
}
