package io.howdah.peer;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Says bytes to a server as a client would; only for the tests of the peers. */
final class RawClient implements AutoCloseable {
    private final Socket socket;
    private final DataInputStream in;

    RawClient(String host, int port) throws IOException {
        socket = new Socket(host, port);
        socket.setSoTimeout(20_000);
        in = new DataInputStream(socket.getInputStream());
    }

    RawClient send(byte[]... messages) throws IOException {
        var all = new ByteArrayOutputStream();
        for (byte[] message : messages) {
            all.write(message);
        }
        all.writeTo(socket.getOutputStream());
        return this;
    }

    /** Reads until a message of this type has come; returns the types read. */
    String readTo(char type) throws IOException {
        var types = new StringBuilder();
        do {
            types.append((char) in.readByte());
            in.readNBytes(in.readInt() - 4);
        } while (types.charAt(types.length() - 1) != type);
        return types.toString();
    }

    /** One byte, or -1 at the end. */
    int read() throws IOException {
        return in.read();
    }

    static byte[] startup(String user, String database) {
        return untyped(3 << 16, "user\0" + user + "\0database\0" + database + "\0\0");
    }

    static byte[] sslRequest() {
        return untyped(Message.SSL_REQUEST, "");
    }

    static byte[] query(String sql) {
        return message('Q', sql + "\0");
    }

    static byte[] message(char type, String body) {
        return BackendMessages.message(type, body.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] untyped(int code, String rest) {
        try {
            var bytes = new ByteArrayOutputStream();
            var out = new DataOutputStream(bytes);
            out.writeInt(8 + rest.length());
            out.writeInt(code);
            out.writeBytes(rest);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new AssertionError("a ByteArrayOutputStream does not fail", e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
