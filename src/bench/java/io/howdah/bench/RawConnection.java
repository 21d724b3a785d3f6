package io.howdah.bench;

import io.howdah.bench.Place.Link;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A session that decodes nothing: it writes what was encoded beforehand and reads as many bytes as the answer had the
 * first time. No driver can be faster with the same messages.
 */
final class RawConnection implements AutoCloseable {
    private static final int WRITTEN_AT_ONCE = 16 * 1024;
    private static final int LONGEST_SILENCE_MILLIS = 60_000;

    private final Closeable socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[64 * 1024];

    private RawConnection(Closeable socket, InputStream in, OutputStream out) {
        this.socket = socket;
        this.in = in;
        this.out = out;
    }

    /** Connects and logs in, as a role that is asked for nothing. */
    static RawConnection open(Place place, Link link) throws IOException {
        RawConnection opened = link == Link.UNIX ? unix(place) : tcp(place, link);
        opened.out.write(RawFlight.startup(Place.role(link).user(), place.database()));
        opened.readFramed();
        return opened;
    }

    private static RawConnection unix(Place place) throws IOException {
        var channel = SocketChannel.open(UnixDomainSocketAddress.of(place.socket()));
        // Not the streams of java.nio.channels.Channels: they share a lock, so that nobody writes while somebody reads.
        var in = new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return channel.read(ByteBuffer.wrap(bytes, offset, length));
            }
        };
        var out = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                ByteBuffer rest = ByteBuffer.wrap(bytes, offset, length);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
            }
        };
        return new RawConnection(channel, in, out);
    }

    private static RawConnection tcp(Place place, Link link) throws IOException {
        var socket = new Socket(InetAddress.getByName(place.host()), place.port());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(LONGEST_SILENCE_MILLIS);
        if (link != Link.TLS) {
            return new RawConnection(socket, socket.getInputStream(), socket.getOutputStream());
        }
        socket.getOutputStream().write(RawFlight.sslRequest());
        if (socket.getInputStream().read() != 'S') {
            throw new IOException("The server does not do TLS");
        }
        SSLContext context = TrustingTls.newContext();
        var secured = (SSLSocket) context.getSocketFactory().createSocket(socket, place.host(), place.port(), true);
        secured.startHandshake();
        return new RawConnection(secured, secured.getInputStream(), secured.getOutputStream());
    }

    /** @return how many bytes were answered */
    long run(List<RawFlight> flights) throws IOException {
        long sum = 0;
        for (RawFlight flight : flights) {
            sum += run(flight);
        }
        return sum;
    }

    private int run(RawFlight flight) throws IOException {
        if (flight.answerLength == RawFlight.UNKNOWN) {
            learn(flight);
            return flight.answerLength;
        }
        int received = write(flight.encoded());
        while (received < flight.answerLength) {
            received += read(flight.answerLength - received);
        }
        return received;
    }

    /**
     * In pieces, reading what is there in between: a server that cannot get rid of its answers takes no more messages.
     *
     * @return how many bytes were read
     */
    private int write(byte[] bytes) throws IOException {
        if (bytes.length <= WRITTEN_AT_ONCE) {
            out.write(bytes);
            return 0;
        }
        int received = 0;
        for (int at = 0; at < bytes.length; at += WRITTEN_AT_ONCE) {
            out.write(bytes, at, Math.min(WRITTEN_AT_ONCE, bytes.length - at));
            while (in.available() > 0) {
                received += read(buffer.length);
            }
        }
        return received;
    }

    private int read(int most) throws IOException {
        int count = in.read(buffer, 0, Math.min(most, buffer.length));
        if (count < 0) {
            throw new EOFException("The server hung up");
        }
        return count;
    }

    /** The first time: the same messages, the answer read one by one to see where it ends and that it is no error. */
    private void learn(RawFlight flight) throws IOException {
        byte[] bytes = flight.encoded();
        var writer = new Thread(() -> {
            try {
                out.write(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        writer.start();
        flight.answerLength = readFramed();
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads to ReadyForQuery; returns how many bytes there were. */
    private int readFramed() throws IOException {
        int length = 0;
        while (true) {
            byte[] header = in.readNBytes(5);
            if (header.length < 5) {
                throw new EOFException("The server hung up");
            }
            byte[] body = in.readNBytes(ByteBuffer.wrap(header).getInt(1) - 4);
            length += header.length + body.length;
            if (header[0] == 'E') {
                throw new IOException(new String(body, StandardCharsets.UTF_8).replace('\0', ' '));
            }
            if (header[0] == 'Z') {
                return length;
            }
        }
    }

    @Override
    public void close() throws IOException {
        out.write(RawFlight.terminate());
        socket.close();
    }
}
