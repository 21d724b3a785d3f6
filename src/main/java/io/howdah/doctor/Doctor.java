package io.howdah.doctor;

import io.howdah.api.HowdahConnection;
import io.howdah.config.ConnectionConfig;
import io.howdah.config.Option;
import io.howdah.config.ParsedConfig;
import io.howdah.config.Settings;
import io.howdah.config.UrlParser;
import io.howdah.datasource.Connections;
import java.io.Console;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;

/** The command: {@code java -jar howdah-..-all.jar URL [-c SQL]}. */
public final class Doctor {
    private final PrintStream out;

    Doctor(PrintStream out) {
        this.out = out;
    }

    /** Ends the JVM with a number that says how far it came: see {@code docs/doctor.md}. */
    public static void main(String[] words) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(new Doctor(out).run(words).number);
    }

    ExitCode run(String... words) {
        var arguments = Arguments.of(words);
        if (arguments.isEmpty()) {
            out.println(Arguments.USAGE);
            return ExitCode.NOT_UNDERSTOOD;
        }
        var report = new Report(out);
        ParsedConfig parsed;
        try {
            parsed = settings(arguments.get()).build();
        } catch (SQLException e) {
            report.settingsFailed(e);
            return ExitCode.NOT_UNDERSTOOD;
        }
        report.line("settings", describe(parsed.config()));
        try (Connection connection = Connections.open(parsed, report)) {
            report.connected(connection.unwrap(HowdahConnection.class));
            return arguments.get().query().isPresent()
                    ? query(connection, arguments.get().query().get(), report)
                    : ExitCode.WELL;
        } catch (SQLException e) {
            return report.notConnected(e);
        }
    }

    private static Settings settings(Arguments arguments) throws SQLException {
        Settings settings = UrlParser.read(arguments.url(), null);
        if (arguments.password() == Arguments.PasswordSource.ASKED) {
            Console console = System.console();
            char[] password = console == null ? null : console.readPassword("Password: ");
            if (password != null) {
                settings.put(Option.PASSWORD, new String(password), Settings.Source.CALL);
            }
        }
        return settings;
    }

    private static String describe(ConnectionConfig config) {
        return "user " + config.user() + ", database " + config.database() + ", sslmode="
                + config.tls().mode().value() + ", "
                + config.hosts().stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    private ExitCode query(Connection connection, String sql, Report report) {
        try (Statement statement = connection.createStatement()) {
            boolean rows = statement.execute(sql);
            while (rows || statement.getUpdateCount() >= 0) {
                if (rows) {
                    try (ResultSet result = statement.getResultSet()) {
                        RowTable.print(result, out);
                    }
                } else {
                    out.println(statement.getUpdateCount() + " rows changed");
                }
                rows = statement.getMoreResults();
            }
            return ExitCode.WELL;
        } catch (SQLException e) {
            report.queryFailed(e);
            return ExitCode.QUERY_FAILED;
        }
    }
}
