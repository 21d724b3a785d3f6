package io.howdah.copy;

import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Bytes of UTF-8 as the characters of a writer; what is no text is an error. */
final class TextSink implements Pump.Sink {
    /** A character may be cut in two by the end of a buffer. */
    private static final int LONGEST_CHARACTER = 4;

    private final Writer writer;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer cut = ByteBuffer.allocate(LONGEST_CHARACTER);
    private CharBuffer chars = CharBuffer.allocate(8 * 1024);

    TextSink(Writer writer) {
        this.writer = writer;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (chars.capacity() < length + LONGEST_CHARACTER) {
            chars = CharBuffer.allocate(length + LONGEST_CHARACTER);
        }
        ByteBuffer in = ByteBuffer.wrap(bytes, offset, length);
        while (cut.position() > 0 && in.hasRemaining()) {
            cut.put(in.get()).flip();
            decode(cut, false);
            cut.compact();
        }
        decode(in, false);
        cut.put(in);
        deliver();
    }

    @Override
    public void end() throws IOException {
        cut.flip();
        decode(cut, true);
        deliver();
        writer.flush();
    }

    private void decode(ByteBuffer in, boolean last) throws IOException {
        CoderResult result = decoder.decode(in, chars, last);
        if (result.isError()) {
            result.throwException();
        }
    }

    private void deliver() throws IOException {
        chars.flip();
        writer.write(chars.array(), 0, chars.limit());
        chars.clear();
    }
}
