package io.howdah.api;

import java.sql.SQLException;
import java.util.Objects;

/**
 * Gives user and password of each physical connection, for passwords that change: tokens of a cloud, a vault.
 *
 * <p>It is given as an object, under the name {@code credentialsProvider} in {@code Properties} or to a DataSource; no URL
 * can name a class. It is asked once for each server that is tried, before the connection is opened, by the thread that
 * connects, so several threads may ask at once. Its time counts to {@code connectTimeout}, which cannot interrupt it.
 */
@FunctionalInterface
public interface CredentialsProvider {
    /**
     * What to log in with.
     *
     * @return not null
     * @throws SQLException or a RuntimeException, if there is nothing to be had; the connection fails with it as cause
     */
    Login login(Server server) throws SQLException;

    /**
     * The server to be connected to.
     *
     * @param host as in the settings: a name, an address or the directory of a Unix-domain socket
     * @param user as in the settings
     */
    record Server(String host, int port, String database, String user) {}

    /** A user and the password that proves it. No text form shows the password. */
    final class Login {
        private final String user;
        private final String password;

        private Login(String user, String password) {
            this.user = user;
            this.password = password;
        }

        /** @param password not null; empty for none */
        public static Login of(String user, String password) {
            return new Login(Objects.requireNonNull(user, "user"), Objects.requireNonNull(password, "password"));
        }

        public String user() {
            return user;
        }

        public String password() {
            return password;
        }

        @Override
        public String toString() {
            return user;
        }
    }
}
