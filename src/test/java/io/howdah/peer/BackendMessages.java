package io.howdah.peer;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Messages a server sends, as bytes; for static import by scripts.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-message-formats.html">Message Formats</a>
 */
public final class BackendMessages {
    private BackendMessages() {}

    public static byte[] authenticationOk() {
        return authentication(0);
    }

    public static byte[] authenticationCleartextPassword() {
        return authentication(3);
    }

    /** @param salt four bytes */
    public static byte[] authenticationMd5Password(byte[] salt) {
        return authentication(5, salt);
    }

    /** Offers SASL mechanisms. */
    public static byte[] authenticationSasl(String... mechanisms) {
        return message('R', out -> {
            out.writeInt(10);
            for (String mechanism : mechanisms) {
                cString(out, mechanism);
            }
            out.writeByte(0);
        });
    }

    public static byte[] authenticationSaslContinue(String data) {
        return authentication(11, data.getBytes(StandardCharsets.UTF_8));
    }

    public static byte[] authenticationSaslFinal(String data) {
        return authentication(12, data.getBytes(StandardCharsets.UTF_8));
    }

    /** Any method, with whatever follows its code. */
    public static byte[] authentication(int code, byte... data) {
        return message('R', out -> {
            out.writeInt(code);
            out.write(data);
        });
    }

    public static byte[] parameterStatus(String name, String value) {
        return message('S', out -> {
            cString(out, name);
            cString(out, value);
        });
    }

    /** @param key four bytes up to protocol 3.0, 4 to 256 from 3.2 on */
    public static byte[] backendKeyData(int processId, byte... key) {
        return message('K', out -> {
            out.writeInt(processId);
            out.write(key);
        });
    }

    /** @param status {@code I} idle, {@code T} in a transaction, {@code E} in a failed one */
    public static byte[] readyForQuery(char status) {
        return message('Z', out -> out.writeByte(status));
    }

    /** @param newestMinor as {@code major << 16 | minor} */
    public static byte[] negotiateProtocolVersion(int newestMinor, String... unknownOptions) {
        return message('v', out -> {
            out.writeInt(newestMinor);
            out.writeInt(unknownOptions.length);
            for (String option : unknownOptions) {
                cString(out, option);
            }
        });
    }

    public static byte[] parseComplete() {
        return message('1', out -> {});
    }

    public static byte[] bindComplete() {
        return message('2', out -> {});
    }

    public static byte[] closeComplete() {
        return message('3', out -> {});
    }

    public static byte[] noData() {
        return message('n', out -> {});
    }

    public static byte[] portalSuspended() {
        return message('s', out -> {});
    }

    public static byte[] emptyQueryResponse() {
        return message('I', out -> {});
    }

    public static byte[] parameterDescription(int... typeOids) {
        return message('t', out -> {
            out.writeShort(typeOids.length);
            for (int oid : typeOids) {
                out.writeInt(oid);
            }
        });
    }

    /** A column of no table. */
    public record Column(String name, int typeOid, int typeSize, int typeModifier, int format) {
        /** In text format. */
        public static Column text(String name, int typeOid) {
            return new Column(name, typeOid, -1, -1, 0);
        }

        public static Column binary(String name, int typeOid) {
            return new Column(name, typeOid, -1, -1, 1);
        }
    }

    public static byte[] rowDescription(Column... columns) {
        return message('T', out -> {
            out.writeShort(columns.length);
            for (Column column : columns) {
                cString(out, column.name());
                out.writeInt(0);
                out.writeShort(0);
                out.writeInt(column.typeOid());
                out.writeShort(column.typeSize());
                out.writeInt(column.typeModifier());
                out.writeShort(column.format());
            }
        });
    }

    /** A row of values in text format; null is NULL. */
    public static byte[] dataRow(String... values) {
        return dataRow(Arrays.stream(values)
                .map(value -> value == null ? null : value.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new));
    }

    public static byte[] dataRow(byte[][] values) {
        return message('D', out -> {
            out.writeShort(values.length);
            for (byte[] value : values) {
                out.writeInt(value == null ? -1 : value.length);
                out.write(value == null ? new byte[0] : value);
            }
        });
    }

    public static byte[] commandComplete(String tag) {
        return message('C', out -> cString(out, tag));
    }

    public static byte[] errorResponse(String severity, String sqlState, String text) {
        return fields('E', "S" + severity, "V" + severity, "C" + sqlState, "M" + text);
    }

    public static byte[] noticeResponse(String severity, String sqlState, String text) {
        return fields('N', "S" + severity, "V" + severity, "C" + sqlState, "M" + text);
    }

    /**
     * An ErrorResponse ({@code E}) or NoticeResponse ({@code N}).
     *
     * @param fields each a field's letter and its value, such as {@code Rexec_stmt}
     */
    public static byte[] fields(char type, String... fields) {
        return message(type, out -> {
            for (String field : fields) {
                cString(out, field);
            }
            out.writeByte(0);
        });
    }

    public static byte[] notificationResponse(int processId, String channel, String payload) {
        return message('A', out -> {
            out.writeInt(processId);
            cString(out, channel);
            cString(out, payload);
        });
    }

    /** @param columnFormats one for each column, 0 text, 1 binary */
    public static byte[] copyInResponse(int format, int... columnFormats) {
        return copyResponse('G', format, columnFormats);
    }

    public static byte[] copyOutResponse(int format, int... columnFormats) {
        return copyResponse('H', format, columnFormats);
    }

    public static byte[] copyBothResponse(int format, int... columnFormats) {
        return copyResponse('W', format, columnFormats);
    }

    private static byte[] copyResponse(char type, int format, int... columnFormats) {
        return message(type, out -> {
            out.writeByte(format);
            out.writeShort(columnFormats.length);
            for (int columnFormat : columnFormats) {
                out.writeShort(columnFormat);
            }
        });
    }

    public static byte[] copyData(byte[] data) {
        return message('d', out -> out.write(data));
    }

    public static byte[] copyDone() {
        return message('c', out -> {});
    }

    /** Type, length and body of any message, right or wrong. */
    public static byte[] message(char type, byte[] body) {
        return message(type, out -> out.write(body));
    }

    /** A message that claims another length than it has. */
    public static byte[] messageClaiming(int length, char type, byte[] body) {
        byte[] message = message(type, body);
        for (int i = 0; i < 4; i++) {
            message[1 + i] = (byte) (length >>> 24 - 8 * i);
        }
        return message;
    }

    private interface Body {
        void writeTo(DataOutputStream out) throws IOException;
    }

    private static byte[] message(char type, Body body) {
        try {
            var bytes = new ByteArrayOutputStream();
            body.writeTo(new DataOutputStream(bytes));
            var message = new ByteArrayOutputStream();
            var out = new DataOutputStream(message);
            out.writeByte(type);
            out.writeInt(4 + bytes.size());
            bytes.writeTo(out);
            return message.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("a ByteArrayOutputStream does not fail", e);
        }
    }

    private static void cString(DataOutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.writeByte(0);
    }
}
