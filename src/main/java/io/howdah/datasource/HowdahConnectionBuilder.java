package io.howdah.datasource;

import java.sql.Connection;
import java.sql.ConnectionBuilder;

/** For one connection, or several alike. */
final class HowdahConnectionBuilder extends LoginBuilder<ConnectionBuilder, Connection> implements ConnectionBuilder {
    HowdahConnectionBuilder(Opener<Connection> opener) {
        super(opener);
    }

    @Override
    ConnectionBuilder self() {
        return this;
    }
}
