package io.howdah.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.datasource.HowdahDataSource;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.SimpleJdbcCall;
import org.springframework.jdbc.core.simple.SimpleJdbcInsert;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.transaction.support.TransactionTemplate;

class SpringJdbcTest {
    public record Elephant(long id, String name, LocalDate born) {}

    private final ToolDatabase database = ToolDatabase.create("spring");
    private final DataSource dataSource = dataSource(database.url(), database.user(), database.password());
    private final JdbcClient jdbc = JdbcClient.create(dataSource);

    private static DataSource dataSource(String url, String user, String password) {
        var dataSource = new DriverManagerDataSource(url, user, password);
        dataSource.setDriverClassName("io.howdah.Driver");
        return dataSource;
    }

    @BeforeEach
    void makeTables() throws SQLException {
        database.execute("""
                create table elephant (id bigint generated always as identity primary key, name text not null unique,
                    born date, tag uuid, seen timestamptz, labels jsonb, nicknames text[], weight numeric);
                create function plus(a int, inout b int, out twice int) language sql as 'select a + b, 2 * (a + b)';
                create procedure rename(old text, new text) language sql as
                    'update elephant set name = new where name = old';
                """);
    }

    @Test
    void readsRecordsByName() {
        jdbc.sql("insert into elephant (name, born) values (:name, :born)")
                .param("name", "Hathi")
                .param("born", LocalDate.of(1894, 1, 1))
                .update();
        assertThat(jdbc.sql("select id, name, born from elephant where born < :day")
                        .param("day", LocalDate.of(1900, 1, 1))
                        .query(Elephant.class)
                        .single())
                .isEqualTo(new Elephant(1, "Hathi", LocalDate.of(1894, 1, 1)));
    }

    @Test
    void bindsWhatHasNoTypeCodeAndNulls() {
        var tag = UUID.randomUUID();
        var seen = OffsetDateTime.of(2026, 5, 1, 10, 0, 0, 0, ZoneOffset.UTC);
        jdbc.sql("insert into elephant (name, tag, seen, labels, nicknames, weight) values (?, ?, ?, ?, ?, ?)")
                .params("Hathi", tag, seen, "{\"a\": 1}", new String[] {"x", null}, 1.5)
                .update();
        jdbc.sql("insert into elephant (name, tag, seen, labels, nicknames, weight) values (?, ?, ?, ?, ?, ?)")
                .params(java.util.Arrays.asList("Nobody", null, null, null, null, null))
                .update();
        Map<String, Object> row = jdbc.sql("select * from elephant where tag = ?")
                .param(tag)
                .query()
                .singleRow();
        assertThat(row).containsEntry("tag", tag).containsEntry("labels", "{\"a\": 1}");
        assertThat(jdbc.sql("select count(*) from elephant where labels @> ?::jsonb")
                        .param("{\"a\": 1}")
                        .query(Long.class)
                        .single())
                .isOne();
        assertThat(jdbc.sql("select name from elephant where weight is null")
                        .query(String.class)
                        .single())
                .isEqualTo("Nobody");
    }

    @Test
    void expandsListsAndTakesTypes() {
        var named = new NamedParameterJdbcTemplate(dataSource);
        named.batchUpdate("insert into elephant (name, labels) values (:name, :labels)", new MapSqlParameterSource[] {
            new MapSqlParameterSource("name", "A").addValue("labels", "{}", Types.OTHER),
            new MapSqlParameterSource("name", "B").addValue("labels", null, Types.OTHER),
            new MapSqlParameterSource("name", "C").addValue("labels", new SqlParameterValue(Types.OTHER, "[]")),
        });
        assertThat(named.queryForList(
                        "select name from elephant where name in (:names) order by 1",
                        Map.of("names", List.of("A", "C", "D")),
                        String.class))
                .containsExactly("A", "C");
    }

    @Test
    void givesGeneratedKeys() {
        var keys = new GeneratedKeyHolder();
        jdbc.sql("insert into elephant (name) values (?), (?)").params("A", "B").update(keys, "id");
        assertThat(keys.getKeyList()).containsExactly(Map.of("id", 1L), Map.of("id", 2L));
        Number third = new SimpleJdbcInsert(dataSource)
                .withTableName("elephant")
                .usingGeneratedKeyColumns("id")
                .executeAndReturnKey(Map.of("name", "C"));
        assertThat(third).isEqualTo(3L);
    }

    @Test
    void batchesTellWhatEachDid() {
        var template = new JdbcTemplate(dataSource);
        assertThat(template.batchUpdate(
                        "insert into elephant (name) values (?)", List.of(new Object[] {"A"}, new Object[] {"B"})))
                .containsExactly(1, 1);
        assertThat(template.batchUpdate("update elephant set born = now()", "delete from elephant where name = 'A'"))
                .containsExactly(2, 1);
    }

    @Test
    void streamsByFetchSize() {
        var template = new JdbcTemplate(dataSource);
        template.setFetchSize(100);
        template.setMaxRows(1000);
        var seen = new ArrayList<Integer>();
        try (var numbers =
                template.queryForStream("select * from generate_series(1, 2000)", (row, i) -> row.getInt(1))) {
            numbers.forEach(seen::add);
        }
        assertThat(seen).hasSize(1000).last().isEqualTo(1000);
    }

    @Test
    void callsFunctionsAndProceduresByTheirMetadata() throws SQLException {
        Map<String, Object> out =
                new SimpleJdbcCall(dataSource).withProcedureName("plus").execute(Map.of("a", 2, "b", 3));
        assertThat(out).containsEntry("b", 5).containsEntry("twice", 10);
        assertThat(new SimpleJdbcCall(dataSource)
                        .withFunctionName("upper")
                        .withoutProcedureColumnMetaDataAccess()
                        .declareParameters(
                                new org.springframework.jdbc.core.SqlOutParameter("returned", Types.VARCHAR),
                                new org.springframework.jdbc.core.SqlParameter("it", Types.VARCHAR))
                        .executeFunction(String.class, "hathi"))
                .isEqualTo("HATHI");
        jdbc.sql("insert into elephant (name) values ('A')").update();
        new SimpleJdbcCall(dataSource).withProcedureName("rename").execute(Map.of("old", "A", "new", "B"));
        assertThat(database.query("select name from elephant")).containsExactly("B");
    }

    @Test
    void transactionsCommitAndRollBackToSavepoints() {
        var transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        transaction.executeWithoutResult(status -> {
            jdbc.sql("insert into elephant (name) values ('A')").update();
            Object savepoint = status.createSavepoint();
            assertThatThrownBy(() ->
                            jdbc.sql("insert into elephant (name) values ('A')").update())
                    .isInstanceOf(DuplicateKeyException.class);
            status.rollbackToSavepoint(savepoint);
            jdbc.sql("insert into elephant (name) values ('B')").update();
        });
        assertThat(jdbc.sql("select name from elephant order by 1")
                        .query(String.class)
                        .list())
                .containsExactly("A", "B");
        var readOnly = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        readOnly.setReadOnly(true);
        assertThatThrownBy(() -> readOnly.executeWithoutResult(
                        status -> jdbc.sql("delete from elephant").update()))
                .hasStackTraceContaining("read-only transaction");
    }

    // ---- mistakes

    @Test
    void errorsAreSpringsByTheirSqlState() {
        jdbc.sql("insert into elephant (name) values ('A')").update();
        assertThatThrownBy(() ->
                        jdbc.sql("insert into elephant (name) values ('A')").update())
                .isInstanceOf(DuplicateKeyException.class);
        assertThatThrownBy(() ->
                        jdbc.sql("insert into elephant (name) values (null)").update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .isNotInstanceOf(DuplicateKeyException.class);
        assertThatThrownBy(() -> jdbc.sql("select * from elefant").query().listOfRows())
                .isInstanceOf(BadSqlGrammarException.class)
                .hasStackTraceContaining("relation \"elefant\" does not exist");
        var impatient = new JdbcTemplate(dataSource);
        impatient.setQueryTimeout(1);
        assertThatThrownBy(() -> impatient.execute("select pg_sleep(30)")).isInstanceOf(QueryTimeoutException.class);
    }

    @Test
    void aLockThatSomebodyElseHoldsIsToldAsOne() throws SQLException {
        try (var other = database.connect();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("insert into elephant (name) values ('A')");
            other.commit();
            statement.execute("select * from elephant for update");
            assertThatThrownBy(() -> jdbc.sql("select * from elephant for update nowait")
                            .query()
                            .listOfRows())
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("could not obtain lock on row in relation \"elephant\"");
            other.rollback();
        }
    }

    @Test
    void aWrongPasswordIsToldInTheWordsOfTheServer() throws SQLException {
        var wrong = new HowdahDataSource();
        wrong.setUrl(database.url());
        wrong.setUser(database.user());
        wrong.setPassword("not the password");
        assertThatThrownBy(
                        () -> JdbcClient.create(wrong).sql("select 1").query().singleRow())
                .isInstanceOf(CannotGetJdbcConnectionException.class)
                .hasRootCauseMessage("FATAL: password authentication failed for user \"" + database.user() + "\"");
    }
}
