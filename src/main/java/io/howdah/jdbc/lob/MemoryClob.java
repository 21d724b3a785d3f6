package io.howdah.jdbc.lob;

import io.howdah.error.SqlErrors;
import java.sql.SQLException;

/** A {@code text}: its characters in memory. Changes are not seen by the database until it is set as a parameter. */
public final class MemoryClob extends PositionedClob {
    private StringBuilder text;

    public MemoryClob() {
        this("");
    }

    public MemoryClob(String text) {
        this.text = new StringBuilder(text);
    }

    @Override
    long size() {
        return text.length();
    }

    @Override
    String text(long from, int count) {
        int start = (int) Math.min(from, text.length());
        return text.substring(start, start + Math.min(count, text.length() - start));
    }

    @Override
    int read(long from, char[] target, int offset, int count) {
        int got = (int) Math.max(0, Math.min(count, text.length() - from));
        if (got > 0) {
            text.getChars((int) from, (int) from + got, target, offset);
        }
        return got;
    }

    @Override
    void write(long from, String source) throws SQLException {
        long end = from + source.length();
        if (end > Integer.MAX_VALUE - 8) {
            throw SqlErrors.badArgument("A Clob in memory cannot hold " + end + " characters");
        }
        int kept = Math.min(text.length(), (int) end);
        text.replace((int) from, kept, source);
    }

    @Override
    void cut(long size) {
        text.setLength((int) size);
    }

    @Override
    void release() {
        text = new StringBuilder();
    }
}
