package io.howdah.types;

import io.howdah.wire.ByteWriter;
import java.sql.SQLException;

/**
 * A codec of values that are made of other values: arrays, ranges, composites. Beside its own class it writes whatever
 * Java has for such values, and what is inside need not be of the class that loses nothing.
 */
public interface CompoundCodec<T> extends Codec<T> {
    /**
     * Writes a value in binary, as {@link #encode} does.
     *
     * @return false if there is something in it that can be said in text only; what was written then is to be dropped
     * @throws SQLException 07006 where the value is no such thing at all
     */
    boolean writeBinary(Object value, ByteWriter out, CodecContext context) throws SQLException;

    /**
     * Appends a value as PostgreSQL reads it.
     *
     * @throws SQLException 07006 where the value is no such thing at all
     */
    void appendText(Object value, StringBuilder out, CodecContext context) throws SQLException;
}
