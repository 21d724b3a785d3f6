package io.howdah.transport;

import io.howdah.auth.Certificates;
import io.howdah.config.ConnectionConfig.HostSpec;
import io.howdah.config.ConnectionConfig.SocketSettings;
import io.howdah.config.SslMode;
import io.howdah.config.TlsSettings;
import io.howdah.tls.TlsContext;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A transport and the other end of it, in this process. */
record Pipe(Transport client, Peer peer) implements Closeable {
    static final SocketSettings SOCKET = new SocketSettings(true, true, -1, -1, Optional.empty());
    static final X509Certificate CERTIFICATE;
    private static final SSLContext SERVER_CONTEXT;

    static {
        try {
            KeyPair keys = Certificates.keys("RSA");
            CERTIFICATE = Certificates.signed(keys, "SHA256withRSA");
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", keys.getPrivate(), new char[0], new Certificate[] {CERTIFICATE});
            var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, new char[0]);
            SERVER_CONTEXT = SSLContext.getInstance("TLS");
            SERVER_CONTEXT.init(managers.getKeyManagers(), null, null);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The kinds of transport there are: each must keep the same promises. */
    enum Kind {
        TCP {
            @Override
            Pipe open() throws Exception {
                return tcp();
            }
        },
        TLS {
            @Override
            Pipe open() throws Exception {
                var sockets = tcp();
                var server = serverTls(((StreamPeer) sockets.peer).socket());
                var handshake = CompletableFuture.runAsync(() -> unchecked(server::startHandshake));
                var client = Tls.upgrade(sockets.client, new HostSpec("localhost", 1), Pipe.context(), soon());
                handshake.join();
                return new Pipe(client, new StreamPeer(server));
            }
        },
        UNIX {
            @Override
            Pipe open() throws Exception {
                Path directory = Files.createTempDirectory("howdah");
                var host = new HostSpec(directory.toString(), 43000);
                Path path = Path.of(host.socketPath());
                try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                    server.bind(UnixDomainSocketAddress.of(path));
                    var client = Dialer.connect(host, SOCKET, soon());
                    return new Pipe(client, new ChannelPeer(server.accept()));
                } finally {
                    Files.deleteIfExists(path);
                    Files.delete(directory);
                }
            }
        };

        abstract Pipe open() throws Exception;
    }

    static Pipe tcp() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var host = new HostSpec("127.0.0.1", server.getLocalPort());
            var client = Dialer.connect(host, SOCKET, soon());
            return new Pipe(client, new StreamPeer(server.accept()));
        }
    }

    /** Encrypts and verifies nobody. */
    static TlsContext context() throws SQLException {
        return TlsContext.of(TlsSettings.of(SslMode.REQUIRE));
    }

    static SSLSocket serverTls(Socket accepted) throws IOException {
        var socket = (SSLSocket) SERVER_CONTEXT.getSocketFactory().createSocket(accepted, null, 1, true);
        socket.setUseClientMode(false);
        return socket;
    }

    /** A limit that only a test that fails reaches. */
    static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(20));
    }

    @Override
    public void close() throws IOException {
        client.close();
        peer.close();
    }

    /** Something to do in another thread. */
    interface IoTask {
        void run() throws IOException;
    }

    static void unchecked(IoTask task) {
        try {
            task.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server's end; every call blocks until it is done. */
    interface Peer extends Closeable {
        void write(byte[] bytes) throws IOException;

        byte[] read(int count) throws IOException;
    }

    record StreamPeer(Socket socket) implements Peer {
        @Override
        public void write(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
        }

        @Override
        public byte[] read(int count) throws IOException {
            return socket.getInputStream().readNBytes(count);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    record ChannelPeer(SocketChannel channel) implements Peer {
        @Override
        public void write(byte[] bytes) throws IOException {
            channel.write(ByteBuffer.wrap(bytes));
        }

        @Override
        public byte[] read(int count) throws IOException {
            var buffer = ByteBuffer.allocate(count);
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                // goes on until all is there or the end
            }
            return buffer.array();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
