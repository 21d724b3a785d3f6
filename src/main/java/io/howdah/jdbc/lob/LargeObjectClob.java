package io.howdah.jdbc.lob;

import io.howdah.error.LargeObjectErrors;
import io.howdah.error.SqlErrors;
import io.howdah.largeobject.ObjectStore;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A large object as a Clob: its bytes are UTF-8.
 *
 * <p>Nobody can tell where a character lies without reading those before it. So the object is read in windows from its
 * start on, and where each one begins is remembered: a position that was passed once is found again at once. To know the
 * length in characters all must be read once.
 */
public final class LargeObjectClob extends PositionedClob {
    private static final int WINDOW = 32 * 1024;
    private static final int WRITTEN_AT_A_TIME = 64 * 1024;
    private static final int UNKNOWN = -1;

    private final LargeObjectBlob object;

    /** Where windows begin, in order, without a gap from the start on; the last one may not have been read. */
    private final List<Mark> marks = new ArrayList<>(List.of(new Mark(0, 0)));

    private Window window = Window.NONE;
    private long size = UNKNOWN;

    /** A place between two characters. */
    private record Mark(long character, long position) {}

    /** Some of the characters, and where their bytes are. */
    private record Window(Mark start, String text, Mark end) {
        static final Window NONE = new Window(new Mark(0, 0), "", new Mark(0, 0));

        boolean holds(long character) {
            return character >= start.character() && character < end.character();
        }

        int indexOf(long character) {
            return (int) (character - start.character());
        }
    }

    public LargeObjectClob(ObjectStore store, long oid) {
        this.object = new LargeObjectBlob(store, oid);
    }

    @Override
    long size() throws SQLException {
        if (size == UNKNOWN) {
            Mark at = marks.get(marks.size() - 1);
            while (true) {
                Window next = load(at);
                if (next.text().isEmpty()) {
                    break;
                }
                at = next.end();
            }
            size = at.character();
        }
        return size;
    }

    @Override
    String text(long from, int count) throws SQLException {
        var text = new StringBuilder();
        while (text.length() < count && seek(from + text.length())) {
            int start = window.indexOf(from + text.length());
            int got = Math.min(window.text().length() - start, count - text.length());
            text.append(window.text(), start, start + got);
        }
        return text.toString();
    }

    @Override
    int read(long from, char[] target, int offset, int count) throws SQLException {
        if (count == 0 || !seek(from)) {
            return 0;
        }
        int start = window.indexOf(from);
        int got = Math.min(count, window.text().length() - start);
        window.text().getChars(start, start + got, target, offset);
        return got;
    }

    @Override
    void write(long from, String source) throws SQLException {
        byte[] bytes = encode(source);
        long start = position(from);
        long replacedTo = Math.min(size(), from + source.length());
        long end = position(replacedTo);
        long objectSize = object.size();
        long newSize = Math.max(size(), from + source.length());
        long shift = bytes.length - (end - start);
        if (shift == 0 || end == objectSize && shift > 0) {
            object.write(start, bytes, 0, bytes.length);
        } else {
            object.atOnce(() -> {
                move(end, objectSize, shift);
                object.write(start, bytes, 0, bytes.length);
                if (shift < 0) {
                    object.cut(objectSize + shift);
                }
            });
        }
        forgetFrom(start);
        size = newSize;
    }

    /** What is from one byte on to the end of the object. */
    private void move(long from, long objectSize, long shift) throws SQLException {
        if (objectSize - from > Integer.MAX_VALUE - 8) {
            throw SqlErrors.badArgument(
                    "What follows in the Clob is too long to be moved: it has " + (objectSize - from) + " bytes");
        }
        byte[] rest = object.bytes(from, (int) (objectSize - from));
        object.write(from + shift, rest, 0, rest.length);
    }

    private static byte[] encode(String text) throws SQLException {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] exact = new byte[bytes.remaining()];
            bytes.get(exact);
            return exact;
        } catch (CharacterCodingException e) {
            throw SqlErrors.textNotEncodable("The text for the Clob has half a surrogate pair");
        }
    }

    /** {@inheritDoc} Gathers some before it is sent; flush or close it. */
    @Override
    public Writer setCharacterStream(long position) throws SQLException {
        return new BufferedWriter(super.setCharacterStream(position), WRITTEN_AT_A_TIME);
    }

    /** {@inheritDoc} Gathers some before it is sent; flush or close it. */
    @Override
    public OutputStream setAsciiStream(long position) throws SQLException {
        return new BufferedOutputStream(super.setAsciiStream(position), WRITTEN_AT_A_TIME);
    }

    @Override
    void cut(long newSize) throws SQLException {
        long position = position(newSize);
        object.cut(position);
        forgetFrom(position);
        size = newSize;
    }

    @Override
    void release() {
        window = Window.NONE;
        object.release();
    }

    /** The byte at which a character starts. */
    private long position(long character) throws SQLException {
        if (!seek(character)) {
            return object.size();
        }
        String before = window.text().substring(0, window.indexOf(character));
        if (!before.isEmpty() && Character.isHighSurrogate(before.charAt(before.length() - 1))) {
            throw LargeObjectErrors.insideCharacter(character + 1);
        }
        return window.start().position() + before.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Makes a window of it; false behind the end. */
    private boolean seek(long character) throws SQLException {
        if (window.holds(character)) {
            return true;
        }
        for (Window next = load(markBefore(character)); !next.text().isEmpty(); next = load(next.end())) {
            if (next.holds(character)) {
                return true;
            }
        }
        return false;
    }

    private Mark markBefore(long character) {
        int low = 0;
        int high = marks.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (marks.get(middle).character() <= character) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return marks.get(low);
    }

    /** Without characters only at the end. */
    private Window load(Mark start) throws SQLException {
        byte[] bytes = new byte[WINDOW];
        int length = 0;
        int got;
        do {
            got = object.read(start.position() + length, bytes, length, WINDOW - length);
            length += got;
        } while (got > 0 && length < WINDOW);
        int whole = got > 0 ? wholeCharacters(bytes, length) : length;
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, whole))
                    .toString();
        } catch (CharacterCodingException e) {
            throw LargeObjectErrors.notText(object.oid(), start.position());
        }
        window = new Window(start, text, new Mark(start.character() + text.length(), start.position() + whole));
        if (whole > 0 && start.equals(marks.get(marks.size() - 1))) {
            marks.add(window.end());
        }
        return window;
    }

    /** Without the bytes of a last one that goes on. */
    private static int wholeCharacters(byte[] bytes, int length) {
        int start = length - 1;
        while (start > length - 4 && (bytes[start] & 0xC0) == 0x80) {
            start--;
        }
        int lead = bytes[start] & 0xFF;
        int wanted = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
        return length - start < wanted ? start : length;
    }

    private void forgetFrom(long position) {
        window = Window.NONE;
        while (marks.size() > 1 && marks.get(marks.size() - 1).position() > position) {
            marks.remove(marks.size() - 1);
        }
    }
}
