package io.howdah.replication;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Times in the messages of replication: microseconds since the year 2000, in UTC. */
final class ServerTime {
    private static final long EPOCH_SECONDS =
            Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();
    private static final long MICROS = TimeUnit.SECONDS.toMicros(1);

    private ServerTime() {}

    static Instant toInstant(long micros) {
        return Instant.ofEpochSecond(
                EPOCH_SECONDS + Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1000);
    }

    static long of(Instant instant) {
        return (instant.getEpochSecond() - EPOCH_SECONDS) * MICROS + instant.getNano() / 1000;
    }
}
