package io.howdah.jdbc;

import io.howdah.error.SqlErrors;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.ShardingKey;

/** The calls about sharding, of which a PostgreSQL server knows nothing. */
interface Unsharded extends Connection {
    @Override
    default boolean setShardingKeyIfValid(ShardingKey key, ShardingKey superKey, int timeout) throws SQLException {
        throw refused();
    }

    @Override
    default boolean setShardingKeyIfValid(ShardingKey key, int timeout) throws SQLException {
        throw refused();
    }

    @Override
    default void setShardingKey(ShardingKey key, ShardingKey superKey) throws SQLException {
        throw refused();
    }

    @Override
    default void setShardingKey(ShardingKey key) throws SQLException {
        throw refused();
    }

    private static SQLException refused() {
        return SqlErrors.notSupported("A PostgreSQL server has no shards: choose the server by the connection's URL");
    }
}
