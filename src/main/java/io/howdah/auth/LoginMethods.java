package io.howdah.auth;

import java.sql.SQLException;

/**
 * The methods that take more than a password; each is made only when the server asks for it. And more than a password may
 * take more time than there is: a server says how often it is to be hashed.
 */
public interface LoginMethods extends Patience {
    /** Kerberos by itself, as AuthenticationGSS wants it. */
    TokenExchange kerberos() throws SQLException;

    /** Kerberos as SPNEGO, as AuthenticationSSPI wants it. */
    TokenExchange negotiate() throws SQLException;

    /** An exchange in which nothing secret is said yet. */
    OAuthBearer oauth() throws SQLException;
}
