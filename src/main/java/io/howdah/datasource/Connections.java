package io.howdah.datasource;

import io.howdah.api.ConnectionObserver;
import io.howdah.api.ConnectionObserver.Kind;
import io.howdah.api.ConnectionObserver.Server;
import io.howdah.config.ConnectionConfig;
import io.howdah.config.ConnectionConfig.HostSpec;
import io.howdah.config.ObserveSettings;
import io.howdah.config.ParsedConfig;
import io.howdah.connect.ConnectListener;
import io.howdah.connect.Connector;
import io.howdah.connect.HostMemory;
import io.howdah.connect.WatchedPhases;
import io.howdah.jdbc.ConnectionImpl;
import io.howdah.observe.Watch;
import io.howdah.observe.Watched;
import io.howdah.session.ResultFormats;
import io.howdah.session.Session;
import io.howdah.types.TypeRegistry;
import io.howdah.types.codec.BuiltinCodecs;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where the floors are put together. */
public final class Connections {
    private Connections() {}

    /** For {@code Driver}: its argument is of a package that users do not see. */
    @SuppressWarnings("exports")
    public static Connection open(ParsedConfig parsed) throws SQLException {
        return open(parsed, null, null);
    }

    /**
     * As {@link #open(ParsedConfig)}, and says on the way how it goes.
     *
     * @param listener null for none
     */
    @SuppressWarnings("exports")
    public static Connection open(ParsedConfig parsed, ConnectListener listener) throws SQLException {
        return open(parsed, listener, null);
    }

    /** As {@link #open(ParsedConfig)}, for a DataSource, which remembers hosts for itself. */
    static ConnectionImpl open(ParsedConfig parsed, HostMemory memory) throws SQLException {
        return open(parsed, null, memory);
    }

    /** Null for no listener, and for the memory that all share: a class need not be loaded for either. */
    private static ConnectionImpl open(ParsedConfig parsed, ConnectListener listener, HostMemory memory)
            throws SQLException {
        List<String> warnings = new ArrayList<>();
        var warn = new Warner(warnings);
        for (String warning : parsed.warnings()) {
            warn.accept(warning);
        }
        ConnectionConfig config = parsed.config();
        boolean tellsOfUnclosed =
                config.observing().isPresent() && config.observing().get().unclosed();
        if (tellsOfUnclosed) {
            UnclosedConnections.SHARED.closeLost();
        }
        Watch watch = watch(config);
        TypeRegistry types = BuiltinCodecs.newRegistry(Set.of());
        Session session = connect(config, new Formats(types), warn, listener, watch, memory);
        session.watchedBy(watch.of(session.facts().processId()));
        var connection = new ConnectionImpl(config, session, types, warnings);
        if (tellsOfUnclosed) {
            UnclosedConnections.SHARED.watch(connection, session.channel());
        }
        return connection;
    }

    /** Forgets what earlier connections have left for later ones. Those that are open are not touched. */
    public static void forget() {
        Connector.forget();
    }

    private static Session connect(
            ConnectionConfig config,
            Formats formats,
            Warner warn,
            ConnectListener listener,
            Watch watch,
            HostMemory memory)
            throws SQLException {
        Watched watched = watch.begin(Kind.CONNECT, null);
        WatchedPhases phases = listener == null && watch.wantsPhases() ? new WatchedPhases(watch) : null;
        SQLException failure = null;
        try {
            return Connector.connect(config, formats, warn, phases == null ? listener : phases, memory);
        } catch (SQLException e) {
            failure = e;
            throw e;
        } finally {
            if (phases != null) {
                phases.end(failure);
            }
            if (watched != null) {
                watched.ends(failure);
            }
        }
    }

    private static Watch watch(ConnectionConfig config) {
        HostSpec host = config.hosts().get(0);
        var server = new Server(host.host(), host.port(), config.database(), config.user(), 0);
        return new Watch(observer(config), server);
    }

    /** Null if nobody of the program's wants to be told anything. */
    private static ConnectionObserver observer(ConnectionConfig config) {
        if (config.observing().isEmpty()) {
            return null;
        }
        ObserveSettings observing = config.observing().get();
        ConnectionObserver users = observing.observer().orElse(null);
        if (observing.slowStatements().isZero()) {
            return users;
        }
        var slow = new SlowStatements(observing.slowStatements());
        return users == null ? slow : new BothObservers(users, slow);
    }

    // Classes rather than lambdas: the first of those costs a starting program more than all of the rest here.

    private record Warner(List<String> warnings) implements Consumer<String> {
        @Override
        public void accept(String warning) {
            Log.LOG.warn("{}", warning);
            warnings.add(warning);
        }
    }

    private record Formats(TypeRegistry types) implements ResultFormats {
        @Override
        public int formatOf(int oid) {
            return types.resultFormat(oid).code();
        }
    }

    /** A class of its own, so that slf4j starts up only once there is something to say. */
    private static final class Log {
        static final Logger LOG = LoggerFactory.getLogger(Connections.class);
    }
}
