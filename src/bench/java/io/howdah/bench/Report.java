package io.howdah.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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

    /** @param lines about the circumstances */
    String markdown(List<String> lines) {
        var text = new StringBuilder();
        lines.forEach(line -> text.append(line).append("\n"));
        text.append(
                "\n| Workload | Howdah | time / incumbent | time / its best mode | time / limit | bytes per operation"
                        + " | bytes / incumbent | bytes / its best mode |\n|---|--:|--:|--:|--:|--:|--:|--:|\n");
        for (Row row : rows.values()) {
            Measurement howdah = row.measured().get(Contender.HOWDAH);
            cells(
                    text,
                    row.title(),
                    howdah == null ? NOTHING : number(howdah.value()) + " " + row.unit(),
                    time(row, Contender.INCUMBENT),
                    time(row, Contender.INCUMBENT_BEST),
                    time(row, Contender.LIMIT),
                    howdah == null ? NOTHING : number(howdah.bytesPerOperation()),
                    bytes(row, Contender.INCUMBENT),
                    bytes(row, Contender.INCUMBENT_BEST));
        }
        text.append("\nWhat the ratios come from, as median (least .. most):\n\n| Workload | Unit |");
        var rule = new StringBuilder("|---|---|");
        for (Contender contender : Contender.values()) {
            text.append(' ').append(contender.label()).append(" | its bytes |");
            rule.append("--:|--:|");
        }
        text.append("\n").append(rule).append("\n");
        for (Row row : rows.values()) {
            List<String> cells = new ArrayList<>(List.of(row.title(), row.unit()));
            for (Contender contender : Contender.values()) {
                Measurement measured = row.measured().get(contender);
                cells.add(measured == null ? NOTHING : spread(measured));
                cells.add(measured == null ? NOTHING : number(measured.bytesPerOperation()));
            }
            cells(text, cells.toArray(String[]::new));
        }
        var notes = new StringBuilder();
        for (Row row : rows.values()) {
            row.missing().forEach((contender, why) -> notes.append("- ")
                    .append(row.title())
                    .append(", ")
                    .append(contender.label())
                    .append(": ")
                    .append(why)
                    .append("\n"));
        }
        return notes.isEmpty() ? text.toString() : text + "\nNot measured:\n\n" + notes;
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

    private static String time(Row row, Contender other) {
        Measurement ours = row.measured().get(Contender.HOWDAH);
        Measurement theirs = row.measured().get(other);
        return ours == null || theirs == null ? NOTHING : ratio(ours.value(), theirs.value());
    }

    private static String bytes(Row row, Contender other) {
        Measurement ours = row.measured().get(Contender.HOWDAH);
        Measurement theirs = row.measured().get(other);
        return ours == null || theirs == null ? NOTHING : ratio(ours.bytesPerOperation(), theirs.bytesPerOperation());
    }

    private static String ratio(double ours, double theirs) {
        double ratio = ours / theirs;
        return Double.isFinite(ratio) ? String.format(Locale.ROOT, ratio < 0.1 ? "%.3f" : "%.2f", ratio) : NOTHING;
    }

    private static String spread(Measurement measured) {
        return measured.values().size() == 1
                ? number(measured.value())
                : number(measured.value()) + " (" + number(measured.least()) + " .. " + number(measured.most()) + ")";
    }

    private static String number(double value) {
        return Double.isNaN(value) ? NOTHING : String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value);
    }

    private static void cells(StringBuilder text, String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
