package io.howdah.config;

import io.howdah.config.ConnectionConfig.HostSpec;
import io.howdah.error.SqlErrors;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Hosts and ports, two lists side by side as in libpq. Messages count from 1 and never quote, see {@link UrlParser}. */
final class HostList {
    static final int DEFAULT_PORT = 5432;
    private static final String DEFAULT_HOST = "localhost";

    private HostList() {}

    /**
     * @param hosts separated by commas; an empty one is localhost; IPv6 addresses with or without brackets
     * @param ports as many as hosts, or one for all; an empty one is 5432
     */
    static List<HostSpec> parse(String hosts, String ports) throws SQLException {
        return parse(hosts, "", ports);
    }

    /** @param addresses numeric, as many as hosts if there are any; an empty one is for its host to find */
    static List<HostSpec> parse(String hosts, String addresses, String ports) throws SQLException {
        String[] addressItems = addresses.split(",", -1);
        // Without hosts the addresses are the hosts.
        String[] hostItems = (hosts.isEmpty() ? addresses : hosts).split(",", -1);
        String[] portItems = ports.split(",", -1);
        if (!addresses.isEmpty() && addressItems.length != hostItems.length) {
            throw SqlErrors.badConfiguration(hostItems.length + (hostItems.length == 1 ? " host" : " hosts") + " and "
                    + addressItems.length + " addresses (hostaddr) are given: give one address for each host");
        }
        if (portItems.length != 1 && portItems.length != hostItems.length) {
            throw SqlErrors.badConfiguration(hostItems.length + (hostItems.length == 1 ? " host" : " hosts") + " and "
                    + portItems.length + " ports are given: give one port for all, or one for each");
        }
        var specs = new ArrayList<HostSpec>();
        for (int i = 0; i < hostItems.length; i++) {
            String host = host(hostItems[i].strip(), i + 1);
            int port = port(portItems[portItems.length == 1 ? 0 : i], i + 1);
            String address = addresses.isEmpty() ? "" : addressItems[i].strip();
            specs.add(new HostSpec(
                    host, address.isEmpty() ? Optional.empty() : Optional.of(numeric(address, i + 1)), port));
        }
        return specs;
    }

    private static String numeric(String written, int number) throws SQLException {
        boolean bracketed = written.startsWith("[") && written.endsWith("]");
        String address = bracketed ? written.substring(1, written.length() - 1) : written;
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            boolean v6 = address.indexOf(':') >= 0;
            if (c != '.' && (c < '0' || c > '9') && !(v6 && (standsInHost("" + c) && c < 0x80))) {
                throw SqlErrors.badConfiguration("Address " + number + " (hostaddr) is not a numeric address");
            }
        }
        return address;
    }

    private static String host(String written, int number) throws SQLException {
        if (written.isEmpty()) {
            return DEFAULT_HOST;
        }
        if (written.startsWith("/")) {
            return written;
        }
        if (written.startsWith("@")) {
            throw bad(number, "is an abstract Unix socket, which Java cannot open. Use a socket in a directory");
        }
        boolean bracketed = written.startsWith("[") && written.endsWith("]");
        String host = bracketed ? written.substring(1, written.length() - 1) : written;
        boolean address = host.indexOf(':') >= 0;
        if (host.isEmpty() || !standsInHost(host)) {
            throw bad(number, "is not the name or address of a host");
        }
        // Two colons at least in any IPv6 address.
        if (address && host.indexOf(':') == host.lastIndexOf(':')) {
            throw bad(number, "holds a colon: a port goes into the property PGPORT");
        }
        return host;
    }

    /** Letters of any script; of the marks only those of names, addresses and zones. Others are slips elsewhere. */
    private static boolean standsInHost(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean stands =
                    c < 0x80 ? Character.isLetterOrDigit(c) || "._-~:%".indexOf(c) >= 0 : !Character.isWhitespace(c);
            if (!stands) {
                return false;
            }
        }
        return true;
    }

    private static int port(String written, int number) throws SQLException {
        String text = written.strip();
        if (text.isEmpty()) {
            return DEFAULT_PORT;
        }
        int port = number(text);
        if (port < 1 || port > 65535) {
            throw SqlErrors.badConfiguration("The port of host " + number + " is not a number from 1 to 65535");
        }
        return port;
    }

    /** 0 for what is no number of at most nine digits. */
    private static int number(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9' || i == 9) {
                return 0;
            }
        }
        return Integer.parseInt(text);
    }

    private static SQLException bad(int number, String why) {
        return SqlErrors.badConfiguration("Host " + number + " " + why);
    }
}
