package io.howdah.testserver;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The text of what a server is configured with: the same whether it runs here or in a container. */
final class ServerFiles {
    static final String DATABASE = "howdah";

    private ServerFiles() {}

    /** Lines for the end of {@code postgresql.conf}, where the last of a name wins. */
    static String configuration(ServerOptions options, Map<String, String> own) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("fsync", "off");
        settings.put("synchronous_commit", "off");
        settings.put("full_page_writes", "off");
        settings.put("shared_buffers", "32MB");
        settings.put("lc_messages", "C");
        settings.put("timezone", "UTC");
        settings.put("log_timezone", "UTC");
        settings.put("max_prepared_transactions", "10");
        settings.put("wal_level", "logical");
        settings.put("max_wal_senders", "4");
        settings.put("max_replication_slots", "4");
        settings.put("ssl", "on");
        settings.putAll(own);
        settings.putAll(options.settings());
        return settings.entrySet().stream()
                .map(entry -> entry.getKey() + " = '" + entry.getValue().replace("'", "''") + "'\n")
                .collect(Collectors.joining());
    }

    static String hba(ServerOptions options) {
        var lines = new ArrayList<>(options.hba());
        int major = options.major();
        for (Role role : Role.values()) {
            String database = role == Role.POSTGRES || role == Role.TRUSTED ? "all,replication " : "all ";
            String client = database + role.user();
            lines.add("local " + client + " " + role.method(major));
            for (String network : List.of("0.0.0.0/0", "::/0")) {
                String where = " " + client + " " + network + " ";
                lines.add(role.connection() + where + role.method(major));
                lines.add("host" + where + "reject");
            }
        }
        // Roles that a test makes itself: a password, by the server's own notion of its kind.
        lines.add("local all all md5");
        lines.add("host all all 0.0.0.0/0 md5");
        lines.add("host all all ::/0 md5");
        return String.join("\n", lines) + "\n";
    }

    /** Statements for the database {@code postgres}; the database itself is the last. */
    static List<String> clusterSql(ServerOptions options) {
        var sql = new ArrayList<String>();
        for (Role role : Role.values()) {
            sql.add("set password_encryption = '" + role.passwordEncryption(options.major()) + "'");
            String create = role == Role.POSTGRES ? "alter role " : "create role ";
            String rights = role == Role.TRUSTED ? " superuser replication" : "";
            sql.add(create + role.user() + " login" + rights + " password '" + role.password() + "'");
        }
        sql.add("create database " + DATABASE);
        return sql;
    }

    /** Statements for the database the tests use. */
    static List<String> databaseSql(ServerOptions options) {
        var sql = new ArrayList<String>();
        // As it was before 15, so that every role can make its tables on every version.
        sql.add("grant all on schema public to public");
        sql.addAll(options.sql());
        return sql;
    }
}
