package io.howdah.types;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.TimeZone;

/** Cells for tests, lying between bytes that are not theirs. */
public final class Cells {
    public static final CodecContext CONTEXT =
            new CodecContext("Europe/Berlin", TimeZone.getTimeZone("America/New_York"));

    private Cells() {}

    /** @param hex may hold blanks */
    public static Cell binary(String hex) {
        return of(HexFormat.of().parseHex(hex.replace(" ", "")), Format.BINARY);
    }

    public static Cell text(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8), Format.TEXT);
    }

    public static Cell of(byte[] value, Format format) {
        byte[] page = new byte[value.length + 12];
        Arrays.fill(page, (byte) '7');
        System.arraycopy(value, 0, page, 5, value.length);
        return new Cell().set(page, 5, value.length, format, CONTEXT);
    }

    public static Cell in(CodecContext context, Cell cell) {
        return new Cell().set(cell.bytes(), cell.offset(), cell.length(), cell.format(), context);
    }
}
