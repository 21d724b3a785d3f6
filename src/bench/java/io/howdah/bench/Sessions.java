package io.howdah.bench;

import io.howdah.bench.Place.Link;
import io.howdah.testserver.Role;
import java.sql.Connection;
import java.util.List;

/** What is about the connection as a whole: opening it. */
final class Sessions {
    private Sessions() {}

    static List<Workload> all() {
        Workload trust = connecting("connect", "Connect and close", Role.TRUSTED, Sessions::rawConnect);
        return List.of(
                trust,
                connecting(
                        "connect-scram",
                        "Connect and close, SCRAM",
                        Role.SCRAM,
                        Workload.noLimit("a SCRAM login cannot be replayed")),
                trust.over(Link.TLS, "connect-tls", trust.title() + ", TLS"));
    }

    private static Workload connecting(String name, String title, Role role, Workload.LimitWork limit) {
        return Workload.of(
                name,
                title,
                opener -> sink -> {
                    try (Connection connection = opener.connect(role)) {
                        sink.consume(connection);
                    }
                    return 1;
                },
                limit);
    }

    private static Operation rawConnect(Place place, Link link) {
        return sink -> {
            RawConnection.open(place, link).close();
            return 1;
        };
    }
}
