package io.howdah.bench;

import io.howdah.bench.Place.Link;
import io.howdah.bench.Workload.LimitWork;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.openjdk.jmh.infra.Blackhole;

/** The limit of most workloads: the same flights again and again on one connection. */
final class Replay implements Operation {
    private final RawConnection connection;
    private final List<RawFlight> flights;
    private final List<RawFlight> between;

    private Replay(RawConnection connection, List<RawFlight> flights, List<RawFlight> between) {
        this.connection = connection;
        this.flights = flights;
        this.between = between;
    }

    /** @param prepared what to send once, in front */
    static LimitWork of(RawFlight prepared, RawFlight... flights) {
        return of(() -> prepared, () -> List.of(flights), List::of);
    }

    /** Flights that are made when needed, being large; and what to send at {@link Operation#reset}. */
    static LimitWork of(
            Supplier<RawFlight> prepared, Supplier<List<RawFlight>> flights, Supplier<List<RawFlight>> between) {
        return (place, link) -> open(place, link, prepared.get(), flights.get(), between.get());
    }

    private static Operation open(
            Place place, Link link, RawFlight prepared, List<RawFlight> flights, List<RawFlight> between)
            throws IOException {
        var connection = RawConnection.open(place, link);
        connection.run(List.of(prepared));
        return new Replay(connection, flights, between);
    }

    @Override
    public long run(Blackhole sink) throws IOException {
        return connection.run(flights);
    }

    @Override
    public void reset() throws IOException {
        connection.run(between);
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
