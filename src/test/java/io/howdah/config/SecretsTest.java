package io.howdah.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A password, wherever a slip puts it, is in no text of ours. */
class SecretsTest {
    private static final String CANARY = "Kanarienvogel";
    /** Around the canary stands what is likely to go astray in a password. */
    private static final List<String> PASSWORDS = List.of(
            CANARY,
            "12/" + CANARY,
            "12?" + CANARY,
            "12#" + CANARY,
            "a&" + CANARY,
            "12&" + CANARY + "=b",
            "1@" + CANARY,
            "1:" + CANARY,
            "[" + CANARY,
            CANARY + "]",
            "%" + CANARY,
            "%zz" + CANARY,
            "%00" + CANARY,
            "%C3" + CANARY,
            "12?x&" + CANARY,
            "12/?" + CANARY,
            "1,2/" + CANARY,
            " " + CANARY + "'",
            "\\" + CANARY,
            "\0" + CANARY);

    @Test
    void noMalformedUrlShowsAPassword() {
        int refused = 0;
        for (String password : PASSWORDS) {
            for (String option : allNames()) {
                refused += check("jdbc:howdah://h/db?" + option + "=" + password);
                refused += check("jdbc:howdah:db?user=a&" + option + "=" + password + "&sslmode=foo");
            }
            for (String url : List.of(
                    "jdbc:howdah://joe:%s@h:5432/db",
                    "jdbc:howdah://joe:%s@h:x/db?a=b",
                    "jdbc:howdah://joe:%s@h/a/b",
                    "jdbc:howdah://%s@h/db?sslmode=foo",
                    "jdbc:howdah://h:%s/db",
                    "jdbc:howdah:joe:%s@h/db",
                    "jdbc:howdah:%s/",
                    "jdbc:howdah:/joe:%s@h/db",
                    "jdbc:howdah://h/db?%s",
                    "jdbc:howdah://h/db?%s=1",
                    "jdbc:howdah://h/db?param.%s=1",
                    "jdbc:howdah://h/db?datatype.%s=1",
                    "jdbc:howdah://h/db?password=x&%s",
                    "jdbc:%s:joe",
                    "jdbc:howdah://[%s/db")) {
                refused += check(url.formatted(password));
            }
        }
        assertThat(refused).as("URLs refused").isGreaterThan(1000);
    }

    @Test
    void noMangledUrlShowsAPassword() {
        var random = new Random(20_26);
        String marks = "/?#@:&=%,[]'\\ +0";
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            var url = new StringBuilder(
                    "joe:" + CANARY + "@h1:5432,[::1]:5433/db?user=joe&sslmode=require&password=" + CANARY);
            for (int slips = 1 + random.nextInt(4); slips > 0; slips--) {
                int at = random.nextInt(url.length());
                // A slip inside the canary would only make it harder to find.
                if (!touchesCanary(url, at)) {
                    char mark = marks.charAt(random.nextInt(marks.length()));
                    switch (random.nextInt(3)) {
                        case 0 -> url.insert(at, mark);
                        case 1 -> url.setCharAt(at, mark);
                        default -> url.deleteCharAt(at);
                    }
                }
            }
            refused += check((random.nextBoolean() ? "jdbc:howdah://" : "postgresql://") + url);
        }
        assertThat(refused).as("URLs refused").isGreaterThan(5_000);
    }

    @Test
    void noPropertyShowsItsValue() {
        for (String name : allNames()) {
            for (String password : PASSWORDS) {
                var properties = new Properties();
                properties.setProperty(name, password);
                try {
                    assertThat(UrlParser.parse("jdbc:howdah:", properties)
                                    .warnings()
                                    .toString())
                            .doesNotContain(CANARY);
                } catch (SQLException e) {
                    assertSilent(e);
                }
            }
        }
    }

    @Test
    void aConfigurationShowsNoSecret() throws SQLException {
        var properties = new Properties();
        properties.setProperty("password", CANARY);
        var parsed = UrlParser.parse(
                "jdbc:howdah://joe:" + CANARY + "@h/db?password=" + CANARY + "&options=-c+a.b%3D" + CANARY
                        + "&param.a.b=" + CANARY,
                properties);
        assertThat(parsed.config().password().orElseThrow().reveal()).isEqualTo(CANARY);
        assertThat(parsed.toString()).doesNotContain(CANARY).contains("joe", "***");
        Settings libpq = UrlParser.readLibpq("host=h password=" + CANARY + " options=" + CANARY);
        assertThat(libpq.build().toString()).doesNotContain(CANARY);
        assertThat(libpq.toString()).doesNotContain(CANARY);
    }

    @Test
    void propertyRowsShowNoPassword() {
        var properties = new Properties();
        properties.setProperty("password", CANARY);
        for (DriverPropertyInfo row : DriverProperties.of("jdbc:howdah://joe:" + CANARY + "@h/db", properties)) {
            assertThat(row.value == null ? "" : row.value).doesNotContain(CANARY);
        }
    }

    /** @return 1 if the URL was refused */
    private static int check(String url) {
        try {
            Settings settings = url.startsWith("jdbc:") ? UrlParser.read(url, null) : UrlParser.readLibpq(url);
            var parsed = settings.build();
            assertThat(parsed.warnings().toString()).doesNotContain(CANARY);
            return 0;
        } catch (SQLException e) {
            assertSilent(e);
            return 1;
        }
    }

    private static void assertSilent(SQLException error) {
        for (Throwable e = error; e != null; e = e.getCause()) {
            assertThat(String.valueOf(e.getMessage())).doesNotContain(CANARY);
        }
        assertThat(error.getSQLState()).isEqualTo("08001");
    }

    private static boolean touchesCanary(StringBuilder url, int at) {
        for (int start = url.indexOf(CANARY); start >= 0; start = url.indexOf(CANARY, start + 1)) {
            if (at > start && at < start + CANARY.length()) {
                return true;
            }
        }
        return false;
    }

    private static List<String> allNames() {
        var names = new ArrayList<String>();
        for (Option option : Option.values()) {
            names.add(option.propertyName());
            names.addAll(option.aliases());
        }
        OtherProperty.ALL.forEach(property -> names.addAll(property.allNames()));
        return names;
    }
}
