package io.howdah.datasource;

import io.howdah.error.SqlErrors;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.sql.ShardingKey;

/** For one connection, or several alike. Not thread-safe. */
final class HowdahConnectionBuilder implements ConnectionBuilder {
    private final HowdahDataSource dataSource;
    private String user;
    private String password;
    private boolean sharded;

    HowdahConnectionBuilder(HowdahDataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public ConnectionBuilder user(String username) {
        user = username;
        return this;
    }

    @Override
    public ConnectionBuilder password(String newPassword) {
        password = newPassword;
        return this;
    }

    /** Refused by {@link #build()}, unless it is null: this method may not throw. */
    @Override
    public ConnectionBuilder shardingKey(ShardingKey shardingKey) {
        sharded |= shardingKey != null;
        return this;
    }

    /** As {@link #shardingKey}. */
    @Override
    public ConnectionBuilder superShardingKey(ShardingKey superShardingKey) {
        sharded |= superShardingKey != null;
        return this;
    }

    @Override
    public Connection build() throws SQLException {
        if (sharded) {
            throw SqlErrors.notSupported("PostgreSQL has no sharding keys");
        }
        return dataSource.getConnection(user, password);
    }
}
