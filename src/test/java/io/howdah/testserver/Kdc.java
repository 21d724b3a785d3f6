package io.howdah.testserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import javax.security.auth.Subject;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.apache.kerby.kerberos.kerb.KrbException;
import org.apache.kerby.kerberos.kerb.server.SimpleKdcServer;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSCredential;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.Oid;

/**
 * A Kerberos key distribution centre in this JVM, with the realm {@code HOWDAH.TEST}, for as long as the JVM lives: the JDK
 * reads where its KDC is only once.
 *
 * <p>It knows {@code alice} and {@code bob}, and servers on {@code localhost} and 127.0.0.1. The JVM's JAAS configuration
 * gets an entry per way to log in.
 */
public final class Kdc {
    /** Whose ticket the JAAS entry {@code alice} finds in a cache. */
    public static final String ALICE = "alice";

    /** Who logs in by name and password, at the JAAS entry {@code by-password}. */
    public static final String BOB = "bob";

    public static final String BY_PASSWORD = "by-password";

    /** A JAAS entry that looks for a ticket where none is. */
    public static final String NOBODY = "nobody";

    private static final String SERVER = "server";
    private static final String REALM = "HOWDAH.TEST";
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static Kdc shared;

    private final SimpleKdcServer server;
    private final Path directory;

    private Kdc() throws IOException, KrbException {
        directory = Files.createTempDirectory("howdah-kdc");
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stops the KDC"));
        server = new SimpleKdcServer();
        server.setKdcRealm(REALM);
        server.setKdcHost("127.0.0.1");
        server.setAllowUdp(false);
        server.setKdcTcpPort(freePort());
        server.setWorkDir(directory.toFile());
        server.init();
        server.start();
        for (String host : List.of("localhost", "127.0.0.1")) {
            server.createPrincipals("postgres/" + host);
            server.exportPrincipal("postgres/" + host, keytab().toFile());
        }
        server.createPrincipal(ALICE, password(ALICE));
        server.createPrincipal(BOB, password(BOB));
        var ticket = server.getKrbClient().requestTgt(ALICE + "@" + REALM, password(ALICE));
        server.getKrbClient().storeTicket(ticket, ticketCache().toFile());
        Configuration.setConfiguration(new Entries());
    }

    public static Kdc shared() {
        LOCK.lock();
        try {
            if (shared == null) {
                shared = new Kdc();
            }
            return shared;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (KrbException e) {
            throw new IllegalStateException("The KDC does not start", e);
        } finally {
            LOCK.unlock();
        }
    }

    /** A PostgreSQL that believes this KDC; roles are named like principals. */
    public ServerOptions server(String... hbaLines) {
        var options = ServerOptions.defaults().setting("krb_server_keyfile", keytab().toString());
        for (String line : hbaLines) {
            options = options.hba(line);
        }
        return options.sql("create role alice login").sql("create role bob login");
    }

    public static String password(String principal) {
        return "secret of " + principal;
    }

    /** The file that holds alice's ticket. */
    public Path ticketCache() {
        return directory.resolve("alice.ccache");
    }

    /** What the JDK's {@code java.security.krb5.conf} names. */
    public Path configuration() {
        return directory.resolve("krb5.conf");
    }

    /** The server's side of a conversation with whoever has a ticket for {@code postgres@127.0.0.1}. */
    public GSSContext acceptor() throws GSSException {
        try {
            var login = new LoginContext(SERVER);
            login.login();
            var manager = GSSManager.getInstance();
            var mechanisms = new Oid[] {new Oid("1.2.840.113554.1.2.2"), new Oid("1.3.6.1.5.5.2")};
            return Subject.doAs(login.getSubject(), (PrivilegedExceptionAction<GSSContext>)
                    () -> manager.createContext(manager.createCredential(
                            null, GSSCredential.INDEFINITE_LIFETIME, mechanisms, GSSCredential.ACCEPT_ONLY)));
        } catch (LoginException | PrivilegedActionException e) {
            throw new IllegalStateException("The server's keys are no use", e);
        }
    }

    private Path keytab() {
        return directory.resolve("postgres.keytab");
    }

    private void stop() {
        try {
            server.stop();
            try (var walk = Files.walk(directory)) {
                for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot clear away " + directory, e);
        } catch (KrbException e) {
            throw new IllegalStateException("The KDC does not stop", e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private final class Entries extends Configuration {
        @Override
        public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
            var options = new HashMap<>(Map.of("doNotPrompt", "true", "useTicketCache", "true"));
            switch (name) {
                case ALICE -> options.put("ticketCache", ticketCache().toString());
                case SERVER -> {
                    options.putAll(Map.of("useTicketCache", "false", "useKeyTab", "true", "storeKey", "true"));
                    options.putAll(Map.of("isInitiator", "false", "principal", "postgres/127.0.0.1@" + REALM));
                    options.put("keyTab", keytab().toString());
                }
                case NOBODY ->
                    options.put("ticketCache", directory.resolve("none").toString());
                case BY_PASSWORD -> {
                    options.put("doNotPrompt", "false");
                    options.put("useTicketCache", "false");
                }
                default -> {
                    return null;
                }
            }
            return new AppConfigurationEntry[] {
                new AppConfigurationEntry(
                        "com.sun.security.auth.module.Krb5LoginModule", LoginModuleControlFlag.REQUIRED, options)
            };
        }
    }
}
