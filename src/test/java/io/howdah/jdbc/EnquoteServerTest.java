package io.howdah.jdbc;

import static io.howdah.jdbc.Answers.fails;
import static io.howdah.jdbc.Answers.one;
import static io.howdah.jdbc.Answers.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.testserver.TestServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnquoteServerTest {
    private final TestServer server = TestServer.shared();
    private Connection connection;
    private Statement statement;

    @BeforeEach
    void connect() throws SQLException {
        connection = server.connect();
        statement = connection.createStatement();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "it's", "back\\slash", "\\'; drop table t; --", "é\uD83D\uDC18", "two\nlines"})
    void literalsMeanThemselves(String value) throws SQLException {
        for (String strings : new String[] {"on", "off"}) {
            run(connection, "set standard_conforming_strings to " + strings);
            statement.setEscapeProcessing(false);
            try (var rows = statement.executeQuery("select " + statement.enquoteLiteral(value) + ", "
                    + statement.enquoteNCharLiteral(value) + "::text")) {
                rows.next();
                assertThat(rows.getString(1)).isEqualTo(value);
                assertThat(rows.getString(2)).isEqualTo(value);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "plain,  true,  plain,        \"plain\"",
                "a_1$,   true,  a_1$,         \"a_1$\"",
                "Mixed,  false, \"Mixed\",    \"Mixed\"",
                "select, false, \"select\",   \"select\"",
                "user,   false, \"user\",     \"user\"",
                "1st,    false, \"1st\",      \"1st\"",
                "a b,    false, \"a b\",      \"a b\"",
                "a\"b,   false, \"a\"\"b\",   \"a\"\"b\"",
                "\"Q\",  false, \"Q\",        \"Q\"",
                "\"a\"\"b\", false, \"a\"\"b\", \"a\"\"b\"",
                "\"a\"b\", false, \"\"\"a\"\"b\"\"\", \"\"\"a\"\"b\"\"\"",
                "\"\", false, \"\"\"\"\"\", \"\"\"\"\"\"",
                "é, false, \"é\", \"é\"",
            })
    void namesAreQuotedWhereTheServerWouldReadAnother(String name, boolean simple, String quoted, String always)
            throws SQLException {
        assertThat(statement.isSimpleIdentifier(name)).isEqualTo(simple);
        assertThat(statement.enquoteIdentifier(name, false)).isEqualTo(quoted);
        assertThat(statement.enquoteIdentifier(name, true)).isEqualTo(always);
        assertThat(one(connection, "select 1 as " + quoted)).isEqualTo("1");
    }

    @Test
    void preparedStatementsQuoteAlike() throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement("select 1")) {
            assertThat(prepared.enquoteIdentifier("Mixed", false)).isEqualTo("\"Mixed\"");
            assertThat(prepared.isSimpleIdentifier("Mixed")).isFalse();
            assertThat(prepared.enquoteLiteral("it's")).isEqualTo("'it''s'");
            assertThat(prepared.enquoteNCharLiteral("it's")).isEqualTo("N'it''s'");
        }
    }

    @Test
    void refusesWhatNoServerCouldRead() {
        fails("22023", () -> statement.enquoteIdentifier("", false));
        fails("22021", () -> statement.enquoteIdentifier("a\0b", true));
        fails("22021", () -> statement.enquoteLiteral("a\0b"));
        fails("22021", () -> statement.enquoteLiteral("\uD83D"));
    }
}
