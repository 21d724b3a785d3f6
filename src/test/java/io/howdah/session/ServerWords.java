package io.howdah.session;

import io.howdah.wire.ByteWriter;
import io.howdah.wire.Field;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Bytes of the messages a server sends, for scripts. */
public final class ServerWords {
    private ServerWords() {}

    /** Several messages that arrive together. */
    public static byte[] together(byte[]... messages) {
        var all = new ByteArrayOutputStream();
        for (byte[] message : messages) {
            all.writeBytes(message);
        }
        return all.toByteArray();
    }

    public static byte[] message(char type, byte[] body) {
        var out = new ByteWriter(64);
        int mark = out.begin(type);
        out.bytes(body);
        out.end(mark);
        return out.toByteArray();
    }

    /** One whose body is what it takes no field to say, such as ParseComplete. */
    public static byte[] message(char type) {
        return message(type, new byte[0]);
    }

    /** A column in text that is no table's. */
    public static Field column(String name, int typeOid) {
        return new Field(name, 0, 0, typeOid, -1, -1, 0);
    }

    public static Field binaryColumn(String name, int typeOid) {
        return new Field(name, 0, 0, typeOid, -1, -1, 1);
    }

    public static byte[] rowDescription(Field... fields) {
        var out = new ByteWriter(256);
        int mark = out.begin('T');
        out.int16(fields.length);
        for (Field field : fields) {
            out.cString(field.name());
            out.int32(field.tableOid());
            out.int16(field.attributeNumber());
            out.int32(field.typeOid());
            out.int16(field.typeSize());
            out.int32(field.typeModifier());
            out.int16(field.format());
        }
        out.end(mark);
        return out.toByteArray();
    }

    /** @param values String, byte[], Integer and Long (binary), or null */
    public static byte[] row(Object... values) {
        var out = new ByteWriter(256);
        int mark = out.begin('D');
        out.int16(values.length);
        for (Object value : values) {
            if (value == null) {
                out.int32(-1);
                continue;
            }
            int valueMark = out.beginValue();
            if (value instanceof byte[] bytes) {
                out.bytes(bytes);
            } else if (value instanceof Integer number) {
                out.int32(number);
            } else if (value instanceof Long number) {
                out.int64(number);
            } else {
                out.utf8((String) value);
            }
            out.endValue(valueMark);
        }
        out.end(mark);
        return out.toByteArray();
    }

    public static byte[] complete(String tag) {
        return message('C', (tag + "\0").getBytes(StandardCharsets.UTF_8));
    }

    /** @param status I, T or E */
    public static byte[] ready(char status) {
        return message('Z', new byte[] {(byte) status});
    }

    public static byte[] parameterDescription(int... oids) {
        var out = new ByteWriter(64);
        int mark = out.begin('t');
        out.int16(oids.length);
        for (int oid : oids) {
            out.int32(oid);
        }
        out.end(mark);
        return out.toByteArray();
    }

    public static byte[] error(String severity, String state, String text) {
        return report('E', severity, state, text);
    }

    public static byte[] notice(String text) {
        return report('N', "NOTICE", "00000", text);
    }

    public static byte[] parameterStatus(String name, String value) {
        return message('S', (name + "\0" + value + "\0").getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] report(char type, String severity, String state, String text) {
        String fields = "S" + severity + "\0V" + severity + "\0C" + state + "\0M" + text + "\0\0";
        return message(type, fields.getBytes(StandardCharsets.UTF_8));
    }
}
