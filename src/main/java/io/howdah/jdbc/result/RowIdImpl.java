package io.howdah.jdbc.result;

import java.nio.charset.StandardCharsets;
import java.sql.RowId;

/**
 * A {@code ctid}, such as {@code (0,1)}: where a row lies. It holds until the row is updated or its table rewritten.
 *
 * @param text as the server prints it
 */
record RowIdImpl(String text) implements RowId {
    /** {@inheritDoc} Those of the text. */
    @Override
    public byte[] getBytes() {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return text;
    }
}
