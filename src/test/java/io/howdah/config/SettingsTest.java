package io.howdah.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.howdah.config.ConnectionConfig.Autosave;
import io.howdah.config.Settings.Source;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @Test
    void hasTheDefaultsThatAreDocumented() throws SQLException {
        ConnectionConfig config = configOf("timeZone=UTC");
        assertThat(config.tls().mode()).isEqualTo(SslMode.PREFER);
        assertThat(config.auth())
                .isEqualTo(new ConnectionConfig.AuthSettings(
                        ConnectionConfig.ChannelBinding.PREFER, 100_000, true, false));
        assertThat(config.protocol()).isEqualTo(new ConnectionConfig.ProtocolSettings(0x30000, 0x30002));
        assertThat(config.socket())
                .isEqualTo(new ConnectionConfig.SocketSettings(true, true, -1, -1, Optional.empty()));
        assertThat(config.timeouts())
                .isEqualTo(new ConnectionConfig.TimeoutSettings(
                        Duration.ofSeconds(10),
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(5)));
        assertThat(config.statements())
                .isEqualTo(new ConnectionConfig.StatementSettings(
                        1,
                        256,
                        5,
                        0,
                        1 << 20,
                        0,
                        ConnectionConfig.StringType.AUTO,
                        Autosave.NEVER,
                        false,
                        true,
                        ConnectionConfig.GeneratedKeys.KEYS,
                        false,
                        ConnectionConfig.CallMode.AUTO,
                        true));
        assertThat(config.session().readOnly()).isFalse();
        assertThat(config.session().readOnlyMode()).isEqualTo(ConnectionConfig.ReadOnlyMode.TRANSACTION);
        assertThat(config.session().parameters().toString())
                .isEqualTo("{client_encoding=UTF8, DateStyle=ISO, TimeZone=UTC, application_name=Howdah}");
    }

    @Test
    void putsSessionSettingsIntoTheStartupMessageInOrder() throws SQLException {
        ConnectionConfig config = configOf("timeZone=server&ApplicationName=app&currentSchema=\"A b\",c"
                + "&options=-c%20geqo%3Doff&param.Work_Mem=64MB&param.my.key=");
        assertThat(config.session().parameters().toString())
                .isEqualTo("{client_encoding=UTF8, DateStyle=ISO, application_name=app,"
                        + " search_path=\"A b\",c, options=-c geqo=off, work_mem=64MB, my.key=}");
    }

    @ParameterizedTest
    @CsvSource({
        "connectTimeout=3, 3000",
        "connect_timeout=3, 3000",
        "CONNECTTIMEOUT= 3 , 3000",
        "connectTimeout=500ms, 500",
        "connectTimeout=10 S, 10000",
        "connectTimeout=1min, 60000",
        "connectTimeout=1h, 3600000",
        "connectTimeout=1.5, 1500",
        "connectTimeout=0.0001, 1",
        "connectTimeout=0, 0",
        "connectTimeout=2147483647, 2147483647000",
        "loginTimeout=40, 40000",
        "loginTimeout=0, 10000",
        "loginTimeout=40&connectTimeout=5, 5000",
        "loginTimeout=5&connectTimeout=40, 5000",
        "loginTimeout=5&connectTimeout=0, 5000",
    })
    void limitsConnecting(String query, long millis) throws SQLException {
        assertThat(configOf(query).timeouts().connect()).hasMillis(millis);
    }

    @Test
    void readsEveryOption() throws SQLException {
        ConnectionConfig config = configOf(
                "sslmode=REQUIRE&channelBinding=require&scramMaxIterations=0"
                        + "&minProtocolVersion=3.2&maxProtocolVersion=latest&tcpNoDelay=false&keepalives=0&sendBufferSize=0"
                        + "&receiveBufferSize=4096&localSocketAddress=127.0.0.2&socketTimeout=1&queryTimeout=2"
                        + "&cancelSignalTimeout=3&sslResponseTimeout=4&readOnly=true&readOnlyMode=always&prepareThreshold=-1"
                        + "&preparedStatementCacheQueries=0&preparedStatementCacheSizeMiB=1&defaultRowFetchSize=100"
                        + "&eagerResultBytes=512KiB&maxResultBuffer=150K&stringtype=unspecified&reWriteBatchedInserts=true"
                        + "&quoteReturningIdentifiers=false&generatedKeys=all&hideUnprivilegedObjects=true"
                        + "&escapeSyntaxCallMode=callIfNoReturn&logServerErrorDetail=off&allowCleartextPassword=true&scramKeyCache=false");
        assertThat(config.tls().mode()).isEqualTo(SslMode.REQUIRE);
        assertThat(config.auth())
                .isEqualTo(new ConnectionConfig.AuthSettings(ConnectionConfig.ChannelBinding.REQUIRE, 0, false, true));
        assertThat(config.protocol()).isEqualTo(new ConnectionConfig.ProtocolSettings(0x30002, 0x30002));
        assertThat(config.socket())
                .isEqualTo(new ConnectionConfig.SocketSettings(false, false, -1, 4096, Optional.of("127.0.0.2")));
        assertThat(config.timeouts())
                .isEqualTo(new ConnectionConfig.TimeoutSettings(
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(3),
                        Duration.ofMillis(4)));
        assertThat(config.session().readOnly()).isTrue();
        assertThat(config.session().readOnlyMode()).isEqualTo(ConnectionConfig.ReadOnlyMode.ALWAYS);
        assertThat(config.statements())
                .isEqualTo(new ConnectionConfig.StatementSettings(
                        1,
                        0,
                        1,
                        100,
                        512 << 10,
                        150_000,
                        ConnectionConfig.StringType.UNSPECIFIED,
                        Autosave.NEVER,
                        true,
                        false,
                        ConnectionConfig.GeneratedKeys.ALL,
                        true,
                        ConnectionConfig.CallMode.CALLIFNORETURN,
                        false));
    }

    @ParameterizedTest
    @CsvSource({"100, 100", "20k, 20000", "3M, 3000000", "2KiB, 2048", "1MiB, 1048576", " 7 K , 7000"})
    void aLimitOfMemoryIsWrittenInBytes(String text, long bytes) throws SQLException {
        assertThat(configOf("maxResultBuffer=" + text).statements().maxResultBuffer())
                .isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"1p, 1", "10pct, 10", "25 percent, 25", "95p, 90", "100p, 90", "4000p, 90", "9999999999T, 90"})
    void orAsAShareOfTheHeapButNeverAllOfIt(String text, int hundredths) throws SQLException {
        double heap = Runtime.getRuntime().maxMemory();
        assertThat(configOf("maxResultBuffer=" + text).statements().maxResultBuffer() / heap)
                .isCloseTo(hundredths / 100.0, within(0.001));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            sslmode=foo                                  | sslmode must be one of disable, allow, prefer, require, verify-ca, verify-full
            sslmode=                                     | sslmode must be one of disable, allow, prefer, require, verify-ca, verify-full
            sslmode=verify_full                          | sslmode must be one of disable, allow, prefer, require, verify-ca
            sslrootcert=system&sslmode=verify-ca         | sslmode=verify-ca is too weak for sslrootcert=system: it takes verify-full
            sslNegotiation=direct                        | sslmode=prefer is too weak for sslNegotiation=direct: it takes require
            sslNegotiation=direct&sslmode=allow          | sslmode=allow is too weak for sslNegotiation=direct
            sslNegotiation=tls                           | sslNegotiation must be one of postgres, direct
            sslcertmode=require                          | sslmode=prefer is too weak for sslcertmode=require
            sslcertmode=demand&sslmode=require           | sslcertmode must be one of disable, allow, require
            sslsni=2                                     | sslsni must be true or false
            ssl_min_protocol_version=SSLv3               | ssl_min_protocol_version must be one of TLSv1, TLSv1.1, TLSv1.2, TLSv1.3
            ssl_max_protocol_version=TLSv1.1             | ssl_max_protocol_version must be one of TLSv1.2, TLSv1.3
            ssl_min_protocol_version=TLSv1.3&ssl_max_protocol_version=TLSv1.2 | ssl_min_protocol_version is higher
            ssl=maybe                                    | ssl must be true or false
            ssl=true&sslmode=disable                     | ssl=true demands encryption, and sslmode=disable
            ssl=true&sslmode=prefer                      | ssl=true demands encryption, and sslmode=prefer
            sslmode=disable&channelBinding=require       | channelBinding=require needs TLS
            channelBinding=yes                           | channelBinding must be one of disable, prefer, require
            maxProtocolVersion=3.1                       | maxProtocolVersion must be one of 3.0, 3.2, latest
            protocolVersion=2                            | maxProtocolVersion must be one of 3.0, 3.2, latest
            protocolVersion=3&min_protocol_version=3.2   | minProtocolVersion is higher than maxProtocolVersion
            connectTimeout=-1                            | connectTimeout must be a number of seconds
            connectTimeout=                              | connectTimeout must be a number of seconds
            socketTimeout=1d                             | socketTimeout must be a number of seconds, or have a unit
            socketTimeout=2147483648                     | socketTimeout must be a number of seconds
            sslResponseTimeout=x                         | sslResponseTimeout must be a number of milliseconds
            prepareThreshold=-2                          | prepareThreshold must be a whole number from -1
            prepareThreshold=2147483648                  | prepareThreshold must be a whole number
            preparedStatementCacheQueries=many           | preparedStatementCacheQueries must be a whole number from 0
            eagerResultBytes=2048MiB                     | eagerResultBytes must be a number of bytes below 2 GiB
            maxResultBuffer=lots                         | maxResultBuffer must be a number of bytes such as 65536
            maxResultBuffer=0                            | maxResultBuffer must be a number of bytes
            maxResultBuffer=10%25                        | maxResultBuffer must be a number of bytes
            maxResultBuffer=-1                           | maxResultBuffer must be a number of bytes
            maxResultBuffer=99999999999                  | maxResultBuffer must be a number of bytes
            readOnly                                     | readOnly must be true or false
            timeZone=%2B5:30                             | timeZone must be jvm, server, a region
            param.user=x                                 | param.user is refused
            param.DateStyle=German                       | param.datestyle is refused: the driver reads dates in ISO style
            param.search_path=x                          | use the property currentSchema
            param.=x                                     | not the name of a server setting
            param.a%20b=x                                | not the name of a server setting
            param._pq_.x=x                               | is refused
            preferQueryMode=simple                       | preferQueryMode cannot have this value
            autosave=sometimes                           | autosave
            targetServerType=leader                      | targetServerType must be one of any, primary, standby
            loadBalanceHosts=maybe                       | loadBalanceHosts must be one of disable, random
            hostaddr=db1                                 | Address 1 (hostaddr) is not a numeric address
            hostaddr=10.0.0.1,10.0.0.2                   | 1 host and 2 addresses (hostaddr) are given
            requireAuth=scram-sha-256,!md5               | requireAuth must name either what will do or, each with a !
            requireAuth=md5,md5                          | requireAuth names md5 twice
            require_auth=md5,scram                       | requireAuth has at place 2 none of password, md5
            scramMinIterations=5000&scramMaxIterations=4096 | scramMinIterations is higher than scramMaxIterations
            scram_client_key=AAAA                        | scram_client_key and scram_server_key go together
            scram_client_key=AAAA&scram_server_key=AAAA  | scram_client_key must be 32 bytes in Base64
            credentialsProvider=a.B                      | credentialsProvider is refused: it is an object
            keepalives_idle=-1                           | keepalives_idle must be a whole number from 0
            gssEncMode=always                            | gssEncMode must be one of disable, allow, prefer, require
            gssEncMode=require&channelBinding=require    | channelBinding=require needs TLS, and gssEncMode=require
            kerberosServerName=postgres%2Fhost           | kerberosServerName must be what stands before the slash
            oauth_issuer=https://a                       | oauth_issuer and oauth_client_id go together
            replication=both                             | replication must be one of false, true, database
            requiressl=1                                 | requiressl is refused: it is obsolete. Write sslmode=require
            client_encoding=LATIN1                       | client_encoding is refused: the client encoding is always UTF8
            socketFactory=a.B                            | socketFactory is refused: it names a class to load
            sslfactory=a.B                               | sslfactory is refused: it names a class to load
            sslfactory=org.postgresql.ssl.NonValidatingFactory | Give an SSLContext object as sslContext
            sslpasswordcallback=a.B                      | sslpasswordcallback is refused: it names a class to load
            sslContext=a.B                               | sslContext is refused: it is an object, not a text
            SSLHostNameVerifier=a.B                      | sslhostnameverifier is refused: it names a class to load
            datatype.x=a.B                               | datatype.* is refused: it names a class to load
            """)
    void saysWhatIsWrong(String query, String message) {
        assertThatThrownBy(() -> configOf(query))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(message)
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssl=false",
                "ssl=true&sslmode=require",
                "autosave=never",
                "targetServerType=any",
                "target_session_attrs=ANY",
                "gssEncMode=prefer",
                "loadBalanceHosts=false",
                "replication=off",
                "sslNegotiation=postgres",
                "sslrootcert=",
                "preferQueryMode=extendedForPrepared",
                "client_encoding=UTF8",
                "sslfactory=org.postgresql.ssl.LibPQFactory",
                "binaryTransfer=true",
                "protocolVersion=3",
            })
    void letsGoByWhatAsksForNothing(String query) throws SQLException {
        assertThat(UrlParser.parse("jdbc:howdah://h/db?" + query, null).warnings())
                .isEmpty();
    }

    @Test
    void warnsOnceOfWhatIsIgnored() throws SQLException {
        var properties = new Properties();
        properties.setProperty("binaryTransfer", "false");
        properties.setProperty("sslmod", "require");
        properties.setProperty("hibernate.dialect", "x");
        var parsed = UrlParser.parse("jdbc:howdah:db?loggerLevel=TRACE&binaryTransfer=false", properties);
        assertThat(parsed.warnings())
                .containsExactly(
                        "Property loggerLevel is ignored: logging goes through slf4j",
                        "Property binaryTransfer is ignored: the format of each column is chosen by the driver",
                        "Property hibernate.dialect is not known and was ignored",
                        "Property sslmod is not known and was ignored; did you mean sslmode?");
    }

    @Test
    void readsNumbersThatSitInProperties() throws SQLException {
        var properties = new Properties();
        properties.put("prepareThreshold", 0);
        properties.put("readOnly", Boolean.TRUE);
        properties.put("password", new char[] {'x'});
        properties.put(1, "x");
        var parsed = UrlParser.parse("jdbc:howdah:db", properties);
        assertThat(parsed.config().statements().prepareThreshold()).isZero();
        assertThat(parsed.config().session().readOnly()).isTrue();
        assertThat(parsed.config().password()).isEmpty();
        assertThat(parsed.warnings())
                .containsExactly("Property password was ignored: its value is a [C and should be a String");
    }

    @Test
    void prefersTheCanonicalSpelling() throws SQLException {
        var properties = new Properties();
        properties.setProperty("applicationName", "tool");
        properties.setProperty("ApplicationName", "user");
        properties.setProperty("application_name", "libpq");
        assertThat(UrlParser.parse("jdbc:howdah:db", properties)
                        .config()
                        .session()
                        .parameters())
                .containsEntry("application_name", "user");
    }

    @Test
    void ranksSources() throws SQLException {
        Settings settings =
                UrlParser.read("jdbc:howdah://h/db?user=url", null).put(Option.LOGIN_TIMEOUT, "40", Source.FALLBACK);
        Settings call =
                settings.copy().put(Option.USER, "call", Source.CALL).put(Option.USER, "bean", Source.PROPERTIES);
        assertThat(call.build().config().user()).isEqualTo("call");
        assertThat(settings.build().config().user()).as("copies are apart").isEqualTo("url");
        assertThat(settings.build().config().timeouts().connect()).hasSeconds(40);
        settings.put(Option.LOGIN_TIMEOUT, "7", Source.PROPERTIES).put(Option.LOGIN_TIMEOUT, "9", Source.FALLBACK);
        assertThat(settings.get(Option.LOGIN_TIMEOUT)).contains("7");
    }

    @Test
    void refusesAZeroCharacterFromAnySource() {
        for (Source source : Source.values()) {
            assertThatThrownBy(() -> new Settings().put("ApplicationName", "x\0user\0admin", source))
                    .hasMessage("The value of property ApplicationName holds a zero character");
            assertThatThrownBy(() -> new Settings().put("param.a", "x\0user\0admin", source))
                    .hasMessageContaining("holds a zero character");
        }
    }

    private static ConnectionConfig configOf(String query) throws SQLException {
        return UrlParser.parse("jdbc:howdah://h/db?" + query, null).config();
    }
}
