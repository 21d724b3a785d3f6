package io.howdah.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * What the command line asks for.
 *
 * @param names beginnings of workloads' names; none is all
 * @param profile a profiler to run with instead of making a table
 */
record Settings(Effort effort, List<String> names, Set<Contender> contenders, Optional<Profile> profile, Path report) {

    static final String USAGE = """
            Arguments, in any order:
              quick               one round of short stretches: the compiler is still at work in some of them
              steady              one round of long stretches
              full                three rounds of long stretches; without any of the three words too
              contender=NAME      howdah, incumbent, incumbent-best or limit; may be repeated; all without it
              profile=NAME        gc, stack, jfr or alloc: profile the workloads, make no table
              report=FILE         where to write the table; target/bench/report.md without it
              anything else       the beginning of the names of workloads to run; all without it
              list                show the names""";

    private static final Set<String> EFFORTS = Set.of("quick", "steady", "full");

    /** How long to measure. Rounds go over all contenders in turn, so that a slow minute hits all of them. */
    enum Effort {
        QUICK(1, 3, TimeValue.milliseconds(700), 5, TimeValue.milliseconds(400)),
        STEADY(1, 4, TimeValue.seconds(2), 8, TimeValue.seconds(1)),
        FULL(3, 4, TimeValue.seconds(2), 8, TimeValue.seconds(1));

        final int rounds;
        final int warmUps;
        final TimeValue warmUp;
        final int stretches;
        final TimeValue stretch;

        Effort(int rounds, int warmUps, TimeValue warmUp, int stretches, TimeValue stretch) {
            this.rounds = rounds;
            this.warmUps = warmUps;
            this.warmUp = warmUp;
            this.stretches = stretches;
            this.stretch = stretch;
        }
    }

    /** Which of JMH's profilers. */
    enum Profile {
        GC,
        STACK,
        /** A flight recording; time is what it is about. */
        JFR,
        /** A flight recording where any allocation may be sampled, not only the one that fills a buffer. Slow. */
        ALLOC
    }

    static Settings parse(String[] arguments) {
        Effort effort = Effort.FULL;
        var names = new ArrayList<String>();
        Set<Contender> contenders = EnumSet.noneOf(Contender.class);
        Optional<Profile> profile = Optional.empty();
        Path report = Path.of("target", "bench", "report.md");
        for (String argument : arguments) {
            String value = argument.substring(argument.indexOf('=') + 1);
            String constant = value.toUpperCase(Locale.ROOT).replace('-', '_');
            if (EFFORTS.contains(argument)) {
                effort = Effort.valueOf(constant);
            } else if (argument.startsWith("contender=")) {
                contenders.add(Contender.valueOf(constant));
            } else if (argument.startsWith("profile=")) {
                profile = Optional.of(Profile.valueOf(constant));
            } else if (argument.startsWith("report=")) {
                report = Path.of(value);
            } else {
                names.add(argument);
            }
        }
        return new Settings(
                effort, names, contenders.isEmpty() ? EnumSet.allOf(Contender.class) : contenders, profile, report);
    }

    boolean wants(String name) {
        return names.isEmpty() || names.stream().anyMatch(name::startsWith);
    }
}
