package io.howdah.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Collects what was measured and writes it as Markdown: ratios first, then what they come from. */
final class Report {
    private static final String NOTHING = "–";

    private final Map<String, Row> rows = new LinkedHashMap<>();

    /** A workload in its unit, and why contenders are missing. */
    private record Row(
            String title, String unit, Map<Contender, Measurement> measured, Map<Contender, String> missing) {
        Row(String title, String unit) {
            this(title, unit, new EnumMap<>(Contender.class), new EnumMap<>(Contender.class));
        }
    }

    void add(String title, String unit, Contender contender, Measurement measurement) {
        row(title, unit).measured().merge(contender, measurement, Measurement::and);
    }

    void missing(String title, String unit, Contender contender, String why) {
        row(title, unit).missing().put(contender, why.lines().findFirst().orElse(""));
    }

    private Row row(String title, String unit) {
        return rows.computeIfAbsent(title, key -> new Row(title, unit));
    }

    /** @param circumstances lines in front of the tables */
    String markdown(List<String> circumstances) {
        var text = new StringBuilder(String.join("\n", circumstances));
        text.append(
                "\n\nOf times the median stretch of each contender counts, of processors and bytes the least. Below 1 we are better.\n\n");
        text.append("| Workload | Howdah | time / incumbent | time / its best mode | time / limit | CPU / incumbent"
                + " | CPU / its best mode | bytes | bytes / incumbent | bytes / its best mode |\n");
        text.append("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
        rows.values().forEach(row -> ratios(text, row));
        text.append("\nWhat the ratios come from: quickest, median and slowest stretch; the client's processors; bytes"
                + " allocated. All per operation.\n\n");
        text.append("| Workload | Who | Unit | quickest | median | slowest | CPU µs | bytes |\n");
        text.append("|---|---|---|--:|--:|--:|--:|--:|\n");
        rows.values().forEach(row -> row.measured()
                .forEach((who, what) -> cells(
                        text,
                        row.title(),
                        who.label(),
                        row.unit(),
                        number(what.time()),
                        number(what.medianTime()),
                        number(what.longestTime()),
                        number(what.cpuMicros()),
                        number(what.bytesPerOperation()))));
        if (rows.values().stream().anyMatch(row -> !row.missing().isEmpty())) {
            text.append("\nNot measured:\n\n");
        }
        rows.values().forEach(row -> row.missing()
                .forEach((who, why) -> text.append("- " + row.title() + ", " + who.label() + ": " + why + "\n")));
        return text.toString();
    }

    private static void ratios(StringBuilder text, Row row) {
        Measurement howdah = row.measured().get(Contender.HOWDAH);
        if (howdah == null) {
            return;
        }
        cells(
                text,
                row.title(),
                number(howdah.medianTime()) + " " + row.unit(),
                ratio(row, Measurement::medianTime, Contender.INCUMBENT),
                ratio(row, Measurement::medianTime, Contender.INCUMBENT_BEST),
                ratio(row, Measurement::medianTime, Contender.LIMIT),
                ratio(row, Measurement::cpuMicros, Contender.INCUMBENT),
                ratio(row, Measurement::cpuMicros, Contender.INCUMBENT_BEST),
                number(howdah.bytesPerOperation()),
                ratio(row, Measurement::bytesPerOperation, Contender.INCUMBENT),
                ratio(row, Measurement::bytesPerOperation, Contender.INCUMBENT_BEST));
    }

    private static String ratio(Row row, ToDoubleFunction<Measurement> what, Contender other) {
        Measurement theirs = row.measured().get(other);
        double ratio = theirs == null
                ? Double.NaN
                : what.applyAsDouble(row.measured().get(Contender.HOWDAH)) / what.applyAsDouble(theirs);
        return Double.isFinite(ratio) ? String.format(Locale.ROOT, ratio < 0.1 ? "%.3f" : "%.2f", ratio) : NOTHING;
    }

    void write(Path file, List<String> lines) throws IOException {
        if (file.getParent() != null) {
            Files.createDirectories(file.getParent());
        }
        Files.writeString(file, markdown(lines));
    }

    /** The machine, the day and the Java, as far as this JVM knows. */
    static List<String> circumstances(String server, Settings settings) throws IOException {
        Path cpus = Path.of("/proc/cpuinfo");
        String cpu = Files.isReadable(cpus)
                ? Files.readAllLines(cpus).stream()
                        .filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse("unknown processor")
                : System.getProperty("os.arch");
        return List.of(
                "- Day: " + LocalDate.now(),
                "- Machine: " + Runtime.getRuntime().availableProcessors() + " x " + cpu + ", "
                        + System.getProperty("os.name") + " " + System.getProperty("os.version")
                        + "; client and server share it",
                "- Java: " + System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version")
                        + ", heap of 1 GiB",
                "- Server: " + server,
                "- Effort: " + settings.effort().name().toLowerCase(Locale.ROOT) + ", rounds: "
                        + settings.effort().rounds);
    }

    private static String number(double value) {
        return Double.isNaN(value) ? NOTHING : String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value);
    }

    private static void cells(StringBuilder text, String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
