package io.howdah.oauth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.oauth.JsonReader.MalformedException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
    @Test
    void readsEveryKindOfValue() throws MalformedException {
        var object = read(
                " {\"s\" : \"a\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDC18é\", \"n\":-1.5e+2,\"z\":0,\t\"t\":true,\n"
                        + "\"f\":false,\r\"o\":{\"\":[]},\"a\":[1,[2],{}]} ");
        assertThat(object)
                .containsEntry("s", "a\"\\/\b\f\n\r\té🐘é")
                .containsEntry("n", -150.0)
                .containsEntry("z", 0.0)
                .containsEntry("t", true)
                .containsEntry("f", false)
                .containsEntry("o", Map.of("", List.of()))
                .containsEntry("a", List.of(1.0, List.of(2.0), Map.of()));
        assertThat(read("{\"x\":null}")).containsEntry("x", null);
        assertThat(read("{}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | ends too early",
                "[] | no JSON object",
                "{ | ends too early",
                "{} x | something follows",
                "{\"a\"} | no :",
                "{\"a\":1,} | no \"",
                "{\"a\":1 \"b\":2} | no ,",
                "{,} | no \"",
                "{a:1} | no \"",
                "{'a':1} | no \"",
                "{\"a\":} | no value",
                "{\"a\":tru} | no value",
                "{\"a\":NaN} | no value",
                "{\"a\":01} | zeros",
                "{\"a\":1.} | no value",
                "{\"a\":.5} | no value",
                "{\"a\":1e} | no value",
                "{\"a\":- } | no value",
                "{\"a\":[1 2]} | no ,",
                "{\"a\":[1,]} | no value",
                "{\"a\":\"x} | ends too early",
                "{\"a\":\"\\x\"} | unknown escape",
                "{\"a\":\"\\u00g0\"} | four hexadecimal",
                "{\"a\":1,\"a\":2} | twice",
                "{\"a\":11111111111111111111111111111111111111111} | too long",
            })
    void refusesWhatIsNone(String text, String why) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(MalformedException.class)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":\"\n\"}", "{\"a\":\"\0\"}"})
    void refusesControlCharacters(String text) {
        assertThatThrownBy(() -> read(text)).hasMessageContaining("control character");
    }

    @Test
    void refusesDepth() throws MalformedException {
        assertThat(read("{\"a\":" + "[".repeat(15) + "]".repeat(15) + "}")).hasSize(1);
        assertThatThrownBy(() -> read("{\"a\":" + "[".repeat(16) + "]".repeat(16) + "}"))
                .hasMessageContaining("nested deeper than 16");
        assertThatThrownBy(() -> read("{\"a\":".repeat(100_000))).hasMessageContaining("nested deeper");
    }

    @Test
    void refusesBytesThatAreNoUtf8() {
        assertThatThrownBy(() -> JsonReader.object("{\"a\":\"\u00E9\"}".getBytes(ISO_8859_1)))
                .hasMessageContaining("no UTF-8");
    }

    @Test
    void damageEndsInNothingButItsOwnException() {
        byte[] whole = "{\"a\":[1.5e3,true,null,{\"b\":\"\\u0041\\n\"}],\"c\":-0}".getBytes(UTF_8);
        var random = new Random(7);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(whole.length)] = (byte) random.nextInt(128);
            try {
                JsonReader.object(damaged);
            } catch (MalformedException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(1_000, 20_000);
    }

    private static Map<String, Object> read(String text) throws MalformedException {
        return JsonReader.object(text.getBytes(UTF_8));
    }
}
