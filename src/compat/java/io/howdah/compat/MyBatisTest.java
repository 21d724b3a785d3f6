package io.howdah.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.compat.mybatis.Elephant;
import io.howdah.compat.mybatis.ElephantMapper;
import java.io.IOException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.io.Resources;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MyBatisTest {
    private final ToolDatabase database = ToolDatabase.create("mybatis");
    private SqlSessionFactory factory;

    @BeforeEach
    void open() throws Exception {
        factory = factory(database);
        database.execute("""
                create type sex as enum ('MALE', 'FEMALE');
                create table elephant (id bigint generated always as identity primary key, name text not null unique,
                    sex sex, born date, seen timestamptz, nicknames text[]);
                create procedure plus(a int, inout b int) language plpgsql as 'begin b := a + b; end';
                """);
    }

    @Test
    void knowsTheDatabaseByItsName() {
        assertThat(factory.getConfiguration().getDatabaseId()).isEqualTo("postgres");
    }

    @Test
    void mapsBeansWithoutCastsInTheSql() throws SQLException {
        var hathi = new Elephant("Hathi");
        hathi.setSex(Elephant.Sex.MALE);
        hathi.setBorn(LocalDate.of(1894, 1, 1));
        hathi.setSeen(OffsetDateTime.of(2026, 5, 1, 10, 0, 0, 0, ZoneOffset.UTC));
        hathi.setNicknames(new String[] {"x", "y"});
        try (var session = factory.openSession()) {
            session.getMapper(ElephantMapper.class).insert(hathi);
            session.commit();
        }
        assertThat(hathi.getId()).isOne();
        try (var session = factory.openSession()) {
            Elephant read = session.getMapper(ElephantMapper.class).find(1);
            assertThat(read)
                    .usingRecursiveComparison()
                    .ignoringFields("nicknames")
                    .isEqualTo(hathi);
        }
        assertThat(database.query("select nicknames[2] from elephant")).containsExactly("y");
    }

    @Test
    void everyNullIsBound() {
        try (var session = factory.openSession()) {
            var mapper = session.getMapper(ElephantMapper.class);
            mapper.insert(new Elephant("Nobody"));
            assertThat(mapper.row("Nobody")).containsEntry("name", "Nobody").doesNotContainKey("sex");
        }
    }

    @Test
    void batchesGiveTheirKeys() {
        var herd = List.of(new Elephant("A"), new Elephant("B"), new Elephant("C"));
        try (var session = factory.openSession(ExecutorType.BATCH)) {
            herd.forEach(session.getMapper(ElephantMapper.class)::insert);
            session.flushStatements();
            session.commit();
        }
        assertThat(herd).extracting(Elephant::getId).containsExactly(1L, 2L, 3L);
        var more = List.of(new Elephant("D"), new Elephant("E"));
        try (var session = factory.openSession(true)) {
            session.getMapper(ElephantMapper.class).insertAll(more);
        }
        assertThat(more).extracting(Elephant::getId).containsExactly(4L, 5L);
    }

    @Test
    void cursorsReadInPortions() throws IOException {
        try (var session = factory.openSession()) {
            var mapper = session.getMapper(ElephantMapper.class);
            for (int i = 1; i <= 25; i++) {
                mapper.insert(new Elephant("Elephant " + i));
            }
            var names = new ArrayList<String>();
            try (var cursor = mapper.names()) {
                cursor.forEach(names::add);
            }
            assertThat(names).hasSize(25).last().isEqualTo("Elephant 25");
        }
    }

    @Test
    void callsProcedures() {
        Map<String, Integer> arguments = new HashMap<>(Map.of("a", 2, "b", 3));
        try (var session = factory.openSession()) {
            session.getMapper(ElephantMapper.class).plus(arguments);
        }
        assertThat(arguments).containsEntry("b", 5);
    }

    // ---- mistakes

    @Test
    void aSessionThatFailsIsRolledBackWhenItIsClosed() throws SQLException {
        try (var session = factory.openSession()) {
            var mapper = session.getMapper(ElephantMapper.class);
            mapper.insert(new Elephant("A"));
            assertThatThrownBy(() -> mapper.insert(new Elephant("A")))
                    .isInstanceOf(PersistenceException.class)
                    .hasMessageContaining("duplicate key value violates unique constraint");
        }
        assertThat(database.query("select count(*) from elephant")).containsExactly("0");
        try (var session = factory.openSession(true)) {
            assertThat(session.getMapper(ElephantMapper.class).rename("A", "B")).isZero();
        }
    }

    @Test
    void aWrongPasswordIsToldInTheWordsOfTheServer() {
        assertThatThrownBy(() -> factory(database.withWrongPassword()))
                .isInstanceOf(PersistenceException.class)
                .hasStackTraceContaining("password authentication failed");
    }

    private static SqlSessionFactory factory(ToolDatabase where) throws IOException {
        var settings = new Properties();
        settings.setProperty("url", where.url());
        settings.setProperty("user", where.user());
        settings.setProperty("password", where.password());
        try (var configuration = Resources.getResourceAsStream("mybatis/mybatis.xml")) {
            return new SqlSessionFactoryBuilder().build(configuration, settings);
        }
    }
}
