/** Howdah, a JDBC 4.3 driver for PostgreSQL. */
// OSGi's own jars are automatic modules. Nobody needs them but an OSGi framework, which does not look at modules.
@SuppressWarnings("requires-automatic")
module io.howdah {
    requires transitive java.sql;
    requires transitive java.naming;
    requires org.slf4j;
    requires com.ongres.scram.client;
    // For Kerberos and OAuth only; what lacks them at run time says so.
    requires static java.security.jgss;
    requires static java.net.http;
    // Events for the flight recorder, where there is one.
    requires static jdk.jfr;
    // For what only some systems have: keepalive times, the peer of a Unix-domain socket.
    requires static jdk.net;
    // For the bundle that it is in an OSGi framework.
    requires static org.osgi.framework;
    requires static org.osgi.service.jdbc;

    exports io.howdah;
    exports io.howdah.api;
    exports io.howdah.datasource;
    exports io.howdah.value;

    uses io.howdah.api.TypeCodec;

    provides java.sql.Driver with
            io.howdah.Driver;
}
