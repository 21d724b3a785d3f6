package io.howdah.doctor;

import io.howdah.connect.ConnectListener.Phase;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;

/** What helps against a failure, by the phase it came in and its SQLSTATE. */
final class Remedy {
    private Remedy() {}

    /** A sentence without its stop; empty where the error's own message says all there is. */
    static Optional<String> of(Phase phase, SQLException why) {
        return switch (phase) {
            case RESOLVE ->
                Optional.of("look for a slip in the host's name, and ask this machine for it (getent hosts NAME). An"
                        + " address in its place shows whether only the name is the trouble");
            case CONNECT -> Optional.of(connect(why));
            case ENCRYPT ->
                Optional.of(
                        "where the server has no TLS, set ssl=on with a certificate in its postgresql.conf, or, on a"
                                + " network that you trust, sslmode=prefer here. Where its certificate is not accepted, give the"
                                + " one it was signed with (property sslrootcert) and use a host name that is in it");
            case AUTHENTICATE -> authenticate(why);
            case START -> start(why);
        };
    }

    private static String connect(SQLException why) {
        return why instanceof SQLTransientConnectionException
                ? "nothing came back at all, so a firewall may swallow the packets, or the address is of a machine that is"
                        + " off: look at both, and at the port"
                : "nobody listens there: see that the server runs, that the port is its own (SHOW port), and that"
                        + " listen_addresses in postgresql.conf lets it listen on this address";
    }

    private static Optional<String> authenticate(SQLException why) {
        return switch (state(why)) {
            case "28P01" ->
                Optional.of(
                        "give the role's password (-W asks for it; see also the property passfile), or set it anew:"
                                + " \\password in psql. A role without one, or one past VALID UNTIL, is refused in the same words");
            case "28000" ->
                Optional.of(
                        "the server's pg_hba.conf decides (SHOW hba_file): it has no line for this user, database and"
                                + " address, or one that rejects it or wants something else of us; the role may also not exist, or"
                                + " not be allowed to log in");
            default -> Optional.empty();
        };
    }

    private static Optional<String> start(SQLException why) {
        return switch (state(why)) {
            case "3D000" ->
                Optional.of(
                        "name a database that is there (SELECT datname FROM pg_database), or create it. Without one in"
                                + " the URL it is that of the user's name");
            case "53300" ->
                Optional.of(
                        "close connections that nobody uses (pg_stat_activity lists them), make pools smaller, put a"
                                + " pooler in front, or raise max_connections, or the limit of the role or database");
            case "57P03" -> Optional.of("wait: the server is starting, stopping or recovering, and its log says which");
            case "42501" -> Optional.of("the role lacks the right: GRANT CONNECT ON DATABASE .. TO ..");
            case "22023", "42704" ->
                Optional.of("one of the settings sent at startup is not to the server's liking: ApplicationName,"
                        + " currentSchema, timeZone, options, param.*");
            default -> Optional.empty();
        };
    }

    private static String state(SQLException why) {
        return why.getSQLState() == null ? "" : why.getSQLState();
    }
}
