package io.howdah.architecture;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which of our packages each may use. What is not in the table does not exist. */
final class Floors {
    private static final Set<String> BELOW_JDBC = Set.of(
            "api",
            "value",
            "wire",
            "observe",
            "error",
            "config",
            "auth",
            "sql",
            "types",
            "types.codec",
            "tls",
            "transport",
            "session",
            "copy",
            "notification",
            "largeobject",
            "functioncall",
            "replication",
            "pipeline",
            "xa",
            "jdbc.wrapper",
            "jdbc.lob",
            "jdbc.xml",
            "jdbc.result",
            "jdbc.metadata");

    /** They import nothing of ours at all. */
    private static final Set<String> BOTTOM = Set.of("api", "value", "wire");

    /** From the bottom up. Beside it, everybody above the bottom may use {@code api}. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            entry("api", Set.of()),
            entry("value", Set.of()),
            entry("wire", Set.of()),
            entry("observe", Set.of()),
            entry("error", Set.of()),
            entry("config", Set.of("error")),
            entry("auth", Set.of("error")),
            entry("sql", Set.of("error")),
            entry("types", Set.of("error", "wire")),
            entry("tls", Set.of("config", "error")),
            entry("transport", Set.of("tls", "config", "error", "observe")),
            entry("oauth", Set.of("transport", "config", "error")),
            entry("types.codec", Set.of("types", "value", "error", "wire")),
            entry("session", Set.of("wire", "transport", "auth", "config", "error", "observe")),
            entry(
                    "connect",
                    Set.of("session", "wire", "oauth", "transport", "tls", "auth", "config", "error", "observe")),
            entry("copy", Set.of("session", "sql", "types", "types.codec", "wire", "error", "observe")),
            entry("notification", Set.of("session", "transport", "sql", "wire", "error")),
            entry("replication", Set.of("session", "sql", "types", "wire", "transport", "error")),
            entry("largeobject", Set.of("session", "types", "wire", "error")),
            entry("functioncall", Set.of("session", "sql", "types", "types.codec", "wire", "error")),
            entry("pipeline", Set.of("session", "wire", "error")),
            entry("xa", Set.of("session", "error")),
            entry("jdbc.wrapper", Set.of("error")),
            entry("jdbc.lob", Set.of("largeobject", "error")),
            entry("jdbc.xml", Set.of("error")),
            entry(
                    "jdbc.result",
                    Set.of(
                            "jdbc.wrapper",
                            "jdbc.lob",
                            "jdbc.xml",
                            "session",
                            "types",
                            "sql",
                            "error",
                            "wire",
                            "value")),
            entry("jdbc.metadata", Set.of("jdbc.wrapper", "sql", "error")),
            entry("jdbc", BELOW_JDBC),
            entry(
                    "datasource",
                    Set.of(
                            "jdbc",
                            "notification",
                            "connect",
                            "xa",
                            "session",
                            "sql",
                            "types",
                            "types.codec",
                            "config",
                            "error",
                            "observe")),
            entry("", Set.of("datasource", "config", "error")),
            entry("doctor", Set.of("datasource", "connect", "config", "error")),
            entry("osgi", Set.of("", "datasource", "error")));

    /** Users see these and no others. */
    static final List<String> EXPORTED = List.of("", "api", "value", "datasource");

    private Floors() {}

    static boolean knows(String packageName) {
        return MAY_USE.containsKey(packageName);
    }

    static boolean allows(String user, String used) {
        boolean everybodysOwn = used.equals("api") && !BOTTOM.contains(user);
        return everybodysOwn || MAY_USE.getOrDefault(user, Set.of()).contains(used);
    }

    static Set<String> packages() {
        return MAY_USE.keySet();
    }
}
