package io.howdah.datasource;

import javax.sql.PooledConnection;
import javax.sql.PooledConnectionBuilder;

/** For one connection of a pool, or several alike. */
final class HowdahPooledConnectionBuilder extends LoginBuilder<PooledConnectionBuilder, PooledConnection>
        implements PooledConnectionBuilder {
    HowdahPooledConnectionBuilder(Opener<PooledConnection> opener) {
        super(opener);
    }

    @Override
    PooledConnectionBuilder self() {
        return this;
    }
}
