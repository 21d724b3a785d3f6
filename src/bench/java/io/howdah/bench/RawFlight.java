package io.howdah.bench;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Messages of a client up to a Sync, encoded beforehand. Values and results are binary. */
final class RawFlight {
    static final int UNKNOWN = -1;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private byte[] encoded;

    /** How long the answer is; the first one tells. */
    int answerLength = UNKNOWN;

    @FunctionalInterface
    private interface Content {
        void writeTo(DataOutputStream out) throws IOException;
    }

    static byte[] startup(String user, String database) {
        return untyped(out -> {
            out.writeInt(3 << 16);
            for (String text : new String[] {"user", user, "database", database, "client_encoding", "UTF8"}) {
                string(out, text);
            }
            out.writeByte(0);
        });
    }

    static byte[] sslRequest() {
        return untyped(out -> out.writeInt(80877103));
    }

    static byte[] int4(int value) {
        return written(out -> out.writeInt(value));
    }

    RawFlight parse(String name, String sql) {
        return message('P', out -> {
            string(out, name);
            string(out, sql);
            out.writeShort(0);
        });
    }

    RawFlight bind(String portal, String statement, byte[]... values) {
        return message('B', out -> {
            string(out, portal);
            string(out, statement);
            out.writeShort(1);
            out.writeShort(1);
            out.writeShort(values.length);
            for (byte[] value : values) {
                out.writeInt(value.length);
                out.write(value);
            }
            out.writeShort(1);
            out.writeShort(1);
        });
    }

    RawFlight execute(String portal, int rows) {
        return message('E', out -> {
            string(out, portal);
            out.writeInt(rows);
        });
    }

    /** Binds the unnamed portal and runs it to its end. */
    RawFlight run(String statement, byte[]... values) {
        return bind("", statement, values).execute("", 0);
    }

    RawFlight sync() {
        message('S', out -> {});
        encoded = bytes.toByteArray();
        return this;
    }

    static byte[] terminate() {
        return new byte[] {'X', 0, 0, 0, 4};
    }

    byte[] encoded() {
        return encoded;
    }

    private RawFlight message(char type, Content content) {
        bytes.write(type);
        bytes.writeBytes(untyped(content));
        return this;
    }

    private static byte[] untyped(Content content) {
        byte[] body = written(content);
        return written(out -> {
            out.writeInt(body.length + 4);
            out.write(body);
        });
    }

    private static byte[] written(Content content) {
        try {
            var bytes = new ByteArrayOutputStream();
            content.writeTo(new DataOutputStream(bytes));
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void string(DataOutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.writeByte(0);
    }
}
