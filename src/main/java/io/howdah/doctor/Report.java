package io.howdah.doctor;

import io.howdah.api.HowdahConnection;
import io.howdah.api.PostgresException;
import io.howdah.config.ConnectionConfig.HostSpec;
import io.howdah.connect.ConnectListener;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says what is heard of connecting, a line for each phase. */
final class Report implements ConnectListener {
    private static final String FORMAT = "%-13s %s%n";

    private final PrintStream out;
    private Phase phase = Phase.RESOLVE;
    private HostSpec place;
    private SQLException told;

    Report(PrintStream out) {
        this.out = out;
    }

    void line(String subject, String text) {
        out.printf(FORMAT, subject, printable(text));
    }

    @Override
    public void begins(Phase next, HostSpec where) {
        if (phase == Phase.CONNECT && next == Phase.ENCRYPT) {
            line(name(phase), place.isUnixSocket() ? place.toString() : endpoint(place));
        }
        phase = next;
        place = where;
    }

    @Override
    public void finds(String what) {
        line(name(phase), what);
    }

    @Override
    public void fails(SQLException why) {
        phase = really(why);
        told = why;
        failed(name(phase), why);
    }

    void settingsFailed(SQLException why) {
        failed("settings", why);
        advise(
                "Every property is in docs/connection-properties.md. A special character in a URL is written as % and two"
                        + " digits, such as %40 for @");
    }

    void nobodyToAsk() {
        line("password", "FAILED, -W asks for it at the terminal, and there is none");
        advise("run it at a terminal, or leave out -W and name a password file: property passfile");
    }

    void connected(HowdahConnection connection) {
        int process = connection.backendPid();
        line(
                name(Phase.START),
                "PostgreSQL " + connection.parameter("server_version") + ", protocol " + connection.protocolVersion()
                        + (process == 0 ? "" : ", process " + process));
    }

    /** All ways failed. Most were told of when they did; a server of the wrong role, say, was not. */
    ExitCode notConnected(SQLException why) {
        if (told == null || why != told && !List.of(why.getSuppressed()).contains(told)) {
            failed(name(phase), why);
        }
        Optional<String> remedy = Remedy.of(phase, told == null ? why : told);
        remedy.ifPresent(this::advise);
        return ExitCode.of(phase);
    }

    void queryFailed(SQLException why) {
        failed("query", why);
    }

    /** A server that has no room or no time for us says so before it asks who we are. */
    private Phase really(SQLException why) {
        String state = why.getSQLState();
        boolean ownTrouble = why instanceof PostgresException && state != null && !state.startsWith("28");
        return phase == Phase.AUTHENTICATE && ownTrouble ? Phase.START : phase;
    }

    private void failed(String subject, SQLException why) {
        line(subject, "FAILED, SQLSTATE " + why.getSQLState());
        why.getMessage().lines().forEach(text -> out.println("  " + printable(text)));
        for (Throwable beside : why.getSuppressed()) {
            if (beside.getMessage() != null && !why.getMessage().contains(beside.getMessage())) {
                beside.getMessage().lines().forEach(text -> out.println("  beside: " + printable(text)));
            }
        }
    }

    private void advise(String what) {
        out.println();
        out.println("What to change: " + what + ".");
    }

    /** What a server says must not steer a terminal. */
    private static String printable(String text) {
        var printable = new StringBuilder();
        text.chars().forEach(c -> printable.append(Character.isISOControl(c) ? '.' : (char) c));
        return printable.toString();
    }

    private static String endpoint(HostSpec place) {
        return place.address().isPresent() && !place.address().get().equals(place.host())
                ? place.address().get() + " port " + place.port()
                : place.toString();
    }

    private static String name(Phase phase) {
        return phase.name().toLowerCase(Locale.ROOT);
    }
}
