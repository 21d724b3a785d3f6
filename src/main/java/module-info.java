/** Howdah, a JDBC 4.3 driver for PostgreSQL. */
module io.howdah {
    requires transitive java.sql;
    requires org.slf4j;
    requires com.ongres.scram.client;
    // For Kerberos and OAuth only; what lacks them at run time says so.
    requires static java.security.jgss;
    requires static java.net.http;

    exports io.howdah;
    exports io.howdah.api;

    provides java.sql.Driver with
            io.howdah.Driver;
}
