package io.howdah.auth;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether there is a Kerberos ticket cache, told by the look of files and without loading any of Kerberos. That there is
 * one does not mean that a ticket in it will do.
 */
public final class TicketCache {
    private static final String FILE = "FILE:";

    private TicketCache() {}

    /** True where Kerberos is set up on this machine, and the file is there that {@code KRB5CCNAME} names, or the usual one. */
    public static boolean isAtHand() {
        boolean kerberosIsSetUp = System.getProperty("java.security.krb5.conf") != null
                || System.getProperty("java.security.krb5.realm") != null
                || new File("/etc/krb5.conf").exists();
        // Asked in this order, since the first question needs no class that is not loaded anyway.
        return kerberosIsSetUp && fileExists();
    }

    private static boolean fileExists() {
        String named = System.getenv("KRB5CCNAME");
        return named == null || named.isEmpty() ? usualFileExists() : isFile(named);
    }

    /** Other kinds of caches (KEYRING:, DIR:, KCM:) are none that Java could read. */
    private static boolean isFile(String named) {
        return new File(named.startsWith(FILE) ? named.substring(FILE.length()) : named).isFile();
    }

    private static boolean usualFileExists() {
        try {
            Object uid = Files.getAttribute(Path.of(System.getProperty("user.home", "/")), "unix:uid");
            return new File("/tmp/krb5cc_" + uid).isFile();
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            // Not a Unix, or nobody's home: then gssEncMode has to be said.
            return false;
        }
    }
}
