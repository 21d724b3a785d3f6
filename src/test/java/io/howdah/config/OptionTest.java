package io.howdah.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OptionTest {
    private static final Path DOCUMENT = Path.of("docs/connection-properties.md");

    /** What users of {@code jdbc:postgresql:} URLs may have in them. */
    private static final String KNOWN_TO_USERS = """
            adaptiveFetch adaptiveFetchMaximum adaptiveFetchMinimum allowEncodingChanges ApplicationName
            assumeMinServerVersion authenticationPluginClassName autosave binaryTransfer binaryTransferDisable
            binaryTransferEnable cancelSignalTimeout channelBinding classLoaderStrategy cleanupSavepoints
            connectExecutor connectExecutorArg connectTimeout convertBooleanToNumeric currentSchema
            databaseMetadataCacheFields databaseMetadataCacheFieldsMiB defaultRowFetchSize disableColumnSanitiser
            escapeSyntaxCallMode flushCacheOnDdl groupStartupParameters gssEncMode gsslib gssResponseTimeout
            gssUseDefaultCreds hideUnprivilegedObjects hostRecheckSeconds jaasApplicationName jaasLogin
            kerberosServerName loadBalanceHosts localSocketAddress loggerFile loggerLevel loginTimeout
            logServerErrorDetail logUnclosedConnections maxResultBuffer maxSendBufferSize options password
            pemKeyAlgorithm PGDBNAME PGHOST PGPORT preferQueryMode preparedStatementCacheQueries
            preparedStatementCacheSizeMiB prepareThreshold protocolVersion queryTimeout quoteReturningIdentifiers
            readOnly readOnlyMode receiveBufferSize replication requireAuth reWriteBatchedInserts
            reWriteBatchedInsertsSize scramMaxIterations sendBufferSize service socketFactory socketFactoryArg
            socketTimeout ssl sslcert sslfactory sslfactoryarg sslhostnameverifier sslkey sslmode sslNegotiation
            sslpassword sslpasswordcallback sslResponseTimeout sslrootcert sspiServiceClass stringtype
            targetServerType tcpKeepAlive tcpNoDelay unknownLength user useSpnego xmlFactoryFactory
            """;

    /** libpq's, of PostgreSQL 18. */
    private static final String KNOWN_TO_LIBPQ = """
            host hostaddr port dbname user password passfile service servicefile require_auth channel_binding
            connect_timeout client_encoding options application_name fallback_application_name keepalives
            keepalives_idle keepalives_interval keepalives_count tcp_user_timeout replication gssencmode sslmode
            requiressl sslnegotiation sslcompression sslcert sslkey sslkeylogfile sslpassword sslcertmode
            sslrootcert sslcrl sslcrldir sslsni requirepeer ssl_min_protocol_version ssl_max_protocol_version
            min_protocol_version max_protocol_version krbsrvname gsslib gssdelegation target_session_attrs
            load_balance_hosts scram_client_key scram_server_key oauth_issuer oauth_client_id
            oauth_client_secret oauth_scope
            """;

    static List<String> knownToUsers() {
        return List.of(KNOWN_TO_USERS.strip().split("\\s+"));
    }

    @Test
    void knowsWhatOtherDriversKnow() {
        List<String> names = List.of((KNOWN_TO_USERS + KNOWN_TO_LIBPQ).strip().split("\\s+"));
        assertThat(knownToUsers()).hasSize(92);
        assertThat(names)
                .allMatch(name -> Option.find(name).isPresent()
                        != OtherProperty.find(name).isPresent());
    }

    @Test
    void usesEachNameOnce() {
        var seen = new HashSet<String>();
        Stream.concat(
                        Stream.of(Option.values()).flatMap(OptionTest::names),
                        OtherProperty.ALL.stream().flatMap(property -> property.allNames().stream()))
                .forEach(name -> assertThat(seen.add(name.toLowerCase(Locale.ROOT)))
                        .as(name)
                        .isTrue());
    }

    @Test
    void findsByAnyNameInAnyCase() {
        assertThat(Option.find("SSLMODE")).contains(Option.SSL_MODE);
        assertThat(Option.find("applicationname")).contains(Option.APPLICATION_NAME);
        assertThat(Option.find("application_name")).contains(Option.APPLICATION_NAME);
        assertThat(Option.find("DBNAME")).contains(Option.DATABASE);
        assertThat(Option.find("sslmod")).isEmpty();
        assertThat(Option.find("krbSrvName")).contains(Option.KERBEROS_SERVER_NAME);
        assertThat(OtherProperty.find("gssLib")).isPresent();
    }

    @Test
    void everyDefaultIsAValueThatIsAccepted() throws SQLException {
        for (Option option : Option.values()) {
            if (option.defaultValue().isPresent()) {
                var settings = new Settings().put(option, option.defaultValue().get(), Settings.Source.URL);
                assertThat(settings.build().warnings())
                        .as(option.propertyName())
                        .isEmpty();
            }
        }
    }

    @Test
    void everyChoiceIsAccepted() throws SQLException {
        for (Option option : Option.values()) {
            for (String choice : option.choices()) {
                var settings = new Settings().put(option, choice, Settings.Source.URL);
                // ssl=true by itself asks for verification.
                settings.put(Option.SSL_MODE, option == Option.SSL_MODE ? choice : "require", Settings.Source.URL);
                assertThat(settings.build().warnings())
                        .as(option.propertyName())
                        .isEmpty();
            }
        }
    }

    @Test
    void theDocumentIsTheTable() throws IOException {
        assertThat(Files.readAllLines(DOCUMENT))
                .containsSubsequence(rows(Stream.of(Option.values()).map(OptionTest::row)))
                .containsSubsequence(rows(OtherProperty.ALL.stream().map(OptionTest::row)))
                .filteredOn(line -> line.startsWith("| `"))
                .hasSize(Option.values().length + OtherProperty.ALL.size());
    }

    @Test
    void toolsGetARowForEachOption() {
        var properties = new Properties();
        properties.setProperty("user", "joe");
        properties.setProperty("applicationName", "tool");
        DriverPropertyInfo[] rows =
                DriverProperties.of("jdbc:howdah://h:7/db?sslmode=require&currentSchema=a&nonsense=1", properties);
        assertThat(rows).hasSize(Option.values().length);
        assertThat(rows)
                .extracting(row -> row.name + "=" + row.value)
                .contains(
                        "PGHOST=h",
                        "PGPORT=7",
                        "PGDBNAME=db",
                        "user=joe",
                        "password=null",
                        "sslmode=require",
                        "ApplicationName=tool",
                        "currentSchema=a",
                        "connectTimeout=10");
        assertThat(rows).allMatch(row -> !row.description.isBlank());
        assertThat(rows)
                .filteredOn(row -> row.name.equals("sslmode"))
                .singleElement()
                .satisfies(row -> assertThat(row.choices)
                        .containsExactly("disable", "allow", "prefer", "require", "verify-ca", "verify-full"));
    }

    @Test
    void toolsGetRowsForAnything() {
        for (String url : new String[] {null, "", "jdbc:howdah://h:x/%", "jdbc:mysql:x"}) {
            assertThat(DriverProperties.of(url, null)).hasSize(Option.values().length);
        }
    }

    private static List<String> rows(Stream<String> rows) {
        return rows.toList();
    }

    private static String row(Option option) {
        String values = option.kind() == Option.Kind.CHOICE ? " Values: " + code(option.choices()) + "." : "";
        return "| `%s` | %s | %s | %s.%s |"
                .formatted(
                        option.propertyName(),
                        code(option.aliases()),
                        defaultValue(option),
                        option.documentation(),
                        values);
    }

    static String defaultValue(Option option) {
        return code(option.defaultValue().stream().toList()) + unit(option);
    }

    private static String unit(Option option) {
        return switch (option.kind()) {
            case SECONDS -> " s";
            case MILLISECONDS -> " ms";
            default -> "";
        };
    }

    private static String row(OtherProperty property) {
        return "| `%s` | %s | %s | %s |"
                .formatted(property.name(), code(property.aliases()), treatment(property), property.why());
    }

    static String treatment(OtherProperty property) {
        return switch (property.verdict()) {
            case IGNORED -> "ignored";
            case NOT_YET -> "not yet";
            case REFUSED -> "refused";
        };
    }

    private static String code(List<String> words) {
        var quoted = new ArrayList<String>();
        words.forEach(word -> quoted.add("`" + word + "`"));
        return String.join(", ", quoted);
    }

    private static Stream<String> names(Option option) {
        return Stream.concat(Stream.of(option.propertyName()), option.aliases().stream());
    }
}
