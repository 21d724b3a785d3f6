package io.howdah.datasource;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.api.CredentialsProvider;
import io.howdah.api.CredentialsProvider.Login;
import io.howdah.config.Option;
import io.howdah.config.SslMode;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.ShardingKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.naming.NamingException;
import javax.naming.RefAddr;
import javax.naming.Reference;
import javax.naming.StringRefAddr;
import javax.net.ssl.SSLContext;
import javax.sql.CommonDataSource;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.sql.XADataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HowdahDataSourceTest {
    /** Where the name of a bean's property is not that of the option in camel case. */
    private static final Map<Option, String> OTHER_NAMES = Map.ofEntries(
            entry(Option.HOST, "serverName"),
            entry(Option.PORT, "portNumber"),
            entry(Option.DATABASE, "databaseName"),
            entry(Option.SSL_MODE, "sslMode"),
            entry(Option.SSL_ROOT_CERT, "sslRootCert"),
            entry(Option.SSL_CRL, "sslCrl"),
            entry(Option.SSL_CRL_DIR, "sslCrlDir"),
            entry(Option.SSL_CERT, "sslCert"),
            entry(Option.SSL_KEY, "sslKey"),
            entry(Option.SSL_PASSWORD, "sslPassword"),
            entry(Option.SSL_CERT_MODE, "sslCertMode"),
            entry(Option.SSL_SNI, "sslSni"),
            entry(Option.STRING_TYPE, "stringType"),
            entry(Option.HOST_ADDRESS, "hostAddress"),
            entry(Option.PASS_FILE, "passFile"),
            entry(Option.SERVICE_FILE, "serviceFile"),
            entry(Option.REQUIRE_PEER, "requirePeer"),
            entry(Option.GSS_DELEGATION, "gssDelegation"));

    @ParameterizedTest
    @EnumSource
    void hasASetterForEachOption(Option option) throws Exception {
        PropertyDescriptor property = property(beanName(option));
        Class<?> type = property.getPropertyType();
        Object value =
                switch (option.kind()) {
                    case FLAG -> option.defaultValue().equals(Optional.of("false"));
                    case TEXT, CHOICE ->
                        type == int.class
                                ? (Object) 7
                                : option.choices().isEmpty()
                                        ? "a,b"
                                        : option.choices().get(option.choices().size() - 1);
                    default -> 7;
                };
        assertThat(type)
                .isEqualTo(
                        switch (option.kind()) {
                            case FLAG -> boolean.class;
                            case TEXT, CHOICE -> option == Option.PORT ? int.class : String.class;
                            default -> int.class;
                        });
        var dataSource = new HowdahDataSource();
        property.getWriteMethod().invoke(dataSource, value);
        assertThat(dataSource.settings().get(option)).contains(value.toString());
        if (option.secret()) {
            assertThat(property.getReadMethod()).as("getter of a secret").isNull();
        } else {
            assertThat(property.getReadMethod().invoke(dataSource)).isEqualTo(value);
        }
        if (type == String.class) {
            property.getWriteMethod().invoke(dataSource, (Object) null);
            assertThat(dataSource.settings().get(option)).isEmpty();
        }
    }

    @Test
    void takesAnSslContext() throws Exception {
        var dataSource = new HowdahDataSource();
        dataSource.setSslContext(SSLContext.getDefault());
        var tls = dataSource.configuration().config().tls();
        assertThat(tls.sslContext()).containsSame(SSLContext.getDefault());
        assertThat(tls.mode()).isEqualTo(SslMode.VERIFY_FULL);
        assertThatThrownBy(dataSource::getReference).hasMessageContaining("SSLContext");
        dataSource.setSslContext(null);
        assertThat(dataSource.configuration().config().tls().mode()).isEqualTo(SslMode.PREFER);
    }

    @Test
    void tellsDefaultsWhereNothingWasSet() throws Exception {
        for (Option option : Option.values()) {
            var getter = property(beanName(option)).getReadMethod();
            if (getter != null) {
                assertThatCode(() -> getter.invoke(new HowdahDataSource())).doesNotThrowAnyException();
            }
        }
        assertThat(new HowdahDataSource().getServerName()).isEqualTo("localhost");
        assertThat(new HowdahDataSource().getConnectTimeout()).isEqualTo(10);
        assertThat(new HowdahDataSource().getUser()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:howdah://joe:canary@h1:1,h2:2/db?ApplicationName=app",
                "jdbc:postgresql://h1:1,h2:2/db?user=joe&password=canary&ApplicationName=app",
                "postgresql://joe:canary@h1:1,h2:2/db?application_name=app",
                "postgres://joe:canary@h1:1,h2:2/db?application_name=app",
                "host=h1,h2 port=1,2 user=joe password='canary' dbname=db application_name=app",
            })
    void takesEveryKindOfUrl(String url) throws SQLException {
        var dataSource = new HowdahDataSource();
        dataSource.setUser("bean");
        dataSource.setCurrentSchema("s");
        dataSource.setUrl(url);
        var config = dataSource.configuration().config();
        assertThat(config.hosts().toString()).isEqualTo("[h1:1, h2:2]");
        assertThat(config.user()).as("the URL counts more").isEqualTo("joe");
        assertThat(config.password().orElseThrow().reveal()).isEqualTo("canary");
        assertThat(config.session().parameters())
                .containsEntry("application_name", "app")
                .containsEntry("search_path", "s");
        assertThat(dataSource.getUrl()).doesNotContain("canary");
        assertThat(dataSource.configuration("call", "pw").config().user()).isEqualTo("call");
        dataSource.setUrl("jdbc:howdah://other/");
        assertThat(dataSource.configuration().config().user())
                .as("nothing is left of the first URL")
                .isEqualTo("bean");
        dataSource.setUrl(null);
        assertThat(dataSource.getUrl()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"jdbc:howdah://joe:canary@h:x/", "host=h pasword=canary", "postgresql://h/?a=canary", "canary"})
    void refusesABadUrlWithoutShowingIt(String url) {
        assertThatThrownBy(() -> {
                    var dataSource = new HowdahDataSource();
                    dataSource.setUrl(url);
                    dataSource.configuration();
                })
                .isInstanceOfAny(IllegalArgumentException.class, SQLException.class)
                .satisfies(e -> assertThat(e.toString() + e.getCause()).doesNotContain("canary"));
    }

    @Test
    void takesSeveralHostsAndPropertiesByName() throws SQLException {
        var dataSource = new HowdahDataSource();
        dataSource.setServerNames(new String[] {"a", "b"});
        dataSource.setPortNumbers(new int[] {0, 7});
        dataSource.setProperty("param.work_mem", "1MB");
        dataSource.setProperty("connect_timeout", "500ms");
        var config = dataSource.configuration().config();
        assertThat(config.hosts().toString()).isEqualTo("[a:5432, b:7]");
        assertThat(config.session().parameters()).containsEntry("work_mem", "1MB");
        assertThat(config.timeouts().connect()).hasMillis(500);
        assertThatThrownBy(() -> dataSource.setProperty("sslmod", "x")).hasMessageContaining("did you mean sslmode");
        assertThatThrownBy(() -> dataSource.setProperty("socketFactory", "x")).hasMessageContaining("is refused");
        assertThatThrownBy(() -> dataSource.setApplicationName("a\0b")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPasswordOfTheCallCountsMoreThanAProvider() throws SQLException {
        var dataSource = new HowdahDataSource();
        dataSource.setCredentialsProvider(server -> Login.of("p", "p"));
        assertThat(dataSource.configuration().config().login().orElseThrow().provider())
                .isPresent();
        assertThat(dataSource.configuration("u", "pw").config().login()).isEmpty();
    }

    @Test
    void aPasswordOfTheCallCountsMoreThanScramKeys() throws SQLException {
        String key = Base64.getEncoder().encodeToString(new byte[32]);
        var dataSource = new HowdahDataSource();
        dataSource.setScramClientKey(key);
        dataSource.setUrl("jdbc:howdah://h/db?scram_server_key=" + key.replace("=", "%3D"));
        assertThat(dataSource.configuration().config().login().orElseThrow().scramKeys())
                .isPresent();
        assertThat(dataSource
                        .configuration("u", null)
                        .config()
                        .login()
                        .orElseThrow()
                        .scramKeys())
                .as("without a password they are what there is")
                .isPresent();
        var config = dataSource.configuration("u", "pw").config();
        assertThat(config.login()).isEmpty();
        assertThat(config.password().orElseThrow().reveal()).isEqualTo("pw");
    }

    @Test
    void aUserOfTheCallIsNotExchangedByAProvider() throws SQLException {
        var dataSource = new HowdahDataSource();
        dataSource.setCredentialsProvider(server -> Login.of("bob", "canary"));
        var server = new CredentialsProvider.Server("h", 1, "db", "alice");
        var provider = dataSource
                .configuration("alice", null)
                .config()
                .login()
                .orElseThrow()
                .provider()
                .orElseThrow();
        assertThatThrownBy(() -> provider.login(server))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("alice")
                .hasMessageContaining("bob")
                .hasMessageNotContaining("canary")
                .extracting("SQLState")
                .isEqualTo("28000");
        dataSource.setCredentialsProvider(asked -> Login.of(asked.user(), "canary"));
        assertThat(dataSource
                        .configuration("alice", null)
                        .config()
                        .login()
                        .orElseThrow()
                        .provider()
                        .orElseThrow()
                        .login(server)
                        .user())
                .isEqualTo("alice");
    }

    @Test
    void serverOptionsDoNotGoThroughANamingService() throws Exception {
        var dataSource = new HowdahDataSource();
        dataSource.setUrl("jdbc:howdah://h/db?options=-c%20app.token%3Dcanary");
        assertThat(dataSource.settings().copy().withoutSecrets()).doesNotContainKey("options");
        assertThatThrownBy(dataSource::getReference)
                .isInstanceOf(NamingException.class)
                .hasMessageContaining("options")
                .hasMessageNotContaining("canary");
        dataSource.setUrl(null);
        dataSource.setOptions("-c app.token=canary");
        assertThatThrownBy(dataSource::getReference).isInstanceOf(NamingException.class);
        assertThat(dataSource.settings().withoutSecrets()).isEmpty();
        dataSource.setOptions(null);
        assertThat(dataSource.getReference()).isNotNull();
    }

    @Test
    void goesThroughANamingServiceWithoutItsSecrets() throws Exception {
        var dataSource = new HowdahDataSource();
        dataSource.setUrl("jdbc:howdah://joe:canary@h:7/db?param.geqo=off&param.work_mem=1MB");
        dataSource.setPassword("canary");
        dataSource.setScramClientKey("canary");
        dataSource.setTargetServerType("primary");
        Reference reference = dataSource.getReference();
        var addresses = new TreeMap<String, Object>();
        for (RefAddr address : Collections.list(reference.getAll())) {
            addresses.put(address.getType(), address.getContent());
        }
        assertThat(addresses)
                .isEqualTo(Map.of(
                        "PGHOST", "h",
                        "PGPORT", "7",
                        "PGDBNAME", "db",
                        "user", "joe",
                        "param.geqo", "off",
                        "param.work_mem", "1MB",
                        "targetServerType", "primary"));
        reference.add(new StringRefAddr("auth", "Container"));
        var found = (HowdahDataSource) new HowdahObjectFactory().getObjectInstance(reference, null, null, null);
        assertThat(found.settings().withoutSecrets()).containsExactlyInAnyOrderEntriesOf(asText(addresses));
        assertThat(found.configuration().config().hosts().toString()).isEqualTo("[h:7]");
        dataSource.setCredentialsProvider(server -> Login.of("p", "p"));
        assertThatThrownBy(dataSource::getReference).isInstanceOf(NamingException.class);
    }

    static Stream<HowdahCommonDataSource> allKinds() {
        return Stream.of(new HowdahDataSource(), new HowdahConnectionPoolDataSource(), new HowdahXADataSource());
    }

    @ParameterizedTest
    @MethodSource("allKinds")
    void aReferenceLeadsBackToTheSameKind(HowdahCommonDataSource dataSource) throws Exception {
        dataSource.setServerName("h");
        dataSource.setUser("joe");
        dataSource.setPassword("canary");
        Reference reference = dataSource.getReference();
        assertThat(reference.toString()).doesNotContain("canary");
        Object found = new HowdahObjectFactory().getObjectInstance(reference, null, null, null);
        assertThat(found).hasSameClassAs(dataSource).isNotInstanceOf(Serializable.class);
        assertThat(((HowdahCommonDataSource) found).configuration().config().user())
                .isEqualTo("joe");
    }

    @ParameterizedTest
    @ValueSource(classes = {DataSource.class, ConnectionPoolDataSource.class, XADataSource.class})
    void aServerMayAskByTheInterface(Class<?> type) throws Exception {
        var reference = new Reference(type.getName(), new StringRefAddr("url", "jdbc:howdah://h/db"));
        assertThat(new HowdahObjectFactory().getObjectInstance(reference, null, null, null))
                .isInstanceOf(type);
    }

    private static Map<String, String> asText(Map<String, Object> addresses) {
        var text = new TreeMap<String, String>();
        addresses.forEach((name, value) -> text.put(name, value.toString()));
        return text;
    }

    @Test
    void makesNothingOfReferencesThatAreNotItsOwnAndLoadsNoClass() throws Exception {
        var factory = new HowdahObjectFactory();
        assertThat(factory.getObjectInstance("x", null, null, null)).isNull();
        assertThat(factory.getObjectInstance(new Reference("java.lang.String"), null, null, null))
                .isNull();
        for (String name : new String[] {"socketFactory", "sslfactory", "credentialsProvider", "datatype.x"}) {
            var reference = new Reference(DataSource.class.getName(), new StringRefAddr(name, "a.B"));
            assertThatThrownBy(() -> factory.getObjectInstance(reference, null, null, null))
                    .isInstanceOf(NamingException.class)
                    .hasMessageContaining("is refused");
        }
        var url = new Reference(DataSource.class.getName(), new StringRefAddr("url", "jdbc:howdah://joe:canary@h/a/b"));
        assertThatThrownBy(() -> factory.getObjectInstance(url, null, null, null))
                .isInstanceOf(NamingException.class)
                .hasMessageNotContaining("canary");
    }

    @Test
    void refusesShardingKeys() {
        var key = (ShardingKey) Proxy.newProxyInstance(
                ShardingKey.class.getClassLoader(), new Class<?>[] {ShardingKey.class}, (proxy, method, args) -> null);
        var dataSource = new HowdahDataSource();
        assertThatThrownBy(() ->
                        dataSource.createConnectionBuilder().shardingKey(key).build())
                .isInstanceOf(SQLFeatureNotSupportedException.class);
        assertThatThrownBy(() -> dataSource
                        .createConnectionBuilder()
                        .superShardingKey(key)
                        .build())
                .hasMessage("PostgreSQL has no sharding keys");
        assertThatThrownBy(() -> new HowdahConnectionPoolDataSource()
                        .createPooledConnectionBuilder()
                        .shardingKey(key)
                        .build())
                .isInstanceOf(SQLFeatureNotSupportedException.class);
        assertThatThrownBy(() -> new HowdahXADataSource()
                        .createXAConnectionBuilder()
                        .superShardingKey(key)
                        .build())
                .isInstanceOf(SQLFeatureNotSupportedException.class);
        assertThatThrownBy(dataSource::createShardingKeyBuilder).isInstanceOf(SQLFeatureNotSupportedException.class);
    }

    @Test
    void isABeanThatHoldsNothingBack() throws SQLException {
        var dataSource = new HowdahDataSource();
        assertThat(dataSource).isNotInstanceOf(Serializable.class);
        assertThat(dataSource.isWrapperFor(CommonDataSource.class)).isTrue();
        assertThat(dataSource.unwrap(HowdahDataSource.class)).isSameAs(dataSource);
        assertThatThrownBy(() -> dataSource.unwrap(String.class)).isInstanceOf(SQLException.class);
        assertThat(dataSource.getLogWriter()).isNull();
        dataSource.setLoginTimeout(7);
        assertThat(dataSource.getLoginTimeout()).isEqualTo(7);
        assertThat(dataSource.configuration().config().timeouts().connect()).hasSeconds(7);
    }

    private static String beanName(Option option) {
        var name = new StringBuilder();
        for (String part : option.propertyName().split("_")) {
            name.append(name.isEmpty() ? part : Character.toUpperCase(part.charAt(0)) + part.substring(1));
        }
        name.setCharAt(0, Character.toLowerCase(name.charAt(0)));
        return OTHER_NAMES.getOrDefault(option, name.toString());
    }

    private static PropertyDescriptor property(String name) throws Exception {
        return Arrays.stream(Introspector.getBeanInfo(HowdahDataSource.class).getPropertyDescriptors())
                .filter(property -> property.getName().equals(name) && property.getWriteMethod() != null)
                .findFirst()
                .orElseThrow(() -> new AssertionError("ConnectionProperties has no setter for " + name));
    }
}
