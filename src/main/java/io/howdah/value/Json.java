package io.howdah.value;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A text that is JSON: {@code json} and {@code jsonb}. As a parameter it becomes whichever of the two it meets. It is not
 * looked into; the server refuses what is no JSON.
 *
 * <p>Equal are those of the same text: <code>{"a":1}</code> and <code>{"a": 1}</code> are not.
 */
public record Json(String text) {
    public Json {
        Objects.requireNonNull(text, "text");
    }

    public static Json of(String text) {
        return new Json(text);
    }

    /** @param utf8 malformed bytes become U+FFFD */
    public static Json of(byte[] utf8) {
        return new Json(new String(utf8, StandardCharsets.UTF_8));
    }

    /**
     * Reads to the end, and leaves closing to the caller.
     *
     * @throws IOException if the Reader fails
     */
    public static Json of(Reader reader) throws IOException {
        StringWriter text = new StringWriter();
        reader.transferTo(text);
        return new Json(text.toString());
    }

    /** The text itself, of which nothing is checked. */
    public static Json parse(String text) {
        return new Json(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
