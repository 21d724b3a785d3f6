package io.howdah.datasource;

import io.howdah.config.ParsedConfig;
import io.howdah.connect.Connector;
import io.howdah.jdbc.ConnectionImpl;
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
        List<String> warnings = new ArrayList<>();
        Consumer<String> warn = warning -> {
            Log.LOG.warn("{}", warning);
            warnings.add(warning);
        };
        for (String warning : parsed.warnings()) {
            warn.accept(warning);
        }
        TypeRegistry types = BuiltinCodecs.newRegistry(Set.of());
        Session session = Connector.connect(
                parsed.config(), oid -> types.resultFormat(oid).code(), warn);
        return new ConnectionImpl(parsed.config(), session, types, warnings);
    }

    /** A class of its own, so that slf4j starts up only once there is something to say. */
    private static final class Log {
        static final Logger LOG = LoggerFactory.getLogger(Connections.class);
    }
}
