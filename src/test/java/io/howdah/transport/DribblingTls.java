package io.howdah.transport;

import io.howdah.config.ConnectionConfig.HostSpec;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLSocket;

/** A TLS connection through a relay that can pass on the server's bytes one by one. */
final class DribblingTls implements Closeable {
    private final Transport client;
    private final SSLSocket server;
    private final Relay relay;

    private DribblingTls(Transport client, SSLSocket server, Relay relay) {
        this.client = client;
        this.server = server;
        this.relay = relay;
    }

    static DribblingTls open() throws Exception {
        try (var serverSide = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var clientSide = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var host = new HostSpec("127.0.0.1", clientSide.getLocalPort());
            var plain = Dialer.connect(host, Pipe.SOCKET, Pipe.soon());
            var relay = new Relay(
                    clientSide.accept(), new Socket(InetAddress.getLoopbackAddress(), serverSide.getLocalPort()));
            var server = Pipe.serverTls(serverSide.accept());
            relay.start();
            var handshake = CompletableFuture.runAsync(() -> Pipe.unchecked(server::startHandshake));
            var client = Tls.upgrade(plain, host, Pipe.context(), Pipe.soon());
            handshake.join();
            return new DribblingTls(client, server, relay);
        }
    }

    Transport client() {
        return client;
    }

    SSLSocket server() {
        return server;
    }

    /** From now on, a pause after each byte to the client. */
    void dribble(Duration pause) {
        relay.pauseNanos = pause.toNanos();
    }

    @Override
    public void close() throws IOException {
        client.close();
        relay.toClient.close();
        relay.toServer.close();
    }

    private static final class Relay {
        private final Socket toClient;
        private final Socket toServer;
        private volatile long pauseNanos;

        Relay(Socket toClient, Socket toServer) {
            this.toClient = toClient;
            this.toServer = toServer;
        }

        void start() {
            run(() -> toClient.getInputStream().transferTo(toServer.getOutputStream()));
            run(this::dribbleToClient);
        }

        private void dribbleToClient() throws IOException {
            toClient.setTcpNoDelay(true);
            byte[] buffer = new byte[8192];
            int count;
            while ((count = toServer.getInputStream().read(buffer)) > 0) {
                if (pauseNanos == 0) {
                    toClient.getOutputStream().write(buffer, 0, count);
                    continue;
                }
                for (int i = 0; i < count; i++) {
                    toClient.getOutputStream().write(buffer[i]);
                    LockSupport.parkNanos(pauseNanos);
                }
            }
        }

        private static void run(Pipe.IoTask task) {
            var thread = new Thread(() -> {
                try {
                    task.run();
                } catch (IOException e) {
                    // The test closed the sockets: nothing is left to relay.
                }
            });
            thread.setDaemon(true);
            thread.start();
        }
    }
}
