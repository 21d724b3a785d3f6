package io.howdah.architecture;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the sources must not do. Each rule returns its breaches as sentences; none is well. */
final class Rules {
    private static final Pattern NEW_SQL_EXCEPTION = Pattern.compile(
            "\\bnew\\s+(?:java\\s*\\.\\s*sql\\s*\\.\\s*)?(?:SQL\\w*Exception|BatchUpdateException|XAException)\\s*\\(");
    private static final Pattern SYNCHRONIZED = Pattern.compile("\\bsynchronized\\b");
    private static final Pattern REGEX = Pattern.compile("\\bjava\\s*\\.\\s*util\\s*\\.\\s*regex\\b");
    private static final Pattern CONSOLE =
            Pattern.compile("\\bSystem\\s*\\.\\s*(?:out|err)\\b|\\.\\s*printStackTrace\\s*\\(\\s*\\)");
    private static final Pattern DUMPING_GROUND =
            Pattern.compile("(?:^|\\.)(?:util|utils|common|helper|helpers|misc)(?:\\.|$)");
    private static final Pattern DUMPING_CLASS = Pattern.compile(".*(?:Util|Utils|Helper|Helpers)\\.java");

    /** Only here may {@code java.util.regex} match: never what a server sends or a statement says. */
    private static final Set<String> MAY_USE_REGEX = Set.of("config");

    /** The only one that is a program. */
    private static final String MAY_PRINT = "doctor/Doctor.java";

    /** They check and delegate; a byte in them is logic that moved in. */
    private static final Set<String> FACADES = Set.of(
            "jdbc/ConnectionImpl.java",
            "jdbc/StatementImpl.java",
            "jdbc/PreparedStatementImpl.java",
            "jdbc/CallableStatementImpl.java",
            "jdbc/result/ResultSetImpl.java",
            "jdbc/result/ResultSetOverloads.java");

    private Rules() {}

    static List<String> importsThatClimb(List<SourceFile> sources) {
        var breaches = new ArrayList<String>();
        for (SourceFile source : sources) {
            for (String used : source.uses()) {
                if (!Floors.allows(source.packageName(), used)) {
                    breaches.add(source + " uses io.howdah." + used + ", which is not on a floor below it");
                }
            }
        }
        return breaches;
    }

    static List<String> wildcardImports(List<SourceFile> sources) {
        return found(sources, source -> true, SourceFile::wildcardImports);
    }

    static List<String> unknownPackages(List<SourceFile> sources) {
        return packages(sources)
                .filter(name -> !Floors.knows(name))
                .map(name -> "The package " + name + " has no floor: enter it in Floors or move its classes")
                .toList();
    }

    static List<String> packagesThatDoNotSayWhoTheyAre(List<SourceFile> sources) {
        var said = new TreeSet<String>();
        sources.stream()
                .filter(source -> source.fileName().equals("package-info.java"))
                .forEach(source -> said.add(source.packageName()));
        return packages(sources)
                .filter(name -> !said.contains(name))
                .map(name -> "The package " + name + " has no package-info.java")
                .toList();
    }

    static List<String> dumpingGrounds(List<SourceFile> sources) {
        return sources.stream()
                .filter(source -> DUMPING_GROUND.matcher(source.packageName()).find()
                        || DUMPING_CLASS.matcher(source.fileName()).matches())
                .map(source -> source + " is named for no subject")
                .toList();
    }

    /** Also where the table of floors would allow one. */
    static List<String> cycles(List<SourceFile> sources) {
        var graph = new TreeMap<String, Set<String>>();
        for (SourceFile source : sources) {
            graph.computeIfAbsent(source.packageName(), name -> new TreeSet<>()).addAll(source.uses());
        }
        var breaches = new ArrayList<String>();
        var done = new TreeSet<String>();
        graph.keySet().forEach(name -> follow(name, graph, new LinkedHashSet<>(), done, breaches));
        return breaches;
    }

    private static void follow(
            String name,
            Map<String, Set<String>> graph,
            LinkedHashSet<String> path,
            Set<String> done,
            List<String> breaches) {
        if (path.contains(name)) {
            breaches.add("The imports of packages go in a circle: " + String.join(" -> ", path) + " -> " + name);
        } else if (!done.contains(name)) {
            path.add(name);
            graph.getOrDefault(name, Set.of()).forEach(used -> follow(used, graph, path, done, breaches));
            path.remove(name);
            done.add(name);
        }
    }

    static List<String> exceptionsOutsideTheCatalogue(List<SourceFile> sources) {
        return found(sources, source -> !source.packageName().equals("error"), NEW_SQL_EXCEPTION);
    }

    /** A virtual thread that blocks in a monitor holds on to its carrier. */
    static List<String> monitors(List<SourceFile> sources) {
        return found(sources, source -> true, SYNCHRONIZED);
    }

    static List<String> regularExpressions(List<SourceFile> sources) {
        return found(sources, source -> !MAY_USE_REGEX.contains(source.packageName()), REGEX);
    }

    static List<String> printing(List<SourceFile> sources) {
        return found(sources, source -> !source.toString().equals(MAY_PRINT), CONSOLE);
    }

    static List<String> facadesThatTouchBytes(List<SourceFile> sources) {
        return sources.stream()
                .filter(source ->
                        FACADES.contains(source.toString()) && source.uses().contains("wire"))
                .map(source -> source + " is a facade and uses io.howdah.wire")
                .toList();
    }

    private static List<String> found(List<SourceFile> sources, Predicate<SourceFile> where, Pattern what) {
        return found(sources, where, source -> source.find(what));
    }

    private static List<String> found(
            List<SourceFile> sources, Predicate<SourceFile> where, Function<SourceFile, List<String>> what) {
        return sources.stream()
                .filter(where)
                .flatMap(source -> what.apply(source).stream().map(text -> source + " has: " + text))
                .toList();
    }

    private static Stream<String> packages(List<SourceFile> sources) {
        return sources.stream().map(SourceFile::packageName).distinct().sorted();
    }
}
