package io.howdah.transport;

import io.howdah.config.ConnectionConfig.KeepAliveProbes;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketOption;
import jdk.net.ExtendedSocketOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When the system probes an idle connection, where system and Java runtime let us say so. */
final class KeepAliveOptions {
    private static final Logger LOG = LoggerFactory.getLogger(KeepAliveOptions.class);

    private KeepAliveOptions() {}

    static void set(Socket socket, KeepAliveProbes probes) throws IOException {
        try {
            set(socket, ExtendedSocketOptions.TCP_KEEPIDLE, probes.idleSeconds());
            set(socket, ExtendedSocketOptions.TCP_KEEPINTERVAL, probes.intervalSeconds());
            set(socket, ExtendedSocketOptions.TCP_KEEPCOUNT, probes.count());
        } catch (UnsupportedOperationException | LinkageError e) {
            LOG.warn(
                    "keepalives_idle, keepalives_interval and keepalives_count are not to be had here: {}",
                    e.toString());
        }
    }

    private static void set(Socket socket, SocketOption<Integer> option, int value) throws IOException {
        if (value > 0) {
            socket.setOption(option, value);
        }
    }
}
