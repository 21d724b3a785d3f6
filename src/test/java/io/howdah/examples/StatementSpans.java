package io.howdah.examples;

import io.howdah.api.ConnectionObserver;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;

/** OpenTelemetry: a span for each operation, a child of the one that is current. */
public final class StatementSpans implements ConnectionObserver {
    private final Tracer tracer;

    public StatementSpans(Tracer tracer) {
        this.tracer = tracer;
    }

    @Override
    public Observation begins(Operation operation) {
        Span span = tracer.spanBuilder(
                        operation.kind() + " " + operation.server().database())
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute("db.system.name", "postgresql")
                .setAttribute("db.namespace", operation.server().database())
                .setAttribute("server.address", operation.server().host())
                .setAttribute("server.port", operation.server().port())
                .startSpan();
        operation.sql().ifPresent(sql -> span.setAttribute("db.query.text", sql));
        return result -> {
            result.rows().ifPresent(rows -> span.setAttribute("db.response.returned_rows", rows));
            result.failure().ifPresent(e -> {
                span.setAttribute("db.response.status_code", e.getSQLState());
                span.setStatus(StatusCode.ERROR);
            });
            span.end();
        };
    }
}
