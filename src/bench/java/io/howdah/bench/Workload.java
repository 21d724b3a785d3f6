package io.howdah.bench;

import io.howdah.bench.Place.Link;
import io.howdah.testserver.Role;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Something applications do with a database, for all contenders to do.
 *
 * @param title for the table of results
 * @param threads how many do it at once
 * @param lowestJava the Java it needs
 * @param driver how drivers do it
 * @param limit how a bare socket does it
 */
record Workload(String name, String title, Link link, int threads, int lowestJava, DriverWork driver, LimitWork limit) {

    /** Opens connections for the contender of a run. */
    @FunctionalInterface
    interface Opener {
        Connection connect(Role role, String... parameters) throws SQLException;

        default Connection connect(String... parameters) throws SQLException {
            return connect(Role.TRUSTED, parameters);
        }
    }

    /** By {@code java.sql}. */
    @FunctionalInterface
    interface DriverWork {
        Operation open(Opener opener) throws Exception;
    }

    /** By bytes. */
    @FunctionalInterface
    interface LimitWork {
        Operation open(Place place, Link link) throws IOException;
    }

    static Workload of(String name, String title, DriverWork driver, LimitWork limit) {
        return new Workload(name, title, Link.TCP, 1, 17, driver, limit);
    }

    Workload over(Link other, String otherName, String otherTitle) {
        return new Workload(otherName, otherTitle, other, threads, lowestJava, driver, limit);
    }

    Workload by(int otherThreads, String otherName, String otherTitle) {
        return new Workload(otherName, otherTitle, link, otherThreads, lowestJava, driver, limit);
    }

    /** Opens this many operations and lets {@code crowd} do them; from a Java version on. */
    Workload shared(int connections, int fromJava, Crowd crowd, String otherName, String otherTitle) {
        return new Workload(
                otherName,
                otherTitle,
                link,
                1,
                fromJava,
                opener -> {
                    List<Operation> operations = new ArrayList<>();
                    for (int i = 0; i < connections; i++) {
                        operations.add(driver.open(opener));
                    }
                    return crowd.of(operations);
                },
                (place, otherLink) -> {
                    List<Operation> operations = new ArrayList<>();
                    for (int i = 0; i < connections; i++) {
                        operations.add(limit.open(place, otherLink));
                    }
                    return crowd.of(operations);
                });
    }

    /** Makes one operation of many. */
    @FunctionalInterface
    interface Crowd {
        Operation of(List<Operation> operations);
    }

    Operation open(Contender contender, Place place) throws Exception {
        if (contender == Contender.LIMIT) {
            return limit.open(place, link);
        }
        return driver.open((role, parameters) ->
                contender.connect(place, link, link == Link.TLS ? Place.role(link) : role, parameters));
    }

    /** For workloads whose bytes cannot be known before. */
    static LimitWork noLimit(String why) {
        return (place, link) -> {
            throw new UnsupportedOperationException(why);
        };
    }
}
