package io.howdah.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.datasource.HowdahDataSource;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdbiTest {
    public record Elephant(long id, String name, LocalDate born, UUID tag, List<String> nicknames) {}

    private final ToolDatabase database = ToolDatabase.create("jdbi");
    private Jdbi jdbi;

    @BeforeEach
    void open() throws SQLException {
        jdbi = jdbi(database.url(), database.user(), database.password());
        database.execute("""
                create table elephant (id bigint generated always as identity primary key, name text not null unique,
                    born date, tag uuid, nicknames text[], seen timestamptz);
                create function plus(a int, b int) returns int language sql as 'select a + b';
                """);
    }

    private static Jdbi jdbi(String url, String user, String password) throws SQLException {
        var dataSource = new HowdahDataSource();
        dataSource.setUrl(url);
        dataSource.setUser(user);
        dataSource.setPassword(password);
        return Jdbi.create(dataSource)
                .registerArrayType(String.class, "text")
                .registerArrayType(Long.class, "bigint")
                .registerRowMapper(ConstructorMapper.factory(Elephant.class));
    }

    @Test
    void bindsAndMapsRecords() {
        var hathi = new Elephant(1, "Hathi", LocalDate.of(1894, 1, 1), UUID.randomUUID(), List.of("x", "it's \"y\""));
        jdbi.useHandle(handle -> handle.createUpdate(
                        "insert into elephant (name, born, tag, nicknames) values (:name, :born, :tag, :nicknames)")
                .bind("name", hathi.name())
                .bind("born", hathi.born())
                .bind("tag", hathi.tag())
                .bindArray("nicknames", String.class, hathi.nicknames())
                .execute());
        Elephant read = jdbi.withHandle(
                handle -> handle.createQuery("select id, name, born, tag, nicknames from elephant where id = any(:ids)")
                        .bindArray("ids", Long.class, List.of(1L, 2L))
                        .mapTo(Elephant.class)
                        .one());
        assertThat(read).isEqualTo(hathi);
    }

    @Test
    void bindsNullsAndInstants() {
        jdbi.useHandle(handle -> {
            handle.createUpdate("insert into elephant (name, born, tag, seen) values ('A', :born, :tag, :seen)")
                    .bindNull("born", Types.DATE)
                    .bindByType("tag", null, UUID.class)
                    .bind("seen", Instant.parse("2026-05-01T10:00:00Z"))
                    .execute();
            Instant seen = handle.createQuery("select seen from elephant where tag is null")
                    .mapTo(OffsetDateTime.class)
                    .one()
                    .toInstant();
            assertThat(seen).isEqualTo("2026-05-01T10:00:00Z");
        });
    }

    @Test
    void batchesGiveTheirKeys() {
        List<Long> keys = jdbi.withHandle(handle -> {
            var batch = handle.prepareBatch("insert into elephant (name) values (:name)");
            for (String name : List.of("A", "B", "C")) {
                batch.bind("name", name).add();
            }
            return batch.executePreparedBatch("id").mapTo(Long.class).list();
        });
        assertThat(keys).containsExactly(1L, 2L, 3L);
    }

    @Test
    void streamsAndCalls() {
        jdbi.useHandle(handle -> {
            try (var numbers = handle
                    .createQuery("select * from generate_series(1, 1000)")
                    .setFetchSize(10)
                    .mapTo(Integer.class)
                    .stream()) {
                assertThat(numbers.mapToInt(Integer::intValue).sum()).isEqualTo(500_500);
            }
            int sum = handle.createCall("{:sum = call plus(:a, :b)}")
                    .registerOutParameter("sum", Types.INTEGER)
                    .bind("a", 2)
                    .bind("b", 3)
                    .invoke()
                    .getInt("sum");
            assertThat(sum).isEqualTo(5);
        });
    }

    @Test
    void transactionsHaveSavepointsAndLevels() {
        jdbi.useTransaction(TransactionIsolationLevel.SERIALIZABLE, handle -> {
            handle.execute("insert into elephant (name) values ('A')");
            handle.savepoint("before");
            assertThatThrownBy(() -> handle.execute("insert into elephant (name) values ('A')"))
                    .isInstanceOf(UnableToExecuteStatementException.class)
                    .hasMessageContaining("duplicate key");
            handle.rollbackToSavepoint("before");
            assertThat(handle.getTransactionIsolationLevel()).isEqualTo(TransactionIsolationLevel.SERIALIZABLE);
        });
        List<Map<String, Object>> rows = jdbi.withHandle(
                handle -> handle.select("select name from elephant").mapToMap().list());
        assertThat(rows).containsExactly(Map.of("name", "A"));
    }

    @Test
    void aWrongPasswordIsToldInTheWordsOfTheServer() throws SQLException {
        Jdbi wrong = jdbi(database.url(), database.user(), "not the password");
        assertThatThrownBy(wrong::open)
                .isInstanceOf(ConnectionException.class)
                .hasMessageContaining("password authentication failed");
    }
}
