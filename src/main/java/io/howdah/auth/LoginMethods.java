package io.howdah.auth;

import java.sql.SQLException;

/** The methods that take more than a password; each is made only when the server asks for it. */
public interface LoginMethods {
    /** Kerberos by itself, as AuthenticationGSS wants it. */
    TokenExchange kerberos() throws SQLException;

    /** Kerberos as SPNEGO, as AuthenticationSSPI wants it. */
    TokenExchange negotiate() throws SQLException;

    /** An exchange in which nothing secret is said yet. */
    OAuthBearer oauth() throws SQLException;
}
