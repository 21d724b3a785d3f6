package io.howdah.types.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.types.Cells;
import io.howdah.types.Codec;
import io.howdah.types.Format;
import io.howdah.types.PgType;
import io.howdah.types.TypeSamples;
import io.howdah.types.TypeSamples.Sample;
import io.howdah.wire.ByteWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@link CodecFuzz} with values that are right, values that nearly are, and bytes that are nothing. */
class CodecFuzzTest {
    /** Changed values made of each sample in each format. */
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 120);

    private static final int[] NUMBERS = {Integer.MAX_VALUE, Integer.MIN_VALUE, -1, 0, 1, 1 << 30, 0x7FFFFFF8, 0xFFFF};

    private static final String[] FRAGMENTS = {
        "9",
        "-",
        ".",
        ":",
        " ",
        "e",
        "T",
        "Z",
        " BC",
        "infinity",
        "NaN",
        "\\",
        "24:00:00",
        "9999999-",
        "\"",
        "{",
        "}",
        "(",
        ")",
        "[",
        "]",
        ",",
        ";",
        "é",
        "\0",
        "1e999999999",
        "1E-999999999",
        "99999999999999999999",
        "P1Y",
        "@ 1 mon",
        "'",
        "=>",
        "&",
        "!",
        "<2>"
    };

    private record Seed(PgType type, Format format, byte[] value) {
        byte[] with(byte[] other, int way) {
            return CodecFuzz.input(type, format, way, other);
        }
    }

    /** Of types that the database defines, and of those whose samples in text cannot be sent: as they come. */
    private static final String[][] BINARIES = {
        {"mood", "736164"},
        {
            "pair",
            "00000002 00000017 00000004 00000001 000003F1 0000001C"
                    + "00000001 00000000 00000019 00000001 00000001 00000001 78"
        },
        {"_pair", "00000001 00000001 00011184 00000001 00000001 FFFFFFFF"},
        {"record", "00000002 00000017 00000004 00000001 00000019 FFFFFFFF"},
        {"floatrange", "02 00000008 3FF0000000000000 00000008 4000000000000000"},
        {"hstore", "00000002 00000001 61 00000001 31 00000001 62 FFFFFFFF"},
        {"vector", "0002 0000 3F800000 40000000"},
        {"numeric", "0003 7FFF 0000 3FFF 0001 0000 270F"},
        {"numeric", "0001 8000 4000 0000 270F"},
        {"money", "00000000000004D2"},
        {"citext", "4142"}
    };

    private static final List<Seed> SEEDS = seeds();

    private static List<Seed> seeds() {
        List<Seed> seeds = new ArrayList<>();
        try {
            for (Sample sample : TypeSamples.ALL) {
                PgType type = type(sample.type());
                byte[] text = sample.text().getBytes(StandardCharsets.UTF_8);
                seeds.add(new Seed(type, Format.TEXT, text));
                Codec<?> codec = CodecFuzz.REGISTRY.codec(type.oid());
                if (codec.hasBinary() && !sample.text().equals("NaN")) {
                    seeds.add(new Seed(type, Format.BINARY, binary(codec, text)));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        for (String[] binary : BINARIES) {
            seeds.add(new Seed(type(binary[0]), Format.BINARY, HexFormat.of().parseHex(binary[1].replace(" ", ""))));
        }
        for (String text : List.of("(1,\"{\"\"a b\"\",NULL}\")", "(,)", "(\"{\"\"(1,)\"\"}\",1.5,\"[1,2)\")")) {
            seeds.add(new Seed(type("pair"), Format.TEXT, text.getBytes(StandardCharsets.UTF_8)));
            seeds.add(new Seed(type("nest"), Format.TEXT, text.getBytes(StandardCharsets.UTF_8)));
        }
        seeds.add(new Seed(type("hstore"), Format.TEXT, "\"a\"=>\"1\", \"b\"=>NULL".getBytes(StandardCharsets.UTF_8)));
        seeds.add(new Seed(type("vector"), Format.TEXT, "[1,2.5]".getBytes(StandardCharsets.UTF_8)));
        return seeds;
    }

    private static <T> byte[] binary(Codec<T> codec, byte[] text) throws SQLException {
        ByteWriter out = new ByteWriter(64);
        codec.encode(codec.decode(Cells.of(text, Format.TEXT)), out, Cells.CONTEXT);
        return out.toByteArray();
    }

    private static PgType type(String name) {
        return CodecFuzz.TYPES.stream()
                .filter(type -> type.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Without it the rest would prove little. */
    @Test
    void samplesAreReadInBothFormatsAsTheSame() throws SQLException {
        int binaries = 0;
        for (Sample sample : TypeSamples.ALL) {
            Codec<?> codec = CodecFuzz.REGISTRY.codec(type(sample.type()).oid());
            assertThat(codec.readText(Cells.text(sample.text()))).isEqualTo(sample.text());
            if (codec.hasBinary() && !sample.text().equals("NaN")) {
                byte[] binary = binary(codec, sample.text().getBytes(StandardCharsets.UTF_8));
                assertThat(codec.readText(Cells.of(binary, Format.BINARY)))
                        .as("%s from binary", sample)
                        .isEqualTo(sample.text());
                binaries++;
            }
        }
        assertThat(binaries).isGreaterThanOrEqualTo(40);
    }

    @Test
    @Timeout(120)
    void onlySqlExceptionsComeOfWhatIsNearAValue() {
        Random random = new Random(20_000_101);
        for (Seed seed : SEEDS) {
            CodecFuzz.fuzzerTestOneInput(seed.with(seed.value, CodecFuzz.ALL_WAYS));
            for (int round = 0; round < ROUNDS; round++) {
                CodecFuzz.fuzzerTestOneInput(seed.with(changed(seed, random), 1 + random.nextInt(127)));
            }
        }
    }

    /** Counts and lengths of two thousand millions, of minus one, and ends where none should be. */
    @Test
    @Timeout(120)
    void noCountOrLengthIsBelieved() {
        for (Seed seed : SEEDS) {
            int length = seed.value.length;
            for (int end = 0; end < length; end += 1 + length / 40) {
                CodecFuzz.fuzzerTestOneInput(seed.with(Arrays.copyOf(seed.value, end), CodecFuzz.ALL_WAYS));
            }
            for (int at = 0; seed.format == Format.BINARY && at + 4 <= length; at += 1 + length / 40) {
                for (int number : NUMBERS) {
                    byte[] changed = seed.value.clone();
                    ByteBuffer.wrap(changed).putInt(at, number);
                    CodecFuzz.fuzzerTestOneInput(seed.with(changed, 1 + (at * 7 + number & 63)));
                }
            }
        }
    }

    @Test
    @Timeout(120)
    void onlySqlExceptionsComeOfAnyBytes() {
        Random random = new Random(3);
        for (PgType type : CodecFuzz.TYPES) {
            for (int round = 0; round < ROUNDS / 6; round++) {
                byte[] any = new byte[random.nextInt(40)];
                random.nextBytes(any);
                Format format = round % 2 == 0 ? Format.BINARY : Format.TEXT;
                CodecFuzz.fuzzerTestOneInput(CodecFuzz.input(type, format, 1 + random.nextInt(127), any));
            }
        }
    }

    private static byte[] changed(Seed seed, Random random) {
        byte[] changed = seed.value.clone();
        for (int i = random.nextInt(3); i >= 0; i--) {
            changed = switch (random.nextInt(seed.format == Format.TEXT ? 6 : 5)) {
                case 0 -> Arrays.copyOf(changed, random.nextInt(changed.length + 4));
                case 1 -> spliced(changed, SEEDS.get(random.nextInt(SEEDS.size())).value, random);
                case 5 ->
                    spliced(
                            changed,
                            FRAGMENTS[random.nextInt(FRAGMENTS.length)].getBytes(StandardCharsets.UTF_8),
                            random);
                default -> turned(changed, random);
            };
        }
        return changed;
    }

    private static byte[] turned(byte[] bytes, Random random) {
        if (bytes.length > 0) {
            int at = random.nextInt(bytes.length);
            bytes[at] = random.nextBoolean()
                    ? (byte) (bytes[at] ^ 1 << random.nextInt(8))
                    : bytes[random.nextInt(bytes.length)];
        }
        return bytes;
    }

    /** Some of one, all of the other, the rest of the first. */
    private static byte[] spliced(byte[] bytes, byte[] other, Random random) {
        int from = random.nextInt(bytes.length + 1);
        int to = from + random.nextInt(bytes.length + 1 - from);
        ByteWriter out = new ByteWriter(bytes.length + other.length + 1);
        out.bytes(Arrays.copyOf(bytes, from));
        out.bytes(other);
        out.bytes(Arrays.copyOfRange(bytes, random.nextBoolean() ? from : to, bytes.length));
        return out.toByteArray();
    }
}
