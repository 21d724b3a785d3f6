package io.howdah.types.codec;

import io.howdah.error.SqlErrors;
import io.howdah.types.Cell;
import io.howdah.types.Codec;
import io.howdah.types.CodecContext;
import io.howdah.types.PgType;
import io.howdah.wire.ByteWriter;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code hstore}: a count of pairs, of which each half has its length before it, that of a null being -1. It is a Map of
 * Strings, whose values, and not its keys, may be null; a Map that was read is the caller's own.
 *
 * @see <a href="https://www.postgresql.org/docs/current/hstore.html">hstore</a>
 */
@SuppressWarnings("rawtypes") // The class of a Map of Strings cannot be said otherwise.
final class HstoreCodec implements Codec<Map> {
    private static final int NULL = -1;

    private final PgType type;

    HstoreCodec(PgType type) {
        this.type = type;
    }

    @Override
    public PgType type() {
        return type;
    }

    @Override
    public Class<Map> javaType() {
        return Map.class;
    }

    @Override
    public Map<String, String> decode(Cell cell) throws SQLException {
        if (cell.isBinary()) {
            return fromBinary(cell);
        }
        try {
            return new HstoreText(cell.text()).parse();
        } catch (IllegalArgumentException e) {
            throw SqlErrors.malformedValue(type.name(), e.getMessage());
        }
    }

    private Map<String, String> fromBinary(Cell cell) throws SQLException {
        Map<String, String> pairs = new LinkedHashMap<>();
        int count = cell.int32(0);
        int at = 4;
        for (int i = 0; i < count; i++) {
            int keyLength = length(cell, at);
            if (keyLength == NULL) {
                throw SqlErrors.malformedValue(type.name(), "a key is null");
            }
            String key = text(cell, at + 4, keyLength);
            at += 4 + keyLength;
            int valueLength = length(cell, at);
            pairs.put(key, valueLength == NULL ? null : text(cell, at + 4, valueLength));
            at += 4 + Math.max(0, valueLength);
        }
        if (count < 0 || at != cell.length()) {
            throw SqlErrors.malformedValue(type.name(), cell.length() + " bytes for a count of " + count);
        }
        return pairs;
    }

    private int length(Cell cell, int at) throws SQLException {
        int length = cell.int32(at);
        if (length < NULL || length > cell.length() - at - 4) {
            throw SqlErrors.malformedValue(type.name(), "it ends after " + cell.length() + " bytes");
        }
        return length;
    }

    private static String text(Cell cell, int at, int length) {
        return new String(cell.bytes(), cell.offset() + at, length, StandardCharsets.UTF_8);
    }

    @Override
    public void encode(Map value, ByteWriter out, CodecContext context) throws SQLException {
        out.int32(value.size());
        for (Object each : value.entrySet()) {
            Map.Entry<?, ?> pair = (Map.Entry<?, ?>) each;
            write(HstoreText.key(pair), out);
            String text = HstoreText.value(pair);
            if (text == null) {
                out.int32(NULL);
            } else {
                write(text, out);
            }
        }
    }

    private static void write(String text, ByteWriter out) throws SQLException {
        int mark = out.beginValue();
        TextCodec.encode(text, out);
        out.endValue(mark);
    }

    @Override
    public String readText(Cell cell) throws SQLException {
        return cell.isBinary() ? HstoreText.print(fromBinary(cell)) : cell.text();
    }
}
