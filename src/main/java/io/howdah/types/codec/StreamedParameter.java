package io.howdah.types.codec;

import io.howdah.error.SqlErrors;
import io.howdah.types.codec.StreamLength.Rest;
import io.howdah.wire.ByteWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;

/**
 * Parameters that the caller hands in as a stream, or as an object of JDBC that has one. They are read to their end here
 * and now, straight into the message: the caller may close them afterwards, and nothing is kept in files.
 */
public final class StreamedParameter {
    private static final int CHUNK = 8192;

    private StreamedParameter() {}

    /** @return null for a value that is none of these */
    static ParameterType write(ByteWriter out, Object value, StreamLength length) throws SQLException {
        if (value instanceof InputStream stream) {
            return bytes(out, stream, length);
        }
        if (value instanceof Reader reader) {
            return text(out, reader, length);
        }
        if (value instanceof Blob blob) {
            return blob(out, blob);
        }
        if (value instanceof Clob clob) {
            return clob(out, clob);
        }
        if (value instanceof SQLXML xml) {
            return xml(out, xml);
        }
        if (value instanceof URL url) {
            return ParameterEncoder.text(out, url.toString());
        }
        return value instanceof RowId rowId ? rowId(out, rowId) : null;
    }

    public static ParameterType bytes(ByteWriter out, InputStream stream, StreamLength length) throws SQLException {
        byte[] chunk = new byte[CHUNK];
        long read = 0;
        try {
            while (read < length.length()) {
                int count = stream.read(chunk, 0, (int) Math.min(CHUNK, length.length() - read));
                if (count < 0) {
                    break;
                }
                out.bytes(chunk, 0, count);
                read += count;
                requireRoom(out);
            }
            require("InputStream", read, length, length.rest() == Rest.REFUSED && stream.read() >= 0);
        } catch (IOException e) {
            throw SqlErrors.unreadable("InputStream", e);
        }
        return ParameterType.BYTEA;
    }

    /** Soft. */
    public static ParameterType text(ByteWriter out, Reader reader, StreamLength length) throws SQLException {
        char[] chunk = new char[CHUNK];
        long read = 0;
        // A character beyond U+FFFF has two halves, which are written together or not at all.
        int kept = 0;
        try {
            while (read < length.length()) {
                int count = reader.read(chunk, kept, (int) Math.min(CHUNK - kept, length.length() - read));
                if (count < 0) {
                    break;
                }
                read += count;
                int filled = kept + count;
                kept = filled > 0 && Character.isHighSurrogate(chunk[filled - 1]) ? 1 : 0;
                TextCodec.encode(new String(chunk, 0, filled - kept), out);
                if (kept == 1) {
                    chunk[0] = chunk[filled - 1];
                }
                requireRoom(out);
            }
            // Half a character at the end is refused as such.
            TextCodec.encode(new String(chunk, 0, kept), out);
            require("Reader", read, length, length.rest() == Rest.REFUSED && reader.read() >= 0);
        } catch (IOException e) {
            throw SqlErrors.unreadable("Reader", e);
        }
        return ParameterType.SOFT_TEXT;
    }

    /** Soft. Bytes that are not ASCII become U+FFFD. */
    public static ParameterType ascii(ByteWriter out, InputStream stream, StreamLength length) throws SQLException {
        return text(out, new InputStreamReader(stream, StandardCharsets.US_ASCII), length);
    }

    /** Soft; the length is in bytes. */
    public static ParameterType utf8(ByteWriter out, InputStream stream, StreamLength length) throws SQLException {
        ByteWriter bytes = new ByteWriter(CHUNK);
        bytes(bytes, stream, length);
        return ParameterEncoder.text(out, new String(bytes.bytes(), 0, bytes.size(), StandardCharsets.UTF_8));
    }

    public static ParameterType blob(ByteWriter out, Blob blob) throws SQLException {
        return bytes(out, blob.getBinaryStream(), StreamLength.UNKNOWN);
    }

    /** Soft. */
    public static ParameterType clob(ByteWriter out, Clob clob) throws SQLException {
        return text(out, clob.getCharacterStream(), StreamLength.UNKNOWN);
    }

    public static ParameterType xml(ByteWriter out, SQLXML xml) throws SQLException {
        TextCodec.encode(xml.getString(), out);
        return ParameterType.XML;
    }

    public static ParameterType rowId(ByteWriter out, RowId rowId) throws SQLException {
        TextCodec.encode(new String(rowId.getBytes(), StandardCharsets.UTF_8), out);
        return ParameterType.TID;
    }

    /** An endless stream must not fill the memory before somebody says that it is too much for a message. */
    private static void requireRoom(ByteWriter out) throws SQLException {
        if (out.size() > ByteWriter.MAX_MESSAGE) {
            throw SqlErrors.messageTooLarge(out.size());
        }
    }

    private static void require(String what, long read, StreamLength length, boolean goesOn) throws SQLException {
        if (length.isKnown() && read < length.length()) {
            throw length.tooShort(what, read);
        }
        if (goesOn) {
            throw length.tooLong(what);
        }
    }
}
