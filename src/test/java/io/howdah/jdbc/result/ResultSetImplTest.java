package io.howdah.jdbc.result;

import static io.howdah.session.ServerWords.binaryColumn;
import static io.howdah.session.ServerWords.column;
import static io.howdah.session.ServerWords.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.howdah.wire.Field;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResultSetImplTest {
    private static final int BYTEA = 17;
    private static final int INT4 = 23;
    private static final int INT8 = 20;
    private static final int TEXT = 25;
    private static final int DATE = 1082;
    private static final int TIME = 1083;
    private static final int TIMESTAMP = 1114;
    private static final int TIMESTAMPTZ = 1184;
    private static final int NUMERIC = 1700;

    private static final Map<Class<?>, Object> ARGUMENTS = Map.of(
            int.class,
            1,
            long.class,
            1L,
            boolean.class,
            true,
            byte.class,
            (byte) 1,
            short.class,
            (short) 1,
            float.class,
            1f,
            double.class,
            1d,
            String.class,
            "a",
            Class.class,
            String.class);

    // ---- values

    @Test
    void readsPrimitivesInBothFormats() throws SQLException {
        try (ResultSet result = Results.of(
                List.of(column("t", INT4), binaryColumn("b", INT4), binaryColumn("l", INT8)), row("42", 42, 42L))) {
            result.next();
            for (int i = 1; i <= 3; i++) {
                assertThat(result.getInt(i)).isEqualTo(42);
                assertThat(result.getLong(i)).isEqualTo(42);
                assertThat(result.getShort(i)).isEqualTo((short) 42);
                assertThat(result.getByte(i)).isEqualTo((byte) 42);
                assertThat(result.getFloat(i)).isEqualTo(42);
                assertThat(result.getDouble(i)).isEqualTo(42);
                assertThat(result.getBigDecimal(i)).isEqualTo("42");
                assertThat(result.getString(i)).isEqualTo("42");
                assertThat(result.getNString(i)).isEqualTo("42");
                assertThat(result.getObject(i, BigInteger.class)).isEqualTo(42);
            }
            assertThat(result.getInt("B")).isEqualTo(42);
            assertThat(result.getObject("b")).isEqualTo(42);
            assertThat(result.getObject("l")).isEqualTo(42L);
            assertThat(result.getObject("l", String.class)).isEqualTo("42");
        }
    }

    @Test
    void nullIsNullOrZeroAndRemembered() throws Exception {
        List<Field> columns = List.of(
                column("a", INT4), column("b", TEXT), column("c", BYTEA), column("d", TIMESTAMP), column("e", TEXT));
        ResultSet result = Results.of(columns, row(null, null, null, null, "x"));
        result.next();
        assertThat(result.wasNull()).isFalse();
        Set<String> refused = Set.of("getRef", "getBlob", "getClob", "getNClob", "getArray", "getSQLXML", "getRowId");
        int asked = 0;
        for (Method method : ResultSet.class.getMethods()) {
            Class<?>[] parameters = method.getParameterTypes();
            if (!method.getName().startsWith("get") || parameters.length == 0 || refused.contains(method.getName())) {
                continue;
            }
            result.getString(5);
            assertThat(result.wasNull()).isFalse();
            Object[] arguments = arguments(parameters);
            Object value = method.invoke(result, arguments);
            assertThat(value).as(method.toString()).isIn(null, 0, 0L, 0f, 0d, (short) 0, (byte) 0, false);
            assertThat(result.wasNull()).as(method.toString()).isTrue();
            asked++;
        }
        assertThat(asked).isGreaterThan(50);
    }

    @ParameterizedTest
    @CsvSource({"128, getByte", "-129, getByte", "32768, getShort", "-32769, getShort", "2147483648, getInt"})
    void refusesNumbersOutOfRange(String number, String getter) throws Exception {
        ResultSet result = Results.of(List.of(column("a", INT8)), row(number));
        result.next();
        Method method = ResultSet.class.getMethod(getter, int.class);
        Throwable thrown = catchThrowable(() -> method.invoke(result, 1));
        assertThat(((SQLException) ((InvocationTargetException) thrown).getTargetException()).getSQLState())
                .isEqualTo("22003");
        assertThat(result.getLong(1)).isEqualTo(Long.parseLong(number));
    }

    @Test
    @SuppressWarnings("deprecation")
    void aScaleRoundsHalfUp() throws SQLException {
        ResultSet result = Results.of(List.of(column("a", NUMERIC)), row("1.005"));
        result.next();
        assertThat(result.getBigDecimal(1, 2)).isEqualTo("1.01");
        assertThat(result.getBigDecimal("a", 4)).isEqualTo(new BigDecimal("1.0050"));
    }

    @Test
    @SuppressWarnings("deprecation")
    void streamsTextAndBytes() throws SQLException, IOException {
        ResultSet result =
                Results.of(List.of(column("t", TEXT), binaryColumn("b", BYTEA)), row("aß", new byte[] {1, -1}));
        result.next();
        assertThat(bytes(result.getAsciiStream(1))).isEqualTo("a?".getBytes(StandardCharsets.US_ASCII));
        assertThat(bytes(result.getUnicodeStream(1))).isEqualTo(new byte[] {0, 'a', 0, (byte) 0xDF});
        assertThat(bytes(result.getBinaryStream(1))).isEqualTo("aß".getBytes(StandardCharsets.UTF_8));
        assertThat(bytes(result.getBinaryStream("b"))).isEqualTo(new byte[] {1, -1});
        for (Reader reader : List.of(result.getCharacterStream(1), result.getNCharacterStream("t"))) {
            char[] text = new char[3];
            assertThat(reader.read(text)).isEqualTo(2);
            assertThat(new String(text, 0, 2)).isEqualTo("aß");
        }
    }

    @Test
    void datesAreOfTheCalendarsZoneOrTheClients() throws SQLException {
        Calendar tokyo = Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"));
        ResultSet result = Results.of(
                List.of(column("d", DATE), column("t", TIME), column("ts", TIMESTAMP), column("tz", TIMESTAMPTZ)),
                row("2024-07-01", "10:00:00", "2024-07-01 10:00:00.5", "2024-07-01 10:00:00+00"));
        result.next();
        assertThat(result.getDate(1)).isEqualTo(new Date(instant("2024-06-30T22:00:00Z")));
        assertThat(result.getDate(1, tokyo)).isEqualTo(new Date(instant("2024-06-30T15:00:00Z")));
        assertThat(result.getDate("d", null)).isEqualTo(result.getDate(1));
        assertThat(result.getTime(2)).isEqualTo(new Time(instant("1970-01-01T09:00:00Z")));
        assertThat(result.getTime("t", tokyo)).isEqualTo(new Time(instant("1970-01-01T01:00:00Z")));
        assertThat(result.getTimestamp(3)).isEqualTo(new Timestamp(instant("2024-07-01T08:00:00.5Z")));
        assertThat(result.getTimestamp("ts", tokyo)).isEqualTo(new Timestamp(instant("2024-07-01T01:00:00.5Z")));
        assertThat(result.getTimestamp(4, tokyo)).isEqualTo(new Timestamp(instant("2024-07-01T10:00:00Z")));
        assertThat(result.getObject(1, LocalDate.class)).isEqualTo(LocalDate.of(2024, 7, 1));
    }

    @Test
    void objectsOfOtherClasses() throws SQLException {
        UUID uuid = UUID.fromString("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11");
        ResultSet result = Results.of(
                List.of(column("u", 2950), column("t", TEXT), column("url", TEXT)),
                row(uuid.toString(), "x", "https://example.org/a"));
        result.next();
        assertThat(result.getObject(1)).isEqualTo(uuid);
        assertThat(result.getObject(1, UUID.class)).isEqualTo(uuid);
        assertThat(result.getObject(2, Map.of())).isEqualTo("x");
        assertThat(result.getObject(2, (Map<String, Class<?>>) null)).isEqualTo("x");
        assertThat(result.getObject(2, new HashMap<>(Map.of("other", Integer.class))))
                .isEqualTo("x");
        assertThat(result.getObject(3, Map.of("text", URL.class))).hasToString("https://example.org/a");
        assertState(() -> result.getObject(2, Map.of("text", Integer.class)), "22003");
        assertThat(result.getURL(3)).hasHost("example.org");
        assertState(() -> result.getURL(2), "22P02");
        assertState(() -> result.getObject(2, (Class<?>) null), "22023");
        assertState(() -> result.getObject(2, Thread.class), "42846");
        assertState(() -> result.getInt(2), "22003");
    }

    @Test
    void theMaximalFieldSizeCutsTextAndBytesOnly() throws SQLException {
        ResultOptions three = new ResultOptions(
                ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY, ResultSet.CLOSE_CURSORS_AT_COMMIT, 0, 3, null);
        ResultSet result = Results.of(
                three,
                0,
                List.of(
                        column("t", TEXT),
                        column("utf", TEXT),
                        binaryColumn("b", BYTEA),
                        column("hex", BYTEA),
                        column("escape", BYTEA),
                        column("n", INT8),
                        column("short", TEXT),
                        column("digits", TEXT)),
                row("abcdef", "aäß", new byte[] {1, 2, 3, 4}, "\\x01020304", "a\\\\bc", "123456", "abc", "12345"));
        result.next();
        assertThat(result.getString(1)).isEqualTo("abc");
        assertThat(result.getObject(1)).isEqualTo("abc");
        assertThat(result.getString(2)).isEqualTo("aä");
        assertThat(result.getBytes(3)).containsExactly(1, 2, 3);
        assertThat(result.getBytes(4)).containsExactly(1, 2, 3);
        assertThat(result.getString(4)).isEqualTo("\\x010203");
        assertThat(result.getBytes(5)).startsWith('a', '\\', 'b');
        assertThat(result.getString(6)).isEqualTo("123456");
        assertThat(result.getString(7)).isEqualTo("abc");
        assertThat(result.getInt(8)).isEqualTo(12345);
    }

    @Test
    void aCutNeverSplitsACharacter() throws SQLException {
        ResultOptions two = new ResultOptions(
                ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY, ResultSet.CLOSE_CURSORS_AT_COMMIT, 0, 2, null);
        ResultSet result = Results.of(two, 0, List.of(column("t", TEXT), column("u", TEXT)), row("aß", "€"));
        result.next();
        assertThat(result.getString(1)).isEqualTo("a");
        assertThat(result.getString(2)).isEmpty();
        assertThat(result.wasNull()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"getRef, 0AX00", "getArray, 42846", "getBlob, 42846", "getRowId, 42846"})
    void refusesWhatATextIsNot(String getter, String sqlState) throws Exception {
        ResultSet result = Results.of(List.of(column("a", TEXT)), row("x"));
        result.next();
        Method method = ResultSet.class.getMethod(getter, int.class);
        Throwable thrown = catchThrowable(() -> method.invoke(result, 1));
        assertThat(((SQLException) ((InvocationTargetException) thrown).getTargetException()).getSQLState())
                .isEqualTo(sqlState);
    }

    // ---- states

    @Test
    void sixStepsOfOneResult() throws SQLException {
        ResultSet result = Results.of(List.of(column("a", INT4)), row("1"), row("2"));
        assertThat(result.isBeforeFirst()).isTrue();
        Throwable before = assertState(() -> result.getInt(1), "24000");
        assertThat(before).hasMessageContaining("call next() first");
        assertThat(result.next()).isTrue();
        assertThat(result.isFirst()).isTrue();
        assertThat(result.isBeforeFirst()).isFalse();
        assertThat(result.getRow()).isEqualTo(1);
        assertThat(result.next()).isTrue();
        assertThat(result.isLast()).isTrue();
        assertThat(result.isFirst()).isFalse();
        assertThat(result.getInt(1)).isEqualTo(2);
        assertThat(result.next()).isFalse();
        assertThat(result.isAfterLast()).isTrue();
        assertThat(result.getRow()).isZero();
        assertThat(assertState(() -> result.getInt(1), "24000")).hasMessageContaining("behind its last row");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 3, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void refusesColumnsThatAreNotThere(int index) throws SQLException {
        ResultSet result = Results.of(List.of(column("a", INT4), column("b", INT4)), row("1", "2"));
        result.next();
        assertThat(assertState(() -> result.getInt(index), "22023")).hasMessageContaining("2 columns");
        assertState(() -> result.getString("c"), "42703");
        assertState(() -> result.findColumn("c"), "42703");
        assertThat(result.findColumn("b")).isEqualTo(2);
    }

    @Test
    void maximalRowsCutTheRest() throws SQLException {
        ResultSet result = Results.of(ResultOptions.PLAIN, 1, List.of(column("a", INT4)), row("1"), row("2"));
        assertThat(result.next()).isTrue();
        assertThat(result.isLast()).isTrue();
        assertThat(result.next()).isFalse();
        assertThat(result.isAfterLast()).isTrue();
    }

    @Test
    void everyMethodOfAClosedResultSaysSo() throws Exception {
        ResultSet result = Results.of(List.of(column("a", INT4)), row("1"));
        result.next();
        result.close();
        Set<String> allowed = Set.of("close", "isClosed", "unwrap", "isWrapperFor");
        for (Method method : ResultSet.class.getMethods()) {
            if (allowed.contains(method.getName())) {
                continue;
            }
            assertThat(stateOf(result, method)).as(method.toString()).isEqualTo("55000");
        }
        result.close();
        assertThat(result.isClosed()).isTrue();
    }

    @Test
    void everyUpdateIsRefused() throws Exception {
        ResultSet result = Results.of(List.of(column("a", INT4)), row("1"));
        result.next();
        Set<String> others = Set.of(
                "insertRow", "deleteRow", "refreshRow", "cancelRowUpdates", "moveToInsertRow", "moveToCurrentRow");
        int refused = 0;
        for (Method method : ResultSet.class.getMethods()) {
            if (method.getName().startsWith("update") || others.contains(method.getName())) {
                assertThat(stateOf(result, method)).as(method.toString()).isEqualTo("24000");
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(80);
        assertThat(result.rowUpdated() || result.rowInserted() || result.rowDeleted())
                .isFalse();
    }

    @Test
    void everyMoveButForwardIsRefused() throws SQLException {
        ResultSet result = Results.of(List.of(column("a", INT4)), row("1"));
        List<ThrowingCallable> moves = List.of(
                result::first,
                result::last,
                result::previous,
                result::beforeFirst,
                result::afterLast,
                () -> result.absolute(1),
                () -> result.relative(1),
                () -> result.setFetchDirection(ResultSet.FETCH_REVERSE));
        for (ThrowingCallable move : moves) {
            assertState(move, "24000");
        }
        assertThat(result.next()).isTrue();
    }

    @Test
    void tellsWhatItIs() throws SQLException {
        ResultOptions options = new ResultOptions(
                ResultSet.TYPE_FORWARD_ONLY,
                ResultSet.CONCUR_READ_ONLY,
                ResultSet.HOLD_CURSORS_OVER_COMMIT,
                7,
                0,
                null);
        ResultSet result = Results.of(options, 0, List.of(column("a", INT4)), row("1"));
        assertThat(result.getType()).isEqualTo(ResultSet.TYPE_FORWARD_ONLY);
        assertThat(result.getConcurrency()).isEqualTo(ResultSet.CONCUR_READ_ONLY);
        assertThat(result.getHoldability()).isEqualTo(ResultSet.HOLD_CURSORS_OVER_COMMIT);
        assertThat(result.getFetchSize()).isEqualTo(7);
        assertThat(result.getFetchDirection()).isEqualTo(ResultSet.FETCH_FORWARD);
        assertThat(result.getCursorName()).isNull();
        assertThat((Object) result.getWarnings()).isNull();
        result.clearWarnings();
        result.setFetchSize(1000);
        assertThat(result.getFetchSize()).isEqualTo(1000);
        assertState(() -> result.setFetchSize(-1), "22023");
        result.setFetchDirection(ResultSet.FETCH_FORWARD);
        assertState(() -> result.setFetchDirection(1), "22023");
        assertThat(result.getMetaData()).isSameAs(result.getMetaData());
        assertThat(result.isWrapperFor(ResultSet.class)).isTrue();
        assertThat(result.unwrap(ResultSetImpl.class)).isSameAs(result);
        assertThat(result.isWrapperFor(Statement.class)).isFalse();
        assertState(() -> result.unwrap(Statement.class), "22023");
        assertState(() -> result.unwrap(null), "22023");
    }

    @Test
    void knowsItsStatementAndTellsItsOwnerOnceThatItIsClosed() throws SQLException {
        Statement statement = (Statement) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Statement.class}, (proxy, method, arguments) -> null);
        List<ResultSet> closed = new ArrayList<>();
        List<Field> columns = List.of(column("a", INT4));
        ResultSet result = new ResultSetImpl(
                new EmptyCursor(),
                Results.layout(columns),
                Results.CONTEXT,
                ColumnOrigins.UNKNOWN,
                ResultOptions.PLAIN,
                statement,
                done -> {
                    assertThat(done.isClosed()).isTrue();
                    done.close();
                    closed.add(done);
                });
        assertThat(result.getStatement() == statement).isTrue();
        assertThat(result.next()).isFalse();
        assertState(() -> result.getInt(1), "24000");
        result.close();
        result.close();
        assertThat(closed).containsExactly(result);
    }

    private static String stateOf(ResultSet result, Method method) {
        Throwable thrown = catchThrowable(() -> method.invoke(result, arguments(method.getParameterTypes())));
        return thrown instanceof InvocationTargetException wrapped
                        && wrapped.getTargetException() instanceof SQLException sql
                ? sql.getSQLState()
                : "no SQLException: " + thrown;
    }

    /** For column 1, or "a". */
    private static Object[] arguments(Class<?>[] parameters) {
        return Arrays.stream(parameters).map(ARGUMENTS::get).toArray();
    }

    private static byte[] bytes(InputStream stream) throws IOException {
        return stream.readAllBytes();
    }

    private static long instant(String iso) {
        return java.time.Instant.parse(iso).toEpochMilli();
    }

    private static Throwable assertState(ThrowingCallable call, String sqlState) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).isInstanceOf(SQLException.class);
        assertThat(((SQLException) thrown).getSQLState()).isEqualTo(sqlState);
        return thrown;
    }
}
