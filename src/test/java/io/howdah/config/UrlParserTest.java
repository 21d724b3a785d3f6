package io.howdah.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlParserTest {
    private static final String OS_USER = System.getProperty("user.name");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
            # url                                        | hosts                             | user | password | database
            jdbc:howdah:                                 | localhost:5432                    | -    | -        | -
            jdbc:howdah:db                               | localhost:5432                    | -    | -        | db
            jdbc:postgresql:a%20b                        | localhost:5432                    | -    | -        | a b
            jdbc:postgresql:///db                        | localhost:5432                    | -    | -        | db
            jdbc:postgresql://host                       | host:5432                         | -    | -        | -
            jdbc:postgresql://host/                      | host:5432                         | -    | -        | -
            jdbc:postgresql://host:1                     | host:1                            | -    | -        | -
            jdbc:postgresql://host:65535/db              | host:65535                        | -    | -        | db
            jdbc:postgresql://host:/db                   | host:5432                         | -    | -        | db
            jdbc:postgresql://:5433/db                   | localhost:5433                    | -    | -        | db
            jdbc:howdah:postgresql://host/db             | host:5432                         | -    | -        | db
            jdbc:howdah://a,b:5433,c/db                  | a:5432,b:5433,c:5432              | -    | -        | db
            jdbc:howdah://a,,c:7/db                      | a:5432,localhost:5432,c:7         | -    | -        | db
            jdbc:howdah://a%2Cb:7/db                     | a:7,b:7                           | -    | -        | db
            jdbc:howdah://[::1]/db                       | [::1]:5432                        | -    | -        | db
            jdbc:howdah://[::1]:1,[fe80::1%25eth0]:2/db  | [::1]:1,[fe80::1%eth0]:2          | -    | -        | db
            jdbc:howdah://%2Fvar%2Frun:7/db              | /var/run/.s.PGSQL.7               | -    | -        | db
            jdbc:howdah:///db?host=/tmp                  | /tmp/.s.PGSQL.5432                | -    | -        | db
            jdbc:howdah://joe@host/db                    | host:5432                         | joe  | -        | db
            jdbc:howdah://joe:pw@host/db                 | host:5432                         | joe  | pw       | db
            jdbc:howdah://joe:p%40%3A%2F+w@host/db       | host:5432                         | joe  | p@:/+w   | db
            jdbc:howdah://joe:p@:w@host/db               | host:5432                         | joe  | p@:w     | db
            jdbc:howdah://@host/db                       | host:5432                         | -    | -        | db
            jdbc:howdah://:@host/db                      | host:5432                         | -    | -        | db
            jdbc:howdah://h/a+b?user=c+d&password=e%2Bf  | h:5432                            | c d  | e+f      | a b
            jdbc:howdah://h/db?user=joe@x&password=p@w=z | h:5432                            | joe@x| p@w=z    | db
            jdbc:howdah://h?user=joe@x                   | h:5432                            | joe@x| -        | -
            jdbc:howdah://a:b@h/db?user=c&user=d         | h:5432                            | d    | b        | db
            jdbc:howdah://h/db?&user=joe&                | h:5432                            | joe  | -        | db
            jdbc:howdah://h/db?PGHOST=g&pgport=7&dbname=x| g:7                               | -    | -        | x
            jdbc:howdah://h/%C3%A9l%C3%A9phant           | h:5432                            | -    | -        | éléphant
            """)
    void readsEveryForm(String url, String hosts, String user, String password, String database) throws SQLException {
        ConnectionConfig config = UrlParser.parse(url, null).config();
        assertThat(config.hosts().stream().map(Object::toString).collect(Collectors.joining(",")))
                .isEqualTo(hosts);
        assertThat(config.user()).isEqualTo(user == null ? OS_USER : user);
        assertThat(config.password().map(ConnectionConfig.Secret::reveal).orElse(null))
                .isEqualTo(password);
        assertThat(config.database()).isEqualTo(database == null ? config.user() : database);
        // What getURL returns goes back to the driver, and says the same.
        assertThat(UrlParser.parse(config.url(), null).config().hosts()).isEqualTo(config.hosts());
        assertThat(UrlParser.parse(config.url(), null).config().url()).isEqualTo(config.url());
        assertThat(UrlParser.parse(config.url(), null).config().user()).isEqualTo(config.user());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            jdbc:howdah://h:0/db                      | port of host 1 is not a number from 1 to 65535
            jdbc:howdah://h:65536/db                  | port of host 1 is not a number from 1 to 65535
            jdbc:howdah://h:5432,h:x/db               | port of host 2 is not a number
            jdbc:howdah://h:-1/db                     | port of host 1 is not a number
            jdbc:howdah://h:99999999999999999999/db   | port of host 1 is not a number
            jdbc:howdah://h/db?port=1,2               | 1 host and 2 ports
            jdbc:howdah://a,b,c/db?port=1,2           | 3 hosts and 2 ports
            jdbc:howdah://h/db?PGHOST=h:5432          | a port goes into the property PGPORT
            jdbc:howdah://::1/db                      | an IPv6 address is written in [brackets]
            jdbc:howdah://[::1/db                     | brackets around host 1
            jdbc:howdah://a,::1]/db                   | brackets around host 2
            jdbc:howdah://[]/db                       | brackets around host 1
            jdbc:howdah://[::1]5432/db                | brackets around host 1
            jdbc:howdah://a b/db                      | Host 1 is not the name or address of a host
            jdbc:howdah://h/db?host=@abstract         | Host 1 is an abstract Unix socket
            jdbc:howdah://h%/db                       | Host 1 of the URL has a %
            jdbc:howdah://h/%4                        | database in the URL has a %
            jdbc:howdah://h/%zz                       | database in the URL has a %
            jdbc:howdah://h/%00                       | database in the URL holds a zero character
            jdbc:howdah://h/%C3                       | database in the URL is not UTF-8
            jdbc:howdah://j%:pw@h/db                  | user in the URL has a %
            jdbc:howdah://j:%00@h/db                  | password in the URL holds a zero character
            jdbc:howdah://h/db?user=a&options=%00     | Parameter 2 of the URL holds a zero character
            jdbc:howdah://h/db?ApplicationName=%      | Parameter 1 of the URL has a %
            jdbc:howdah://h/db?a%=1                   | name of parameter 1 of the URL has a %
            jdbc:howdah://h/a/b                       | more than one / after the host
            jdbc:howdah:////tmp/db                    | more than one / after the host
            jdbc:howdah://j:12/34@h/db                | more than one / after the host
            jdbc:howdah://j:12/34@h                   | an @ in the name of the database
            jdbc:howdah://h/db&user=a&password=b      | parameters begin with ?
            jdbc:howdah://h/db;user=a;password=b      | parameters begin with ?
            jdbc:howdah://h/db?user=a;password=b      | Parameter 1 of the URL holds password= in its value
            jdbc:howdah://a=b/db                      | Host 1 is not the name or address of a host
            jdbc:howdah:db;user=a                     | parameters begin with ?
            jdbc:howdah:h:5432/db                     | must be // and a host
            jdbc:howdah:/db                           | must be // and a host
            jdbc:howdah://h/db?sslmod=require         | Parameter 1 of the URL is not a known property; did you mean sslmode?
            jdbc:howdah://h/db?user=a&conectTimeout=1 | Parameter 2 of the URL is not a known property; did you mean connectTimeout?
            jdbc:howdah://h/db?pasword=1              | did you mean password?
            jdbc:howdah://h/db?aplication_name=1      | did you mean ApplicationName?
            jdbc:howdah://h/db?sslrotocert=1          | did you mean sslrootcert?
            jdbc:howdah://h/db?useUnicode=true        | Parameter 1 of the URL is not a known property. An & inside a value is written %26
            jdbc:mysql://h/db                         | begins with jdbc:howdah:
            """)
    void namesTheBadPart(String url, String message) {
        assertThatThrownBy(() -> UrlParser.parse(url, null))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(message)
                .hasFieldOrPropertyWithValue("SQLState", "08001");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:howdah:",
                "jdbc:howdah://h/db",
                "jdbc:postgresql:db",
                "jdbc:howdah:postgresql://h",
                "jdbc:howdah:?!"
            })
    void acceptsByPrefix(String url) {
        assertThat(UrlParser.accepts(url)).isTrue();
    }

    @Test
    void leavesOtherDriversTheirs() {
        assertThat(UrlParser.accepts(null)).isFalse();
        assertThat(UrlParser.accepts("")).isFalse();
        assertThat(UrlParser.accepts("jdbc:howdah")).isFalse();
        assertThat(UrlParser.accepts("jdbc:postgresqlx://h")).isFalse();
        assertThat(UrlParser.accepts("postgresql://h/db")).isFalse();
    }

    @Test
    void theUrlBeatsProperties() throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", "props");
        properties.setProperty("PGPORT", "7");
        properties.setProperty("connectTimeout", "5");
        ConnectionConfig config = UrlParser.parse("jdbc:howdah://h/db?user=url&connect_timeout=6", properties)
                .config();
        assertThat(config.user()).isEqualTo("url");
        assertThat(config.hosts().get(0).port()).as("the URL has none").isEqualTo(7);
        assertThat(config.timeouts().connect()).hasSeconds(6);
    }

    @Test
    void readsDefaultsOfPropertiesToo() throws SQLException {
        var defaults = new Properties();
        defaults.setProperty("user", "default");
        defaults.setProperty("password", "secret");
        var properties = new Properties(defaults);
        properties.setProperty("user", "own");
        ConnectionConfig config = UrlParser.parse("jdbc:howdah:", properties).config();
        assertThat(config.user()).isEqualTo("own");
        assertThat(config.password()).contains(ConnectionConfig.Secret.of("secret"));
    }

    @Test
    void keepsTheUrlAsItWasWrittenButForSecrets() throws SQLException {
        var url = "jdbc:howdah://joe:pw@a:1,[::1]/d%20b?password=pw&ssl%6Dode=require&options=-c%20my.token%3Dx"
                + "&param.my.key=y&currentSchema=a+b&PASSWORD=z";
        assertThat(UrlParser.parse(url, null).config().url())
                .isEqualTo("jdbc:howdah://joe@a:1,[::1]/d%20b?ssl%6Dode=require&currentSchema=a+b");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
            postgresql://                           | localhost:5432      | -   | -      | -     | jdbc:postgresql://localhost:5432/
            postgres://joe:p+%40@h:1/db             | h:1                 | joe | p+@    | db    | jdbc:postgresql://h:1/db?user=joe
            postgresql:///db?host=/tmp&port=7       | /tmp/.s.PGSQL.7     | -   | -      | db    | jdbc:postgresql://%2Ftmp:7/db
            postgresql://[::1]:7,h/a+b              | [::1]:7,h:5432      | -   | -      | a+b   | jdbc:postgresql://[::1]:7,h:5432/a%2Bb
            postgresql://h/db?ssl=true              | h:5432              | -   | -      | db    | jdbc:postgresql://h:5432/db?sslmode=require
            host=h port=7 dbname=db user=joe        | h:7                 | joe | -      | db    | jdbc:postgresql://h:7/db?user=joe
            host = h user='joe doe' password='\\'x\\\\' | h:5432          | joe doe | 'x\\ | -   | jdbc:postgresql://h:5432/?user=joe%20doe
            host=h password=a\\ b connect_timeout=5 | h:5432              | -   | a b    | -     | jdbc:postgresql://h:5432/?connectTimeout=5
            dbname='' user=joe                      | localhost:5432      | joe | -      | -     | jdbc:postgresql://localhost:5432/?user=joe
            host=::1                                | [::1]:5432          | -   | -      | -     | jdbc:postgresql://[::1]:5432/
            """)
    void readsWhatLibpqReads(String text, String hosts, String user, String password, String database, String url)
            throws SQLException {
        ConnectionConfig config = UrlParser.readLibpq(text).build().config();
        assertThat(config.hosts().stream().map(Object::toString).collect(Collectors.joining(",")))
                .isEqualTo(hosts);
        assertThat(config.user()).isEqualTo(user == null ? OS_USER : user);
        assertThat(config.password().map(ConnectionConfig.Secret::reveal).orElse(null))
                .isEqualTo(password);
        assertThat(config.database()).isEqualTo(database == null ? config.user() : database);
        assertThat(config.url()).isEqualTo(url);
        assertThat(UrlParser.parse(url, null).config().hosts()).isEqualTo(config.hosts());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            postgresql://h/db?user              | Parameter 1 of the URL must have one =
            postgresql://h/db?options=-ca=b     | Parameter 1 of the URL must have one =
            postgresql://h?user=a@b             | write %40
            postgresql://joe:a?b@h/db           | %3F
            postgresql://h/db?foo=1             | Parameter 1 of the URL is not a known property
            host=h usr=joe                      | Keyword 2 of the connection string is not a known property; did you mean user?
            host=h joe                          | Item 2 of the connection string is not of the form name=value
            =h                                  | Item 1 of the connection string is not of the form
            host=h user='joe                    | quote around value 2 of the connection string is not closed
            jdbc:mysql://h/db                   | Item 1 of the connection string is not of the form
            """)
    void refusesWhatLibpqRefuses(String text, String message) {
        assertThatThrownBy(() -> UrlParser.readLibpq(text).build())
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(message);
    }
}
