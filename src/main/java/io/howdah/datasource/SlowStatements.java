package io.howdah.datasource;

import io.howdah.api.ConnectionObserver;
import io.howdah.sql.LiteralMask;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts statements that take long into the log, without the values in them. */
final class SlowStatements implements ConnectionObserver {
    private static final Logger LOG = LoggerFactory.getLogger(SlowStatements.class);

    private static final int LONGEST_TEXT = 1000;

    private final Duration threshold;
    private final Consumer<String> log;

    SlowStatements(Duration threshold) {
        this(threshold, LOG::warn);
    }

    /** @param log who is told, a statement at a time */
    SlowStatements(Duration threshold, Consumer<String> log) {
        this.threshold = threshold;
        this.log = log;
    }

    @Override
    public Observation begins(Operation operation) {
        if (operation.kind() == Kind.CONNECT || operation.kind() == Kind.CANCEL) {
            return null;
        }
        long began = System.nanoTime();
        return result -> {
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            if (took.compareTo(threshold) > 0) {
                tell(operation, took, result);
            }
        };
    }

    private void tell(Operation operation, Duration took, Result result) {
        String end = result.failure().isPresent()
                ? "and failed with SQLSTATE " + result.failure().get().getSQLState()
                : result.rows().isPresent() ? "for " + result.rows().getAsLong() + " rows" : "up to its first rows";
        log.accept(operation.kind() + " took " + took.toMillis() + " ms " + end + ", in backend "
                + operation.server().backendPid() + " of " + operation.server().database() + ": " + text(operation));
    }

    private static String text(Operation operation) {
        String masked = LiteralMask.mask(operation.sql().orElse("(several statements)"));
        return masked.length() <= LONGEST_TEXT ? masked : masked.substring(0, LONGEST_TEXT) + " ..";
    }
}
