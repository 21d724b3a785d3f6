package io.howdah.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.config.ConnectionConfig.AuthMethod;
import io.howdah.config.Settings.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who wins where several say something; and service files. */
class PrecedenceTest {
    @TempDir
    Path home;

    /** Each column says who gives a user; the last is the one that counts. */
    @ParameterizedTest
    @CsvSource({
        "call, url, bean, service, environment, call",
        "    , url, bean, service, environment, url",
        "    ,    , bean, service, environment, bean",
        "    ,    ,     , service, environment, service",
        "    ,    ,     ,        , environment, environment",
        "    , url,     , service,            , url",
        "    ,    , bean,        , environment, bean",
        "call,    ,     ,        , environment, call",
    })
    void theNearestSourceCounts(
            String call, String url, String bean, String service, String environment, String expected)
            throws Exception {
        Files.writeString(
                home.resolve(".pg_service.conf"),
                "[s]\ndbname=x\n" + (service == null ? "" : "user=" + service + "\n"));
        Settings settings = UrlParser.read(
                "jdbc:howdah://h/?service=s&useEnvironment=true" + (url == null ? "" : "&user=" + url), null);
        if (bean != null) {
            settings.put(Option.USER, bean, Source.PROPERTIES);
        }
        if (call != null) {
            settings.put(Option.USER, call, Source.CALL);
        }
        var config = settings.build(around(environment == null ? Map.of() : Map.of("PGUSER", environment)))
                .config();
        assertThat(config.user()).isEqualTo(expected);
        assertThat(config.database()).isEqualTo("x");
    }

    @Test
    void readsTheEnvironmentOnlyWhenAsked() throws SQLException {
        var variables = Map.ofEntries(
                Map.entry("PGHOST", "a,b"),
                Map.entry("PGHOSTADDR", "10.0.0.1,10.0.0.2"),
                Map.entry("PGPORT", "6000"),
                Map.entry("PGDATABASE", "d"),
                Map.entry("PGUSER", "u"),
                Map.entry("PGPASSWORD", "p"),
                Map.entry("PGAPPNAME", "app"),
                Map.entry("PGREQUIRESSL", "1"),
                Map.entry("PGTARGETSESSIONATTRS", "read-write"),
                Map.entry("PGLOADBALANCEHOSTS", "random"),
                Map.entry("PGREQUIREAUTH", "!md5,!password"),
                Map.entry("PGOPTIONS", ""),
                Map.entry("PGGEQO", "off"));
        var asked = UrlParser.read("jdbc:howdah:?useEnvironment=true", null)
                .build(around(variables))
                .config();
        assertThat(asked.hosts().toString()).isEqualTo("[a:6000, b:6000]");
        assertThat(asked.hosts().get(1).address()).contains("10.0.0.2");
        assertThat(asked.database()).isEqualTo("d");
        assertThat(asked.user()).isEqualTo("u");
        assertThat(asked.password().orElseThrow().reveal()).isEqualTo("p");
        assertThat(asked.tls().mode()).isEqualTo(SslMode.REQUIRE);
        assertThat(asked.selection().orElseThrow().toString()).contains("READ_WRITE", "RANDOM");
        assertThat(asked.login().orElseThrow().accepted().orElseThrow())
                .doesNotContain(AuthMethod.MD5, AuthMethod.PASSWORD)
                .contains(AuthMethod.NONE, AuthMethod.SCRAM_SHA_256);
        assertThat(asked.session().parameters()).containsEntry("geqo", "off").containsEntry("application_name", "app");

        var notAsked = UrlParser.read("jdbc:howdah:db?user=me", null)
                .build(around(variables))
                .config();
        assertThat(notAsked.hosts().toString()).isEqualTo("[localhost:5432]");
        assertThat(notAsked.password()).isEmpty();
        assertThat(notAsked.session().parameters()).doesNotContainKey("geqo");
    }

    @Test
    void fallbackApplicationNameCountsBelowAnyOther() throws SQLException {
        String name = "jdbc:howdah:db?fallback_application_name=tool";
        assertThat(applicationName(name)).isEqualTo("tool");
        assertThat(applicationName(name + "&ApplicationName=x")).isEqualTo("x");
        assertThat(applicationName(name + "&ApplicationName=")).isEmpty();
        assertThat(applicationName("jdbc:howdah:db")).isEqualTo("Howdah");
    }

    private static String applicationName(String url) throws SQLException {
        return UrlParser.parse(url, null).config().session().parameters().get("application_name");
    }

    // ---- service files

    @Test
    void takesTheFirstValueOfTheFirstSectionOfTheFirstFile() throws Exception {
        Files.writeString(home.resolve(".pg_service.conf"), """
                # a comment
                [other]
                host=wrong
                user = wrong

                [a]
                  host=first
                port=1\s
                host=second
                PGHOST=third
                application_name=with = sign
                param.work_mem=1MB
                # host=no

                [a]
                dbname=late
                """);
        Path system = Files.createDirectory(home.resolve("etc"));
        Files.writeString(system.resolve("pg_service.conf"), "[a]\nhost=x\n[b]\nhost=system\n");
        var a = service("a", Map.of("PGSYSCONFDIR", system.toString()));
        assertThat(a.hosts().toString()).isEqualTo("[first:1]");
        assertThat(a.database()).isEqualTo(a.user());
        assertThat(a.session().parameters())
                .containsEntry("application_name", "with = sign")
                .containsEntry("work_mem", "1MB");
        assertThat(service("b", Map.of("PGSYSCONFDIR", system.toString()))
                        .hosts()
                        .toString())
                .isEqualTo("[system:5432]");
        Path elsewhere = Files.writeString(home.resolve("mine.conf"), "[a]\nhost=mine\n");
        assertThat(service("a", Map.of("PGSERVICEFILE", elsewhere.toString()))
                        .hosts()
                        .toString())
                .isEqualTo("[mine:5432]");
        assertThat(service("a&servicefile=" + elsewhere, Map.of("PGSERVICEFILE", "/nowhere"))
                        .hosts()
                        .toString())
                .isEqualTo("[mine:5432]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            host=x               | The service that property service names has no section in
            [ s ]                | The service that property service names has no section in
            [s]\\nuser = x       | Line 2 of the service file
            [s]\\n\\nuser        | is not of the form name=value
            [s]\\n=x             | is not of the form name=value
            [s]\\nservice=t      | names another service
            [s]\\nservicefile=t  | names another service
            [s]\\nhots=t         | does not begin with a known property
            [s]\\nldap://x       | asks for LDAP
            [s]\\nport=x         | The port of host 1
            [s]\\nsslfactory=a.B | sslfactory is refused
            """)
    void saysWhatIsWrongInAServiceFile(String text, String message) throws IOException {
        Files.writeString(home.resolve(".pg_service.conf"), text.replace("\\n", "\n"));
        assertThatThrownBy(() -> service("s", Map.of()))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aFileThatIsNamedMustBeThereAndPlain() {
        assertThatThrownBy(() ->
                        service("s", Map.of("PGSERVICEFILE", home.resolve("no").toString())))
                .hasMessage("There is no service file: the file of PGSERVICEFILE does not exist");
        assertThatThrownBy(() -> service("s&servicefile=/no/secret", Map.of()))
                .hasMessage("There is no service file: the file of property servicefile does not exist");
        assertThatThrownBy(() -> service("s&servicefile=" + home, Map.of()))
                .hasMessageContaining("it is not a plain file");
        assertThatThrownBy(() -> service("s", Map.of()))
                .hasMessageContaining("has no section in " + home.resolve(".pg_service.conf"));
    }

    private ConnectionConfig service(String service, Map<String, String> variables) throws SQLException {
        return UrlParser.read("jdbc:howdah:?service=" + service, null)
                .build(around(variables))
                .config();
    }

    private Surroundings around(Map<String, String> variables) {
        return new Surroundings(
                variables.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                Map.of(),
                home,
                false);
    }
}
