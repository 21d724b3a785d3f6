package io.howdah.transport;

import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.CountDownLatch;

/** Addresses of a host name, with an end to the waiting: the system's resolver itself knows no deadline. */
final class HostLookup implements Runnable {
    private final String host;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile InetAddress[] addresses;
    private volatile Throwable failure;

    private HostLookup(String host) {
        this.host = host;
    }

    /** @throws SocketTimeoutException when the deadline passed */
    static InetAddress[] addresses(String host, Deadline deadline) throws UnknownHostException, SocketTimeoutException {
        if (deadline.isNever() || isLiteral(host)) {
            return InetAddress.getAllByName(host);
        }
        var lookup = new HostLookup(host);
        PassingThread.start("howdah-lookup", lookup);
        return lookup.await(deadline);
    }

    /** Whether this is an address itself, IPv4 or IPv6, and no name: nobody has to be asked, and TLS knows no name. */
    static boolean isLiteral(String host) {
        if (host.indexOf(':') >= 0) {
            return true;
        }
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c != '.' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return !host.isEmpty();
    }

    @Override
    public void run() {
        try {
            addresses = InetAddress.getAllByName(host);
        } catch (UnknownHostException | RuntimeException | Error e) {
            failure = e;
        } finally {
            ended.countDown();
        }
    }

    private InetAddress[] await(Deadline deadline) throws UnknownHostException, SocketTimeoutException {
        if (!PassingThread.await(ended, deadline)) {
            throw new SocketTimeoutException("Look-up of " + host + " timed out");
        }
        if (failure != null) {
            var unknown = new UnknownHostException(failure.getMessage());
            unknown.initCause(failure);
            throw unknown;
        }
        return addresses;
    }
}
