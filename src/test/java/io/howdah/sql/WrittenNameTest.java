package io.howdah.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrittenNameTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "Mood          | mood",
                "A$1_Z         | a$1_z",
                "PRÜFE         | prÜfe",
                "\u212A       | \u212A",
                "\"A\"\"b\" | A\"b",
                "U&\"A\"     | A",
                "u&\"d\\0061t\\+000061\" | data",
                "U&\"\\d83d\\DE00\\\\\" | \ud83d\ude00\\",
                "U&\"\\00g1\\\"\"\\+123\" | \\00g1\\\"\\+123",
                "U&\"\\+ffffff\" | \\+ffffff",
                "u             | u",
            })
    void isReadAsTheServerDoes(String written, String meant) {
        assertThat(WrittenName.meant(written)).isEqualTo(meant);
    }

    @Test
    void staysTheSameStringWhereItIsLowerCase() {
        for (String name : new String[] {"id", "\u00c4", ""}) {
            assertThat(WrittenName.folded(name)).isSameAs(name);
        }
    }
}
