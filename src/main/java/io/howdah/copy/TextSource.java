package io.howdah.copy;

import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** The characters of a reader as bytes of UTF-8; what is no text is an error, and never replaced. */
final class TextSource implements Pump.Source {
    private final Reader reader;
    private final CharsetEncoder encoder = StandardCharsets.UTF_8
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final CharBuffer chars = CharBuffer.allocate(8 * 1024).limit(0);
    private final ByteBuffer bytes = ByteBuffer.allocate(24 * 1024).limit(0);
    private boolean ended;

    TextSource(Reader reader) {
        this.reader = reader;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        while (!bytes.hasRemaining()) {
            if (ended) {
                return -1;
            }
            fill();
        }
        int count = Math.min(length, bytes.remaining());
        bytes.get(to, offset, count);
        return count;
    }

    private void fill() throws IOException {
        chars.compact();
        int count = reader.read(chars.array(), chars.position(), chars.remaining());
        ended = count < 0;
        chars.position(chars.position() + Math.max(0, count)).flip();
        bytes.clear();
        CoderResult result = encoder.encode(chars, bytes, ended);
        if (result.isError()) {
            result.throwException();
        }
        if (ended) {
            encoder.flush(bytes);
        }
        bytes.flip();
    }
}
