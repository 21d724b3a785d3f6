package io.howdah.testserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamedServerTest {

    @ParameterizedTest
    @CsvSource({
        "jdbc:howdah://db:5433/test?user=me&password=a%20b%2Bc+d, me@db:5433/test,        a b+c+d",
        "jdbc:postgresql://db/test?user=me,                       me@db:5432/test,        ''",
        "jdbc:howdah://db?password=x&user=me&ssl=false,           me@db:5432/me,          x",
    })
    void readsWhereAndWhoFromAUrl(String url, String server, String password) throws MissingServerException {
        var named = NamedServer.parse(url);
        assertThat(named).hasToString(server);
        assertThat(named.password()).isEqualTo(password);
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql://db/test?password=secret", "jdbc:howdah://d b/?password=secret"})
    void refusesOthersWithoutRepeatingTheirPassword(String url) {
        assertThatThrownBy(() -> NamedServer.parse(url))
                .isInstanceOf(MissingServerException.class)
                .hasMessageContaining("HOWDAH_TEST_URL is no URL")
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    @Test
    void hasNoSocketAndIsNotOurs() throws MissingServerException {
        var named = NamedServer.parse("jdbc:howdah://db/test");
        assertThat(named.socketDirectory()).isEmpty();
        assertThat(named.isOurs()).isFalse();
    }
}
