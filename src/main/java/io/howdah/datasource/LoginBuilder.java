package io.howdah.datasource;

import io.howdah.error.SqlErrors;
import java.sql.SQLException;
import java.sql.ShardingKey;

/**
 * What JDBC's three builders of connections have in common: whom to log in as. Not thread-safe.
 *
 * @param <B> the builder's own interface
 * @param <C> what it builds
 */
abstract class LoginBuilder<B, C> {
    private final Opener<C> opener;
    private String user;
    private String password;
    private boolean sharded;

    /** @param <C> what it opens */
    @FunctionalInterface
    interface Opener<C> {
        /** Null for what the DataSource says itself. */
        C open(String user, String password) throws SQLException;
    }

    LoginBuilder(Opener<C> opener) {
        this.opener = opener;
    }

    /** This. */
    abstract B self();

    public B user(String username) {
        user = username;
        return self();
    }

    public B password(String newPassword) {
        password = newPassword;
        return self();
    }

    /** Refused by {@link #build()}, unless it is null: this method may not throw. */
    public B shardingKey(ShardingKey shardingKey) {
        sharded |= shardingKey != null;
        return self();
    }

    /** As {@link #shardingKey}. */
    public B superShardingKey(ShardingKey superShardingKey) {
        return shardingKey(superShardingKey);
    }

    public C build() throws SQLException {
        if (sharded) {
            throw SqlErrors.notSupported("PostgreSQL has no sharding keys");
        }
        return opener.open(user, password);
    }
}
