package io.howdah.doctor;

import io.howdah.api.HowdahConnection;
import io.howdah.config.ConnectionConfig;
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
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The command: {@code java -jar howdah-..-all.jar URL [-c SQL]}. */
public final class Doctor {
    private final PrintStream out;
    private final Supplier<char[]> prompt;

    /** @param prompt asks for a password; gives null where nobody can be asked */
    Doctor(PrintStream out, Supplier<char[]> prompt) {
        this.out = out;
        this.prompt = prompt;
    }

    /** Ends the JVM with a number that says how far it came: see {@code docs/doctor.md}. */
    public static void main(String[] words) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(new Doctor(out, Doctor::askAtTheTerminal).run(words).number);
    }

    private static char[] askAtTheTerminal() {
        Console console = System.console();
        return console == null ? null : console.readPassword("Password: ");
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
            Settings settings = UrlParser.read(arguments.get().url(), null);
            if (arguments.get().password() == Arguments.PasswordSource.ASKED && !askForPassword(settings)) {
                report.nobodyToAsk();
                return ExitCode.NOT_UNDERSTOOD;
            }
            parsed = settings.build();
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

    /** False if there was nobody to ask, or who was asked gave no answer. */
    private boolean askForPassword(Settings settings) throws SQLException {
        char[] password = prompt.get();
        if (password == null) {
            return false;
        }
        try {
            settings.login(null, new String(password));
        } finally {
            Arrays.fill(password, '\0');
        }
        return true;
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
