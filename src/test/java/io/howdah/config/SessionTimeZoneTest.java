package io.howdah.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTimeZoneTest {

    @ParameterizedTest
    @CsvSource({
        "Europe/Paris, Europe/Paris",
        "UTC, UTC",
        "GMT, GMT",
        "Etc/GMT+2, Etc/GMT+2",
        "GMT+02:00, GMT-02:00",
        "GMT-05:30, GMT+05:30",
        "GMT+00:00, GMT",
        "IST, Asia/Kolkata",
        "EST5EDT, EST5EDT",
    })
    void writesTheJvmsZoneAsTheServerReadsIt(String jvm, String server) {
        assertThat(SessionTimeZone.of(TimeZone.getTimeZone(jvm).toZoneId())).isEqualTo(server);
    }

    @ParameterizedTest
    @CsvSource({
        "+02:00, GMT-02:00",
        "-3, GMT+03:00",
        "UTC+05:30, GMT-05:30",
        "GMT+0, GMT",
        "+00:00, UTC",
        "Z, UTC",
        "Asia/Tokyo, Asia/Tokyo",
        "Mars/Olympus, Mars/Olympus",
        "<+05>-05, <+05>-05",
    })
    void countsOffsetsEastOfGreenwich(String property, String server) throws SQLException {
        assertThat(SessionTimeZone.of(property)).contains(server);
    }

    @Test
    void isTheJvmsOrTheServers() throws SQLException {
        String jvm = SessionTimeZone.of(TimeZone.getDefault().toZoneId());
        assertThat(SessionTimeZone.of("jvm")).contains(jvm);
        assertThat(SessionTimeZone.of("")).contains(jvm);
        assertThat(SessionTimeZone.of("Server")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+25", "+1:3", "GMT+", "-x"})
    void refusesABrokenOffset(String property) {
        assertThatThrownBy(() -> SessionTimeZone.of(property))
                .hasMessageContaining("timeZone must be")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "jvm", " JVM "})
    void hasASecondChoiceForTheZoneOfTheJvm(String property) {
        int seconds = ZoneId.systemDefault().getRules().getOffset(Instant.now()).getTotalSeconds();
        String expected = seconds == 0 ? "UTC" : "GMT" + ZoneOffset.ofTotalSeconds(-seconds);
        assertThat(SessionTimeZone.second(property)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"server", "Europe/Paris", "+02:00", "nonsense"})
    void hasNoSecondChoiceForWhatAUserChose(String property) {
        assertThat(SessionTimeZone.second(property)).isEmpty();
    }
}
