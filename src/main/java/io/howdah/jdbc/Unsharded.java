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

    private SQLException refused() throws SQLException {
        return isClosed() ? SqlErrors.connectionClosed() : SqlErrors.notSupported("PostgreSQL has no sharding keys");
    }
}
