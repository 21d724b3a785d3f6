package io.howdah.testserver;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a test wants of a server of its own. Everything unsaid is as on the shared one.
 *
 * @param release a major version such as {@code 18} or {@code 9.6}
 * @param settings lines of {@code postgresql.conf}, by name; they win over the fixture's own
 * @param hba lines of {@code pg_hba.conf} that stand before the fixture's own
 * @param files in the server's data directory, by name; the fixture's own {@code server.crt} and {@code server.key} too
 * @param sql statements run as superuser in the database before the server opens; one line each
 */
public record ServerOptions(
        String release, Map<String, String> settings, List<String> hba, Map<String, String> files, List<String> sql) {

    public ServerOptions {
        Objects.requireNonNull(release, "release");
        settings = Map.copyOf(settings);
        hba = List.copyOf(hba);
        files = Map.copyOf(files);
        sql = List.copyOf(sql);
        for (String statement : sql) {
            if (statement.indexOf('\n') >= 0) {
                throw new IllegalArgumentException("A statement is one line: " + statement);
            }
        }
    }

    /** A server like the shared one. */
    public static ServerOptions defaults() {
        return new ServerOptions(TestServer.defaultRelease(), Map.of(), List.of(), Map.of(), List.of());
    }

    public ServerOptions release(String wanted) {
        return new ServerOptions(wanted, settings, hba, files, sql);
    }

    /** @param value as it stands in {@code postgresql.conf}, without the quotes */
    public ServerOptions setting(String name, String value) {
        var more = new LinkedHashMap<>(settings);
        more.put(name, value);
        return new ServerOptions(release, more, hba, files, sql);
    }

    /** @param line such as {@code host howdah trusted 127.0.0.1/32 reject} */
    public ServerOptions hba(String line) {
        return new ServerOptions(release, settings, plus(hba, line), files, sql);
    }

    public ServerOptions sql(String statement) {
        return new ServerOptions(release, settings, hba, files, plus(sql, statement));
    }

    /** Readable by the server alone. */
    public ServerOptions file(String name, String content) {
        var more = new LinkedHashMap<>(files);
        more.put(name, content);
        return new ServerOptions(release, settings, hba, more, sql);
    }

    public ServerOptions withoutTls() {
        return setting("ssl", "off");
    }

    /** 18 of {@code 18}; 9 of {@code 9.6}. */
    int major() {
        return major(release);
    }

    static int major(String release) {
        int dot = release.indexOf('.');
        return Integer.parseInt(dot < 0 ? release : release.substring(0, dot));
    }

    private static List<String> plus(List<String> list, String element) {
        var more = new ArrayList<>(list);
        more.add(element);
        return more;
    }
}
