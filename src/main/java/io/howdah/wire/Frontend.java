package io.howdah.wire;

import java.util.Map;

/**
 * Writes the messages a client sends, one method each.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-message-formats.html">Message Formats</a>
 */
public final class Frontend {
    /** For {@link #execute}: no limit. */
    public static final int ALL_ROWS = 0;

    /** The most parameters a Bind can hold. */
    public static final int MAX_PARAMETERS = 65_535;

    private static final int SSL_REQUEST = 1234 << 16 | 5679;
    private static final int GSS_ENC_REQUEST = 1234 << 16 | 5680;
    private static final int CANCEL_REQUEST = 1234 << 16 | 5678;

    private Frontend() {}

    /** @param version as {@code major << 16 | minor} */
    public static void startup(ByteWriter out, int version, Map<String, String> parameters) {
        int mark = out.size();
        out.int32(0);
        out.int32(version);
        for (var parameter : parameters.entrySet()) {
            out.cString(parameter.getKey());
            out.cString(parameter.getValue());
        }
        out.int8(0);
        out.end(mark);
    }

    public static void sslRequest(ByteWriter out) {
        out.int32(8);
        out.int32(SSL_REQUEST);
    }

    public static void gssEncRequest(ByteWriter out) {
        out.int32(8);
        out.int32(GSS_ENC_REQUEST);
    }

    public static void cancelRequest(ByteWriter out, int processId, byte[] key) {
        out.int32(12 + key.length);
        out.int32(CANCEL_REQUEST);
        out.int32(processId);
        out.bytes(key);
    }

    /** PasswordMessage, GSSResponse, SASLInitialResponse or SASLResponse: the state decides what the body is. */
    public static void authenticationAnswer(ByteWriter out, byte[] body) {
        int mark = out.begin('p');
        out.bytes(body);
        out.end(mark);
    }

    public static void query(ByteWriter out, String sql) {
        int mark = out.begin('Q');
        out.cString(sql);
        out.end(mark);
    }

    /** @param parameterOids 0 leaves the type of a parameter to the server */
    public static void parse(ByteWriter out, String name, String sql, int[] parameterOids) {
        int mark = out.begin('P');
        out.cString(name);
        out.cString(sql);
        out.int16(parameterOids.length);
        for (int oid : parameterOids) {
            out.int32(oid);
        }
        out.end(mark);
    }

    public static void describeStatement(ByteWriter out, String name) {
        named(out, 'D', 'S', name);
    }

    public static void describePortal(ByteWriter out, String name) {
        named(out, 'D', 'P', name);
    }

    public static void closeStatement(ByteWriter out, String name) {
        named(out, 'C', 'S', name);
    }

    public static void closePortal(ByteWriter out, String name) {
        named(out, 'C', 'P', name);
    }

    public static void execute(ByteWriter out, String portal, int maxRows) {
        int mark = out.begin('E');
        out.cString(portal);
        out.int32(maxRows);
        out.end(mark);
    }

    public static void sync(ByteWriter out) {
        out.int8('S');
        out.int32(4);
    }

    public static void flush(ByteWriter out) {
        out.int8('H');
        out.int32(4);
    }

    /** The header of a CopyData whose bytes follow. */
    public static void copyData(byte[] frame, int byteCount) {
        frame[0] = 'd';
        int length = byteCount + 4;
        frame[1] = (byte) (length >> 24);
        frame[2] = (byte) (length >> 16);
        frame[3] = (byte) (length >> 8);
        frame[4] = (byte) length;
    }

    public static void copyDone(ByteWriter out) {
        out.int8('c');
        out.int32(4);
    }

    public static void copyFail(ByteWriter out, String reason) {
        int mark = out.begin('f');
        out.cString(reason);
        out.end(mark);
    }

    public static void terminate(ByteWriter out) {
        out.int8('X');
        out.int32(4);
    }

    private static void named(ByteWriter out, char type, char kind, String name) {
        int mark = out.begin(type);
        out.int8(kind);
        out.cString(name);
        out.end(mark);
    }
}
