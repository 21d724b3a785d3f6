package io.howdah.datasource;

import io.howdah.config.ParsedConfig;
import io.howdah.connect.ConnectListener;
import io.howdah.connect.Connector;
import io.howdah.jdbc.ConnectionImpl;
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

    /** For {@code Driver} and the DataSources: its argument is of a package that users do not see. */
    @SuppressWarnings("exports")
    public static Connection open(ParsedConfig parsed) throws SQLException {
        return open(parsed, null);
    }

    /**
     * As {@link #open(ParsedConfig)}, and says on the way how it goes.
     *
     * @param listener null for none
     */
    @SuppressWarnings("exports")
    public static Connection open(ParsedConfig parsed, ConnectListener listener) throws SQLException {
        return openPhysical(parsed, listener);
    }

    /** As {@link #open(ParsedConfig)}, for those who lend it. */
    static ConnectionImpl openPhysical(ParsedConfig parsed) throws SQLException {
        return openPhysical(parsed, null);
    }

    private static ConnectionImpl openPhysical(ParsedConfig parsed, ConnectListener listener) throws SQLException {
        List<String> warnings = new ArrayList<>();
        var warn = new Warner(warnings);
        for (String warning : parsed.warnings()) {
            warn.accept(warning);
        }
        TypeRegistry types = BuiltinCodecs.newRegistry(Set.of());
        Session session = Connector.connect(parsed.config(), new Formats(types), warn, listener);
        return new ConnectionImpl(parsed.config(), session, types, warnings);
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
