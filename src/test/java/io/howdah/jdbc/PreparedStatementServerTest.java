package io.howdah.jdbc;

import static io.howdah.jdbc.Answers.all;
import static io.howdah.jdbc.Answers.fails;
import static io.howdah.jdbc.Answers.one;
import static io.howdah.jdbc.Answers.run;
import static java.sql.Statement.EXECUTE_FAILED;
import static java.sql.Statement.SUCCESS_NO_INFO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.howdah.testserver.TestServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.List;
import java.util.TimeZone;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreparedStatementServerTest {
    private final TestServer server = TestServer.shared();
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = server.connect();
        run(connection, "create temp table t (id serial primary key, a int, s text)");
        run(connection, "set time zone 'UTC'");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private interface Setting {
        void on(PreparedStatement statement) throws SQLException;
    }

    private String asked(String sql, Setting setting) throws SQLException {
        try (var prepared = connection.prepareStatement(sql)) {
            String answer = null;
            for (int i = 0; i < 3; i++) {
                setting.on(prepared);
                String again = String.join("/", all(prepared.executeQuery()));
                assertThat(again).isEqualTo(i == 0 ? again : answer);
                answer = again;
            }
            return answer;
        }
    }

    /** What the server made of a parameter: its type and its text. */
    private String typed(Setting setting) throws SQLException {
        return asked("select pg_typeof(x), x from (select ? as x) y", setting);
    }

    // ---- setters

    @Test
    void settersDeclareTheirTypes() throws SQLException {
        assertThat(typed(s -> s.setBoolean(1, true))).isEqualTo("boolean,t");
        assertThat(typed(s -> s.setByte(1, Byte.MIN_VALUE))).isEqualTo("smallint,-128");
        assertThat(typed(s -> s.setShort(1, Short.MIN_VALUE))).isEqualTo("smallint,-32768");
        assertThat(typed(s -> s.setInt(1, Integer.MIN_VALUE))).isEqualTo("integer,-2147483648");
        assertThat(typed(s -> s.setLong(1, Long.MIN_VALUE))).isEqualTo("bigint,-9223372036854775808");
        assertThat(typed(s -> s.setFloat(1, 1.5f))).isEqualTo("real,1.5");
        assertThat(typed(s -> s.setDouble(1, Double.NaN))).isEqualTo("double precision,NaN");
        assertThat(typed(s -> s.setBigDecimal(1, new BigDecimal("-0.00100")))).isEqualTo("numeric,-0.00100");
        assertThat(typed(s -> s.setBigDecimal(1, new BigDecimal("1E+20")))).isEqualTo("numeric,100000000000000000000");
        assertThat(typed(s -> s.setString(1, "é'\\"))).endsWith(",é'\\");
        assertThat(typed(s -> s.setNString(1, ""))).endsWith(",");
        assertThat(typed(s -> s.setBytes(1, new byte[] {0, -1}))).isEqualTo("bytea,\\x00ff");
    }

    @Test
    void objectsDeclareTheTypeOfTheirClass() throws SQLException {
        assertThat(typed(s -> s.setObject(1, 'c'))).endsWith(",c");
        assertThat(typed(s -> s.setObject(1, BigInteger.TEN.pow(30)))).isEqualTo("numeric,1" + "0".repeat(30));
        assertThat(typed(s -> s.setObject(1, new UUID(0, 1)))).isEqualTo("uuid,00000000-0000-0000-0000-000000000001");
        assertThat(typed(s -> s.setObject(1, LocalDate.of(2024, 2, 29)))).isEqualTo("date,2024-02-29");
        assertThat(typed(s -> s.setObject(1, LocalTime.of(1, 2, 3)))).isEqualTo("time without time zone,01:02:03");
        assertThat(typed(s -> s.setObject(1, LocalDateTime.of(2024, 1, 2, 3, 4))))
                .startsWith("timestamp without time zone,2024-01-02 03:04");
        assertThat(typed(s -> s.setObject(1, OffsetDateTime.of(2024, 1, 2, 3, 4, 0, 0, ZoneOffset.ofHours(2)))))
                .startsWith("timestamp with time zone,2024-01-02 01:04");
        assertThat(typed(s -> s.setObject(1, Instant.EPOCH))).startsWith("timestamp with time zone,1970-01-01");
        assertThat(typed(s -> s.setObject(1, true))).isEqualTo("boolean,t");
        assertThat(typed(s -> s.setObject(1, 5L))).isEqualTo("bigint,5");
        fails("07006", () -> typed(s -> s.setObject(1, new Object()))).hasMessageContaining("java.lang.Object");
    }

    @Test
    void datesAndTimesFitTheTypeTheyMeet() throws SQLException {
        var zone = Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"));
        assertThat(asked("select ?::date", s -> s.setDate(1, Date.valueOf("2024-02-29"))))
                .isEqualTo("2024-02-29");
        assertThat(asked("select ?::time", s -> s.setTime(1, Time.valueOf("12:13:14"))))
                .isEqualTo("12:13:14");
        assertThat(asked("select ?::timestamp", s -> s.setTimestamp(1, Timestamp.valueOf("2024-01-02 03:04:05"))))
                .startsWith("2024-01-02 03:04:05");
        assertThat(asked("select ?::timestamptz at time zone 'UTC'", s -> s.setTimestamp(1, new Timestamp(0), zone)))
                .startsWith("1970-01-01 00:00:00");
        assertThat(asked("select ?::timestamp", s -> s.setTimestamp(1, new Timestamp(0), zone)))
                .startsWith("1970-01-01 09:00:00");
        assertThat(asked("select ?::date", s -> s.setDate(1, new Date(-1), zone)))
                .isEqualTo("1970-01-01");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12    | 4  | select ?::int + 1            | 13",
                "12    | -5 | select ? + 1                 | 13",
                "12    | 5  | select ? + 1                 | 13",
                "1.50  | 2  | select ? + 1                 | 2.50",
                "true  | 16 | select not ?                 | f",
                "1     | -7 | select not ?                 | f",
                "{\"a\": 1} | 1111 | select ?::jsonb ->> 'a'     | 1",
                "abc   | 12 | select upper(?)              | ABC",
                "2024-02-29 | 91 | select ?::date + 1       | 2024-03-01",
            })
    void textIsConvertedToTheTargetType(String text, int type, String sql, String answer) throws SQLException {
        assertThat(asked(sql, s -> s.setObject(1, text, type))).isEqualTo(answer);
        assertThat(asked(sql, s -> s.setObject(1, text, JDBCType.valueOf(type))))
                .isEqualTo(answer);
    }

    @Test
    void aNullIsOfAnyType() throws SQLException {
        run(
                connection,
                "create temp table n (i int, s text, b bytea, d date, ts timestamptz, u uuid, n numeric, o bool)");
        List<Setting> nulls = List.of(
                s -> s.setNull(1, Types.INTEGER),
                s -> s.setString(2, null),
                s -> s.setBytes(3, null),
                s -> s.setDate(4, null),
                s -> s.setTimestamp(5, null, Calendar.getInstance()),
                s -> s.setObject(6, null),
                s -> s.setBigDecimal(7, null),
                s -> s.setNull(8, Types.BOOLEAN));
        try (var insert = connection.prepareStatement("insert into n values (?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (Setting each : nulls) {
                each.on(insert);
            }
            insert.executeUpdate();
            for (int i = 1; i <= 8; i++) {
                insert.setNull(i, Types.NULL);
            }
            insert.executeUpdate();
            for (int i = 1; i <= 8; i++) {
                insert.setObject(i, null, Types.OTHER);
            }
            insert.executeUpdate();
            insert.setCharacterStream(2, null);
            insert.setAsciiStream(2, null);
            insert.setBinaryStream(3, null);
            insert.setTime(4, null);
            insert.setURL(2, null);
            insert.setNull(6, Types.OTHER, "uuid");
            insert.setArray(6, null);
            insert.setBlob(3, (java.sql.Blob) null);
            insert.setClob(2, (java.sql.Clob) null);
            insert.executeUpdate();
        }
        assertThat(one(connection, "select count(*) from n where n is null")).isEqualTo("4");
        assertThat(asked("select ?::inet is null", s -> s.setNull(1, Types.VARBINARY)))
                .isEqualTo("t");
    }

    // ---- streams

    @Test
    void streamsAreReadAtOnce() throws Exception {
        String text = "é\uD83D\uDE00".repeat(20_000);
        var url = java.net.URI.create("https://x.org/a").toURL();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String md5 = "select md5(?)";
        String expected = one(connection, "select md5('" + text + "')");
        assertThat(asked(md5, s -> s.setCharacterStream(1, new StringReader(text))))
                .isEqualTo(expected);
        assertThat(asked(md5, s -> s.setCharacterStream(1, new StringReader(text + "more"), text.length())))
                .isEqualTo(expected);
        assertThat(asked(md5, s -> s.setNCharacterStream(1, new StringReader(text), (long) text.length())))
                .isEqualTo(expected);
        assertThat(asked(md5, s -> s.setClob(1, new StringReader(text)))).isEqualTo(expected);
        assertThat(asked(md5, s -> s.setBinaryStream(1, new ByteArrayInputStream(bytes))))
                .isEqualTo(expected);
        assertThat(asked(md5, s -> s.setBinaryStream(1, slow(bytes), (long) bytes.length)))
                .isEqualTo(expected);
        assertThat(asked(md5, s -> s.setBlob(1, slow(bytes)))).isEqualTo(expected);
        assertThat(asked("select ?", s -> s.setAsciiStream(1, slow("abc".getBytes(StandardCharsets.US_ASCII)), 2)))
                .isEqualTo("ab");
        assertThat(asked("select ?", s -> s.setURL(1, url))).isEqualTo("https://x.org/a");
    }

    /** One byte at a time. */
    private static InputStream slow(byte[] bytes) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(1, length));
            }
        };
    }

    @Test
    void aStreamThatFailsOrIsImpossibleLeavesTheParameterAsItWas() throws SQLException {
        var failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("no more paper");
            }
        };
        var failingReader = new Reader() {
            @Override
            public int read(char[] into, int offset, int length) throws IOException {
                throw new IOException("no more paper");
            }

            @Override
            public void close() {}
        };
        try (var prepared = connection.prepareStatement("select ?::text")) {
            prepared.setString(1, "before");
            List<ThrowingCallable> calls = List.of(
                    () -> prepared.setBinaryStream(1, failing),
                    () -> prepared.setAsciiStream(1, failing, 5),
                    () -> prepared.setCharacterStream(1, failingReader));
            for (ThrowingCallable call : calls) {
                fails("22023", call).hasMessageContaining("no more paper").hasRootCauseInstanceOf(IOException.class);
            }
            fails("22023", () -> prepared.setBinaryStream(1, slow(new byte[1]), -1));
            fails("22023", () -> prepared.setCharacterStream(1, new StringReader(""), -1L));
            fails("22021", () -> prepared.setString(1, "a\0b"));
            fails("22021", () -> prepared.setString(1, "\uD800"));
            fails("22021", () -> prepared.setCharacterStream(1, new StringReader("\uDC00")));
            assertThat(all(prepared.executeQuery())).containsExactly("before");
        }
    }

    // ---- indexes

    @Test
    void indexesAreChecked() throws SQLException {
        try (var prepared = connection.prepareStatement("select ?::int, '?' -- ?")) {
            for (int wrong : new int[] {0, 2, -1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
                fails("22023", () -> prepared.setInt(wrong, 1)).hasMessageContaining("has 1 parameter,");
                fails("22023", () -> prepared.setNull(wrong, Types.INTEGER));
                fails("22023", () -> prepared.setObject(wrong, "x"));
                fails("22023", () -> prepared.setBinaryStream(wrong, slow(new byte[1])));
            }
            fails("22023", prepared::executeQuery).hasMessage("No value was set for parameter 1");
            fails("22023", prepared::addBatch);
            prepared.setInt(1, 1);
            assertThat(all(prepared.executeQuery())).containsExactly("1,?");
            assertThat(all(prepared.executeQuery())).as("values stay").containsExactly("1,?");
            prepared.clearParameters();
            fails("22023", prepared::executeQuery);
        }
    }

    @Test
    void theMostParametersThereCanBe() throws SQLException {
        int most = 65_535;
        try (var prepared = connection.prepareStatement("select " + "?+".repeat(most - 1) + "?")) {
            // An expression that deep would exceed the server's stack; only the parameters count here.
            assertThat(prepared).isNotNull();
        }
        String list = "?,".repeat(most - 1) + "?";
        try (var prepared = connection.prepareStatement("select array[" + list + "]::int[] @> array[65535]")) {
            for (int i = 1; i <= most; i++) {
                prepared.setInt(i, i);
            }
            assertThat(all(prepared.executeQuery())).containsExactly("t");
        }
        fails("54023", () -> connection.prepareStatement("select 1 where 1 in (" + list + ",?)"))
                .hasMessageContaining("65536 parameters")
                .hasMessageContaining("array");
        assertThat(one(connection, "select 1")).isEqualTo("1");
    }

    @Test
    void hostileValuesLeaveTheConnectionUsable() throws SQLException {
        try (var prepared = connection.prepareStatement("insert into t (s) values (?)")) {
            for (String hostile : new String[] {"\0", "\uD800", "x\uDC00", "\uDC00\uD800"}) {
                fails("22021", () -> prepared.setString(1, hostile));
                fails("22021", () -> prepared.setObject(1, hostile));
                fails("22021", () -> prepared.setObject(1, hostile, Types.OTHER));
            }
            fails("22023", prepared::execute);
            prepared.setString(1, "\uD83D\uDE00");
            prepared.execute();
        }
        assertThat(one(connection, "select s from t")).isEqualTo("\uD83D\uDE00");
    }

    // ---- types that change

    @Test
    void theTypeMayChangeFromExecutionToExecution() throws SQLException {
        try (var prepared = connection.prepareStatement("insert into t (a) values (?) returning a")) {
            for (int round = 0; round < 3; round++) {
                prepared.setInt(1, 1);
                assertThat(all(prepared.executeQuery())).containsExactly("1");
                prepared.setNull(1, Types.NULL);
                assertThat(all(prepared.executeQuery())).containsExactly("null");
                prepared.setLong(1, 2);
                assertThat(all(prepared.executeQuery())).containsExactly("2");
                prepared.setObject(1, "3", Types.OTHER);
                assertThat(all(prepared.executeQuery())).containsExactly("3");
                prepared.setBigDecimal(1, new BigDecimal("4"));
                assertThat(all(prepared.executeQuery())).containsExactly("4");
            }
        }
    }

    @Test
    void theTypeMayChangeFromEntryToEntry() throws SQLException {
        try (var prepared = connection.prepareStatement("insert into t (a) values (?)")) {
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < 8; i++) {
                    switch (i % 4) {
                        case 0 -> prepared.setNull(1, Types.VARCHAR);
                        case 1 -> prepared.setInt(1, i);
                        case 2 -> prepared.setObject(1, Integer.toString(i), Types.OTHER);
                        default -> prepared.setLong(1, i);
                    }
                    if (i % 4 == 0) {
                        prepared.setNull(1, Types.NULL);
                    }
                    prepared.addBatch();
                }
                assertThat(prepared.executeBatch()).containsOnly(1).hasSize(8);
            }
        }
        assertThat(one(connection, "select string_agg(coalesce(a::text, '-'), '' order by id) from t"))
                .isEqualTo("-123-567".repeat(3));
    }

    @Test
    void keysOfABatchComeInOrderWhateverTheTypes() throws SQLException {
        for (int round = 0; round < 3; round++) {
            run(connection, "truncate t restart identity");
            try (var prepared = connection.prepareStatement("insert into t (a) values (?)", new String[] {"id", "a"})) {
                for (int i = 1; i <= 6; i++) {
                    if (i % 3 == 0) {
                        prepared.setLong(1, i);
                    } else {
                        prepared.setInt(1, i);
                    }
                    prepared.addBatch();
                }
                assertThat(prepared.executeBatch()).containsOnly(1).hasSize(6);
                try (var keys = prepared.getGeneratedKeys()) {
                    assertThat(keys.isBeforeFirst()).isTrue();
                    for (int i = 1; i <= 6; i++) {
                        assertThat(keys.next()).isTrue();
                        assertThat(keys.getRow()).isEqualTo(i);
                        assertThat(keys.isLast()).isEqualTo(i == 6);
                        assertThat(keys.getInt(1)).isEqualTo(i);
                        assertThat(keys.getInt("a")).isEqualTo(i);
                    }
                    assertThat(keys.next()).isFalse();
                    assertThat(keys.isAfterLast()).isTrue();
                }
            }
        }
        try (var prepared = connection.prepareStatement("update t set a = 0 where id = ?", new String[] {"id"})) {
            prepared.setInt(1, 99);
            prepared.addBatch();
            prepared.setLong(1, 2);
            prepared.addBatch();
            prepared.setInt(1, 3);
            prepared.addBatch();
            assertThat(prepared.executeBatch()).containsExactly(0, 1, 1);
            assertThat(all(prepared.getGeneratedKeys())).containsExactly("2", "3");
        }
    }

    // ---- texts

    @Test
    void parametersMayBeSpreadOverStatements() throws SQLException {
        try (var prepared = connection.prepareStatement(
                "insert into t (a) values (?); select ?::int + a from t where a = ?; update t set a = 0; select 'x'")) {
            for (int round = 0; round < 3; round++) {
                prepared.setInt(1, round + 1);
                prepared.setInt(2, 10);
                prepared.setLong(3, round + 1);
                assertThat(prepared.execute()).isFalse();
                assertThat(prepared.getUpdateCount()).isEqualTo(1);
                assertThat(prepared.getMoreResults()).isTrue();
                assertThat(all(prepared.getResultSet())).containsExactly(Integer.toString(11 + round));
                assertThat(prepared.getMoreResults()).isFalse();
                assertThat(prepared.getUpdateCount()).isEqualTo(round + 1);
                assertThat(prepared.getMoreResults()).isTrue();
                assertThat(all(prepared.getResultSet())).containsExactly("x");
                assertThat(prepared.getMoreResults()).isFalse();
                assertThat(prepared.getUpdateCount()).isEqualTo(-1);
            }
            assertThat((Object) prepared.getMetaData()).isNull();
            assertThat(prepared.getParameterMetaData().getParameterCount()).isEqualTo(3);
        }
    }

    @Test
    void nativeParametersMayRepeat() throws SQLException {
        assertThat(asked("select $2::text || $1::text || $2 where '{\"k\": 1}'::jsonb ? 'k'", s -> {
                    s.setString(1, "a");
                    s.setString(2, "b");
                }))
                .isEqualTo("bab");
    }

    @Test
    void questionMarksInQuotesAreNoParameters() throws SQLException {
        assertThat(asked(
                        "select '?', \"?\", $$?$$, $x$?$x$, ? /* ? /* ? */ ? */ -- ?\n from (select 1 as \"?\") q"
                                + " where '{\"a\":1}'::jsonb ?? 'a'",
                        s -> s.setInt(1, 7)))
                .isEqualTo("?,1,?,?,7");
        assertThat(asked("select {fn concat(?, {fn ucase(?)})}", s -> {
                    s.setString(1, "a");
                    s.setString(2, "b");
                }))
                .isEqualTo("aB");
    }

    @Test
    void textsAreNotForPreparedStatements() throws SQLException {
        try (var prepared = connection.prepareStatement("select 1")) {
            List<ThrowingCallable> calls = List.of(
                    () -> prepared.executeQuery("select 1"),
                    () -> prepared.execute("select 1"),
                    () -> prepared.execute("select 1", 1),
                    () -> prepared.execute("select 1", new String[] {"a"}),
                    () -> prepared.execute("select 1", new int[] {1}),
                    () -> prepared.executeUpdate("select 1"),
                    () -> prepared.executeUpdate("select 1", 1),
                    () -> prepared.executeLargeUpdate("select 1"),
                    () -> prepared.addBatch("select 1"));
            for (ThrowingCallable call : calls) {
                fails("42809", call);
            }
            assertThat(prepared).hasToString("select 1");
        }
    }

    @Test
    void kindsOfResultsAreChecked() throws SQLException {
        try (var query = connection.prepareStatement("select 1");
                var update = connection.prepareStatement("insert into t (a) values (1)")) {
            for (int i = 0; i < 3; i++) {
                fails("0100E", query::executeUpdate);
                fails("02000", update::executeQuery);
                assertThat(all(query.executeQuery())).containsExactly("1");
            }
            query.setMaxRows(1);
            query.close();
            fails("55000", query::executeQuery);
            fails("55000", () -> query.setInt(1, 1));
            fails("55000", query::clearParameters);
            fails("55000", query::getMetaData);
            fails("55000", query::getParameterMetaData);
            fails("55000", query::addBatch);
        }
    }

    // ---- descriptions

    @Test
    void descriptionsNeedNoExecution() throws SQLException {
        try (var prepared = connection.prepareStatement("select a, s as label from t where a = ? and s = ?")) {
            var columns = prepared.getMetaData();
            assertThat(columns.getColumnCount()).isEqualTo(2);
            assertThat(columns.getColumnLabel(2)).isEqualTo("label");
            assertThat(columns.getColumnType(1)).isEqualTo(Types.INTEGER);
            var parameters = prepared.getParameterMetaData();
            assertThat(parameters.getParameterCount()).isEqualTo(2);
            assertThat(parameters.getParameterType(1)).isEqualTo(Types.INTEGER);
            assertThat(parameters.getParameterTypeName(2)).isEqualTo("text");
            fails("22023", () -> parameters.getParameterType(3));
            prepared.setInt(1, 1);
            prepared.setString(2, "x");
            assertThat(all(prepared.executeQuery())).isEmpty();
            assertThat(prepared.getMetaData().getColumnCount()).isEqualTo(2);
        }
        try (var update = connection.prepareStatement("update t set a = ?")) {
            assertThat((Object) update.getMetaData()).isNull();
            assertThat(update.getParameterMetaData().getParameterType(1)).isEqualTo(Types.INTEGER);
        }
        try (var bad = connection.prepareStatement("select nix from t where a = ?")) {
            fails("42703", bad::getMetaData);
            fails("42703", bad::getParameterMetaData);
        }
        assertThat(one(connection, "select 1")).isEqualTo("1");
    }

    // ---- batches

    @Test
    void aBatchThatFailsTellsWhere() throws SQLException {
        try (var prepared = connection.prepareStatement("insert into t (id, a) values (?, ?)")) {
            for (int round = 0; round < 3; round++) {
                int[] ids = {1, 2, 2, 3};
                for (int id : ids) {
                    prepared.setInt(1, id);
                    prepared.setInt(2, 0);
                    prepared.addBatch();
                }
                var error = catchThrowableOfType(BatchUpdateException.class, prepared::executeBatch);
                assertThat(error.getMessage())
                        .startsWith("Batch entry 2 of 4 failed")
                        .contains("\"t_pkey\"");
                assertThat(error.getSQLState()).isEqualTo("23505");
                assertThat(error.getUpdateCounts()).containsOnly(EXECUTE_FAILED).hasSize(4);
                assertThat(error.getNextException().getSQLState()).isEqualTo("23505");
                assertThat(prepared.executeBatch()).isEmpty();
                assertThat(one(connection, "select count(*) from t")).isEqualTo("0");
            }
        }
    }

    @Test
    void aBatchThatFailsInALaterRunOfTypesTellsWhere() throws SQLException {
        try (var prepared = connection.prepareStatement("insert into t (id) values (?)")) {
            prepared.setInt(1, 1);
            prepared.addBatch();
            prepared.setLong(1, 2);
            prepared.addBatch();
            prepared.setLong(1, 1);
            prepared.addBatch();
            prepared.setInt(1, 4);
            prepared.addBatch();
            var error = catchThrowableOfType(BatchUpdateException.class, prepared::executeLargeBatch);
            assertThat(error.getMessage()).startsWith("Batch entry 2 of 4 failed");
        }
    }

    @Test
    void selectsInABatchAreLetPass() throws SQLException {
        try (var prepared = connection.prepareStatement("select ?::int")) {
            prepared.setInt(1, 1);
            prepared.addBatch();
            prepared.addBatch();
            assertThat(prepared.executeBatch()).containsExactly(SUCCESS_NO_INFO, SUCCESS_NO_INFO);
        }
        try (var ddl = connection.prepareStatement("create temp table if not exists ddl ()")) {
            ddl.addBatch();
            ddl.addBatch();
            assertThat(ddl.executeBatch()).containsExactly(0, 0);
        }
    }

    @Test
    void batchesTakeTheValuesOfTheirTime() throws SQLException {
        try (var prepared = connection.prepareStatement("insert into t (a, s) values (?, ?)")) {
            prepared.setString(2, "same");
            for (int i = 0; i < 3; i++) {
                prepared.setInt(1, i);
                prepared.addBatch();
            }
            prepared.setInt(1, 99);
            prepared.clearParameters();
            assertThat(prepared.executeBatch()).containsExactly(1, 1, 1);
            prepared.setInt(1, 5);
            prepared.setString(2, "x");
            prepared.addBatch();
            prepared.clearBatch();
            assertThat(prepared.executeBatch()).isEmpty();
            assertThat(prepared.executeUpdate()).isEqualTo(1);
        }
        assertThat(one(connection, "select string_agg(a || s, ',' order by id) from t"))
                .isEqualTo("0same,1same,2same,5x");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20_000})
    void largeBatchesDoNotLockUp(int size) throws SQLException {
        try (var prepared =
                connection.prepareStatement("insert into t (s) values (?) returning s", new String[] {"s"})) {
            String text = "x".repeat(200);
            prepared.setString(1, text);
            for (int i = 0; i < size; i++) {
                prepared.addBatch();
            }
            assertThat(prepared.executeBatch()).hasSize(size).containsOnly(1);
            assertThat(all(prepared.getGeneratedKeys())).hasSize(size).containsOnly(text);
        }
    }
}
