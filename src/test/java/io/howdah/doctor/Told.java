package io.howdah.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.function.Supplier;

/** What the doctor said, and what it ended with. */
record Told(ExitCode end, String text) {
    /** Without a terminal. */
    static Told by(String... words) {
        return by(() -> null, words);
    }

    /** @param prompt what asks for a password */
    static Told by(Supplier<char[]> prompt, String... words) {
        var bytes = new ByteArrayOutputStream();
        ExitCode end = new Doctor(new PrintStream(bytes, true, UTF_8), prompt).run(words);
        return new Told(end, bytes.toString(UTF_8));
    }
}
