package io.howdah.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jooq.exception.SQLStateClass;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jooq.types.YearToSecond;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JooqTest {
    private static final Table<Record> ELEPHANT = table(name("elephant"));
    private static final Field<Long> ID = field(name("id"), SQLDataType.BIGINT);
    private static final Field<String> NAME = field(name("name"), SQLDataType.CLOB);
    private static final Field<LocalDate> BORN = field(name("born"), SQLDataType.LOCALDATE);
    private static final Field<UUID> TAG = field(name("tag"), SQLDataType.UUID);
    private static final Field<JSONB> LABELS = field(name("labels"), SQLDataType.JSONB);
    private static final Field<String[]> NICKNAMES = field(name("nicknames"), SQLDataType.CLOB.array());
    private static final Field<OffsetDateTime> SEEN = field(name("seen"), SQLDataType.TIMESTAMPWITHTIMEZONE);
    private static final Field<BigDecimal> WEIGHT = field(name("weight"), SQLDataType.NUMERIC);
    private static final Field<YearToSecond> NAP = field(name("nap"), SQLDataType.INTERVAL);

    private final ToolDatabase database = ToolDatabase.create("jooq");
    private Connection connection;
    private DSLContext jooq;

    @BeforeAll
    static void withoutItsBanner() {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
    }

    @BeforeEach
    void open() throws SQLException {
        connection = database.connect();
        jooq = DSL.using(connection, SQLDialect.POSTGRES);
        jooq.execute("""
                create type sex as enum ('male', 'female');
                create table elephant (id bigint generated always as identity primary key, name text unique,
                    born date, tag uuid, labels jsonb, nicknames text[], seen timestamptz, weight numeric, nap interval,
                    sex sex, mother bigint references elephant);
                comment on table elephant is 'What is ridden on';
                """);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void seesTheDialectInTheUrl() {
        assertThat(DSL.using(connection).dialect().family()).isEqualTo(SQLDialect.POSTGRES);
    }

    @Test
    void insertsReturningAndSelects() {
        var tag = UUID.randomUUID();
        var seen = OffsetDateTime.of(2026, 5, 1, 10, 0, 0, 0, ZoneOffset.UTC);
        Record inserted = jooq.insertInto(ELEPHANT)
                .set(NAME, "Hathi")
                .set(BORN, LocalDate.of(1894, 1, 1))
                .set(TAG, tag)
                .set(LABELS, JSONB.valueOf("{\"a\": [1, 2]}"))
                .set(NICKNAMES, new String[] {"x", null, "it's \"y\""})
                .set(SEEN, seen)
                .set(WEIGHT, new BigDecimal("5400.50"))
                .set(NAP, YearToSecond.valueOf(java.time.Duration.ofMinutes(90)))
                .returning(ID, NAME)
                .fetchSingle();
        assertThat(inserted.get(ID)).isOne();
        Record read = jooq.select(BORN, TAG, LABELS, NICKNAMES, SEEN, WEIGHT, NAP)
                .from(ELEPHANT)
                .where(TAG.eq(tag))
                .fetchSingle();
        assertThat(read.get(BORN)).isEqualTo("1894-01-01");
        assertThat(read.get(LABELS).data()).isEqualTo("{\"a\": [1, 2]}");
        assertThat(read.get(NICKNAMES)).containsExactly("x", null, "it's \"y\"");
        assertThat(read.get(SEEN)).isEqualTo(seen);
        assertThat(read.get(WEIGHT)).isEqualByComparingTo("5400.50");
        assertThat(read.get(NAP).toDuration()).isEqualTo(java.time.Duration.ofMinutes(90));
    }

    @Test
    void bindsNullsOfEveryType() {
        jooq.insertInto(ELEPHANT, NAME, BORN, TAG, LABELS, NICKNAMES, SEEN, WEIGHT, NAP)
                .values((String) null, null, null, null, null, null, null, null)
                .execute();
        assertThat(jooq.selectFrom(ELEPHANT).fetchSingle().get("labels")).isNull();
    }

    @Test
    void mergesByConflictAndBatches() {
        var upsert = jooq.insertInto(ELEPHANT, NAME, WEIGHT)
                .values("Hathi", BigDecimal.ONE)
                .onConflict(NAME)
                .doUpdate()
                .set(WEIGHT, BigDecimal.TEN);
        assertThat(upsert.execute()).isOne();
        assertThat(upsert.execute()).isOne();
        assertThat(jooq.fetchValue(jooq.select(WEIGHT).from(ELEPHANT))).isEqualByComparingTo("10");
        assertThat(jooq.batch(jooq.insertInto(ELEPHANT, NAME).values((String) null))
                        .bind("A")
                        .bind("B")
                        .execute())
                .containsExactly(1, 1);
    }

    @Test
    void transactionsNest() {
        jooq.transaction(outer -> {
            outer.dsl().insertInto(ELEPHANT, NAME).values("A").execute();
            assertThatThrownBy(() -> outer.dsl().transaction(inner -> {
                        inner.dsl().insertInto(ELEPHANT, NAME).values("B").execute();
                        throw new IllegalStateException("not B");
                    }))
                    .hasMessage("not B");
        });
        assertThat(jooq.select(NAME).from(ELEPHANT).fetch(NAME)).containsExactly("A");
    }

    @Test
    void fetchesLazily() {
        try (var cursor = jooq.select(field("n", Integer.class))
                .from("generate_series(1, 1000) n")
                .fetchSize(10)
                .fetchLazy()) {
            assertThat(cursor.stream()
                            .mapToInt(row -> row.get(0, Integer.class))
                            .sum())
                    .isEqualTo(500_500);
        }
    }

    @Test
    void readsTheSchema() {
        var meta = jooq.meta().filterSchemas(schema -> schema.getName().equals("public"));
        Table<?> elephant = meta.getTables("elephant").get(0);
        assertThat(elephant.getComment()).isEqualTo("What is ridden on");
        assertThat(elephant.fields()).extracting(Field::getName).contains("id", "labels", "nicknames");
        assertThat(elephant.field("labels").getDataType().getSQLDataType()).isEqualTo(SQLDataType.JSONB);
        assertThat(elephant.field("born").getDataType().getSQLDataType()).isEqualTo(SQLDataType.DATE);
        assertThat(elephant.getPrimaryKey().getFields())
                .extracting(Field::getName)
                .containsExactly("id");
        assertThat(elephant.getReferences()).hasSize(1);
        assertThat(elephant.getUniqueKeys()).hasSize(1);
    }

    // ---- mistakes

    @Test
    void errorsHaveTheirSqlState() {
        jooq.insertInto(ELEPHANT, NAME).values("A").execute();
        assertThatThrownBy(() -> jooq.insertInto(ELEPHANT, NAME).values("A").execute())
                .isInstanceOfSatisfying(DataAccessException.class, e -> {
                    assertThat(e.sqlState()).isEqualTo("23505");
                    assertThat(e.sqlStateClass()).isEqualTo(SQLStateClass.C23_INTEGRITY_CONSTRAINT_VIOLATION);
                });
        assertThatThrownBy(() -> jooq.select(val(1)).from("elefant").fetch())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("relation \"elefant\" does not exist");
        assertThat(jooq.select(NAME).from(ELEPHANT).fetch(NAME)).containsExactly("A");
    }

    @Test
    void aWrongPasswordIsToldInTheWordsOfTheServer() {
        ToolDatabase wrong = database.withWrongPassword();
        assertThatThrownBy(() ->
                        DSL.using(wrong.url(), wrong.user(), wrong.password()).close())
                .hasStackTraceContaining("password authentication failed");
    }
}
