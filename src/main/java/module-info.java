/** Howdah, a JDBC 4.3 driver for PostgreSQL. */
module io.howdah {
    requires transitive java.sql;
    requires org.slf4j;
    requires com.ongres.scram.client;

    exports io.howdah;
    exports io.howdah.api;
    exports io.howdah.value;

    provides java.sql.Driver with
            io.howdah.Driver;
}
