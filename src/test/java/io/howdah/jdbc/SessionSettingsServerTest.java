package io.howdah.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.testserver.TestServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that decide how values are read, changed while a session lasts. */
class SessionSettingsServerTest {
    private static final String SUMMER = "timestamptz '2024-07-01 12:00:00+00'";

    private final TimeZone before = TimeZone.getDefault();
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = TestServer.shared().connect();
    }

    @AfterEach
    void close() throws SQLException {
        TimeZone.setDefault(before);
        connection.close();
    }

    @Test
    void theSessionStartsInTheZoneOfTheJvm() throws SQLException {
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
        try (Connection there = TestServer.shared().connect();
                Statement statement = there.createStatement();
                ResultSet rows = statement.executeQuery("show timezone")) {
            rows.next();
            assertThat(rows.getString(1)).isEqualTo("Asia/Kathmandu");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Europe/Berlin", "UTC", "<+02>-02", "<-0330>+03:30", "-5", "EST", "America/New_York", "GMT+3"})
    void aChangedTimeZoneChangesTheText(String zone) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select " + SUMMER + ", " + SUMMER + "::text")) {
            for (int i = 0; i < 3; i++) {
                verifyTextIsTheServers(statement);
            }
            set("set time zone '" + zone + "'");
            verifyTextIsTheServers(statement);
            connection.setAutoCommit(false);
            set("set local time zone 'Asia/Tokyo'");
            verifyTextIsTheServers(statement);
            connection.rollback();
            verifyTextIsTheServers(statement);
        }
    }

    /** Opened before the change, a result is read as it was sent. */
    @Test
    void anOpenResultKeepsItsZone() throws SQLException {
        set("set time zone 'UTC'");
        try (PreparedStatement statement = connection.prepareStatement("select " + SUMMER)) {
            statement.executeQuery().close();
            statement.executeQuery().close();
            try (ResultSet rows = statement.executeQuery()) {
                set("set time zone 'Asia/Tokyo'");
                rows.next();
                assertThat(rows.getString(1)).isEqualTo("2024-07-01 12:00:00+00");
            }
        }
    }

    private static void verifyTextIsTheServers(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            rows.next();
            assertThat(rows.getString(1)).isEqualTo(rows.getString(2));
            assertThat(rows.getObject(1, OffsetDateTime.class)).isEqualTo(OffsetDateTime.parse("2024-07-01T12:00Z"));
        }
    }

    @Test
    void aChangedZoneOfTheJvmChangesWhatLocalTimesMean() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select timestamp '2024-07-01 12:00', ?::timestamptz, ?::timestamp::text")) {
            for (String zone : new String[] {"UTC", "Asia/Tokyo", "Europe/Berlin", "UTC"}) {
                TimeZone.setDefault(TimeZone.getTimeZone(zone));
                for (int i = 0; i < 3; i++) {
                    Timestamp noon = Timestamp.valueOf("2024-07-01 12:00:00");
                    statement.setTimestamp(1, noon);
                    statement.setTimestamp(2, noon);
                    try (ResultSet rows = statement.executeQuery()) {
                        rows.next();
                        assertThat(rows.getTimestamp(1)).isEqualTo(noon);
                        assertThat(rows.getTimestamp(2)).isEqualTo(noon);
                        assertThat(rows.getString(3)).isEqualTo("2024-07-01 12:00:00");
                    }
                }
            }
        }
    }

    /** No style but ISO is understood, since 03/04 may be March or April. None is taken for another date. */
    @ParameterizedTest
    @CsvSource({"'German'", "'SQL, MDY'", "'SQL, DMY'", "'Postgres, MDY'", "'Postgres, DMY'"})
    void anotherDateStyleIsRefusedInTextAndRightInBinary(String style) throws SQLException {
        set("set datestyle = '" + style + "'");
        String sql = "select date '2024-03-04', timestamp '2024-03-04 05:06:07', timestamptz '2024-03-04 05:06:07Z',"
                + " time '05:06:07', date '0044-03-15 BC'";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            for (int column : new int[] {1, 2, 3, 5}) {
                for (Class<?> target :
                        new Class<?>[] {Object.class, LocalDate.class, Timestamp.class, java.sql.Date.class}) {
                    assertThatThrownBy(() -> rows.getObject(column, target))
                            .isInstanceOf(SQLException.class)
                            .hasMessageContaining("SET DateStyle = 'ISO'")
                            .satisfies(e ->
                                    assertThat(((SQLException) e).getSQLState()).isEqualTo("22007"));
                }
                assertThat(rows.getString(column)).isNotBlank();
            }
            assertThat(rows.getObject(4, LocalTime.class)).isEqualTo(LocalTime.of(5, 6, 7));
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.executeQuery().close();
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                verifyDates(rows);
            }
        }
        set("set datestyle = 'ISO, DMY'");
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql + " as again")) {
            rows.next();
            verifyDates(rows);
        }
    }

    private static void verifyDates(ResultSet rows) throws SQLException {
        assertThat(rows.getObject(1, LocalDate.class)).isEqualTo(LocalDate.of(2024, 3, 4));
        assertThat(rows.getTimestamp(2)).isEqualTo(Timestamp.valueOf("2024-03-04 05:06:07"));
        assertThat(rows.getObject(3, OffsetDateTime.class)).isEqualTo(OffsetDateTime.parse("2024-03-04T05:06:07Z"));
        assertThat(rows.getObject(5, LocalDate.class)).isEqualTo(LocalDate.of(-43, 3, 15));
    }

    /** The server reads what we send alike in all styles. */
    @Test
    void parametersDoNotDependOnTheDateStyle() throws SQLException {
        for (String style : new String[] {"German", "SQL, MDY", "SQL, DMY", "Postgres, DMY", "ISO, YMD"}) {
            set("set datestyle = '" + style + "'");
            try (PreparedStatement statement = connection.prepareStatement(
                    "select ?::date = '2024-03-04', ?::timestamp = '2024-03-04 05:06:07'")) {
                statement.setDate(1, java.sql.Date.valueOf("2024-03-04"));
                statement.setTimestamp(2, Timestamp.valueOf("2024-03-04 05:06:07"));
                try (ResultSet rows = statement.executeQuery()) {
                    rows.next();
                    assertThat(rows.getBoolean(1)).isTrue();
                    assertThat(rows.getBoolean(2)).isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hex", "escape"})
    void byteaIsReadInBothOutputForms(String output) throws SQLException {
        set("set bytea_output = '" + output + "'");
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select '\\x00275cff41'::bytea, 1 as " + output)) {
            rows.next();
            assertThat(rows.getBytes(1)).containsExactly(0, 0x27, 0x5c, 0xff, 0x41);
        }
    }

    /** Fewer digits in text, the value in binary. */
    @ParameterizedTest
    @ValueSource(strings = {"-15", "0", "3"})
    void floatsAreReadWithWhateverDigitsTheyCome(String digits) throws SQLException {
        set("set extra_float_digits = " + digits);
        try (PreparedStatement statement = connection.prepareStatement("select 0.5::float8, 0.25::float4")) {
            for (int i = 0; i < 3; i++) {
                try (ResultSet rows = statement.executeQuery()) {
                    rows.next();
                    assertThat(rows.getDouble(1)).isEqualTo(0.5);
                    assertThat(rows.getFloat(2)).isBetween(0.19f, 0.31f);
                }
            }
        }
    }

    private void set(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
