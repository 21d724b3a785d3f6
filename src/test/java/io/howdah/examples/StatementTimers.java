package io.howdah.examples;

import io.howdah.api.ConnectionObserver;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** Micrometer: how long everything takes, by what it is and how it ended. */
public final class StatementTimers implements ConnectionObserver {
    private final MeterRegistry registry;

    public StatementTimers(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Observation begins(Operation operation) {
        Timer.Sample sample = Timer.start(registry);
        return result -> {
            String state = result.failure().map(e -> e.getSQLState()).orElse("00000");
            sample.stop(Timer.builder("howdah." + operation.kind().name().toLowerCase())
                    .tag("database", operation.server().database())
                    .tag("sqlstate", state)
                    .register(registry));
        };
    }
}
