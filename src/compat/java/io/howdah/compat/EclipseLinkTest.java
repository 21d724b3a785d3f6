package io.howdah.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.compat.eclipselink.Ticket;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Persistence;
import jakarta.persistence.PersistenceException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.persistence.platform.database.PostgreSQLPlatform;
import org.eclipse.persistence.sessions.DatabaseSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EclipseLinkTest {
    private final ToolDatabase database = ToolDatabase.create("eclipselink");
    private EntityManagerFactory factory;

    @BeforeAll
    void openFactory() {
        factory = factory(database);
    }

    @AfterAll
    void closeFactory() {
        factory.close();
    }

    @BeforeEach
    void emptyTables() {
        inTransaction(entities -> entities.createQuery("delete from Ticket t").executeUpdate());
    }

    @Test
    void choosesItsPlatformByItself() {
        assertThat(factory.unwrap(DatabaseSession.class).getPlatform()).isInstanceOf(PostgreSQLPlatform.class);
    }

    @Test
    void everyAttributeIsReadAsItWasWritten() {
        var ticket = new Ticket("Toomai");
        ticket.kind = Ticket.Kind.CHILD;
        ticket.day = LocalDate.of(2026, 5, 1);
        ticket.sold = LocalDateTime.of(2026, 4, 1, 2, 30, 0, 123_000_000);
        ticket.used = OffsetDateTime.of(2026, 5, 1, 10, 0, 0, 0, ZoneOffset.UTC);
        ticket.price = new BigDecimal("12.50");
        ticket.barcode = new byte[] {0, 1, -1};
        ticket.valid = true;
        inTransaction(entities -> entities.persist(ticket));
        factory.getCache().evictAll();
        inTransaction(entities -> assertThat(entities.find(Ticket.class, ticket.id))
                .isNotSameAs(ticket)
                .usingRecursiveComparison()
                .ignoringFields("used")
                .isEqualTo(ticket));
        assertThat(ticket.id).isPositive();
    }

    @Test
    void batchesQueriesAndNulls() {
        inTransaction(entities -> {
            for (int i = 1; i <= 50; i++) {
                entities.persist(new Ticket("Visitor " + i));
            }
        });
        inTransaction(entities -> {
            assertThat(entities.createQuery("select count(t) from Ticket t where t.kind is null", Long.class)
                            .getSingleResult())
                    .isEqualTo(50);
            assertThat(entities.createQuery("select t.holder from Ticket t order by t.id", String.class)
                            .setFirstResult(10)
                            .setMaxResults(2)
                            .getResultList())
                    .hasSize(2);
        });
    }

    @Test
    void locksAndCalls() throws SQLException {
        database.execute("create or replace function plus(a int, b int) returns int language sql as 'select a + b'");
        database.execute("create or replace procedure twice(inout n int) language plpgsql as 'begin n := 2 * n; end'");
        var ticket = new Ticket("Toomai");
        inTransaction(entities -> entities.persist(ticket));
        inTransaction(entities -> {
            assertThat(entities.find(Ticket.class, ticket.id, LockModeType.PESSIMISTIC_WRITE))
                    .isNotNull();
            assertThat(entities.createNativeQuery("select plus(?, ?)")
                            .setParameter(1, 2)
                            .setParameter(2, 3)
                            .getSingleResult())
                    .isEqualTo(5);
        });
    }

    // ---- mistakes

    @Test
    void aDuplicateIsToldAndNothingOfItStays() {
        inTransaction(entities -> entities.persist(new Ticket("Toomai")));
        assertThatThrownBy(() -> inTransaction(entities -> entities.persist(new Ticket("Toomai"))))
                .hasStackTraceContaining("duplicate key value violates unique constraint");
        inTransaction(entities -> assertThat(entities.createQuery("select count(t) from Ticket t", Long.class)
                        .getSingleResult())
                .isOne());
    }

    @Test
    void aWrongPasswordIsToldInTheWordsOfTheServer() {
        assertThatThrownBy(() -> {
                    try (var wrong = factory(database.withWrongPassword())) {
                        wrong.createEntityManager().close();
                    }
                })
                .isInstanceOf(PersistenceException.class)
                .hasStackTraceContaining("password authentication failed");
    }

    private void inTransaction(Consumer<EntityManager> work) {
        try (EntityManager entities = factory.createEntityManager()) {
            entities.getTransaction().begin();
            try {
                work.accept(entities);
                entities.getTransaction().commit();
            } finally {
                if (entities.getTransaction().isActive()) {
                    entities.getTransaction().rollback();
                }
            }
        }
    }

    /** As {@code persistence.xml} says, but for the database. */
    private static EntityManagerFactory factory(ToolDatabase where) {
        return Persistence.createEntityManagerFactory(
                "tickets",
                Map.of(
                        // Otherwise a session that is open is taken, whatever is said of the database.
                        "eclipselink.session-name", "tickets" + where.hashCode(),
                        "jakarta.persistence.jdbc.url", where.url(),
                        "jakarta.persistence.jdbc.user", where.user(),
                        "jakarta.persistence.jdbc.password", where.password()));
    }
}
