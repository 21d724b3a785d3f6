package io.howdah.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/** What the doctor said, and what it ended with. */
record Told(ExitCode end, String text) {
    static Told by(String... words) {
        var bytes = new ByteArrayOutputStream();
        ExitCode end = new Doctor(new PrintStream(bytes, true, UTF_8)).run(words);
        return new Told(end, bytes.toString(UTF_8));
    }
}
