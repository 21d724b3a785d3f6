package io.howdah.types;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionZoneTest {
    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Berlin", "America/St_Johns", "Etc/GMT+5", "PST8PDT", "CET", "GMT0", "Zulu"})
    void regionsGoByTheSameNames(String name) {
        assertThat(SessionZone.of(name)).isEqualTo(ZoneId.of(name));
    }

    @ParameterizedTest
    @CsvSource({
        "<+02>-02, +02:00",
        "<-03>+03, -03:00",
        "<+0530>-05:30, +05:30",
        "<-01:02:03>+01:02:03, -01:02:03",
        "GMT-02:00, +02:00",
        "GMT+3, -03:00",
        "-3:30, +03:30",
        "5, -05:00",
        "XYZ4, -04:00",
        "EST, -05:00",
        "HST, -10:00"
    })
    void offsetsCountWestwards(String name, String zone) {
        assertThat(SessionZone.of(name)).isEqualTo(ZoneId.of(zone));
    }

    /** The values are right whatever the zone; only their text is of another. */
    @ParameterizedTest
    @ValueSource(strings = {"", "Mars/Olympus", "<+99>-99", "<", "posixrules", "+", "<>"})
    void whatNobodyKnowsIsUtc(String name) {
        assertThat(SessionZone.of(name)).isEqualTo(ZoneId.of("Z"));
    }

    @Test
    void aServerThatDoesNotTellIsReadInUtc() {
        assertThat(SessionZone.of(null)).isEqualTo(ZoneId.of("Z"));
    }
}
