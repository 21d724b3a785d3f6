package io.howdah.api;

import java.sql.SQLException;
import java.util.Optional;

/**
 * Gives the token for servers that log users in by OAuth (PostgreSQL 18, {@code oauth} in pg_hba.conf).
 *
 * <p>It is given as an object, under the name {@code oauthTokenProvider} in {@code Properties} or to a DataSource; no URL
 * can name a class. It is asked once for each connection that is made to such a server, when the server asks for a
 * token, by the thread that connects; so several threads may ask at once, and a provider that is slow to get a token
 * should remember it. Its time counts to {@code connectTimeout}, which cannot interrupt it.
 */
@FunctionalInterface
public interface OAuthTokenProvider {
    /**
     * An access token for the server: what stands behind {@code Bearer } in HTTP. It is neither logged nor kept.
     *
     * @return not null
     * @throws SQLException or a RuntimeException, if there is none; the connection fails with it as cause
     */
    String token(Request request) throws SQLException;

    /**
     * What the token is for.
     *
     * @param host as in the settings: a name, an address or the directory of a Unix-domain socket
     * @param issuer the property {@code oauth_issuer}; never what a server said
     * @param scope the property {@code oauth_scope}
     */
    record Request(
            String host, int port, String database, String user, Optional<String> issuer, Optional<String> scope) {}
}
