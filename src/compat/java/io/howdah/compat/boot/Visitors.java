package io.howdah.compat.boot;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes and reads by Hibernate and by JDBC, in transactions of Spring's. */
public class Visitors {
    @PersistenceContext
    private EntityManager entities;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    public Visitors(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** @return the key that the database made */
    public Long admit(String name) {
        return transaction.execute(status -> {
            var visitor = new Visitor();
            visitor.name = name;
            visitor.ticket = Visitor.Ticket.CHILD;
            visitor.badge = UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            visitor.wishes = Map.of("ride", "yes, \"please\"");
            visitor.animals = List.of("elephant", "mahout's dog");
            visitor.came = OffsetDateTime.of(2026, 5, 1, 10, 0, 0, 0, ZoneOffset.UTC);
            visitor.paid = new BigDecimal("12.50");
            entities.persist(visitor);
            return visitor.id;
        });
    }

    /** Admits one, then fails: neither is to be seen afterwards. */
    public void admitAndFail(String name) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("insert into visitor (name, ticket) values (:name, 'ADULT')")
                    .param("name", name)
                    .update();
            throw new IllegalStateException("no elephant is free");
        });
    }

    public String describe(Long id) {
        return transaction.execute(status -> {
            Visitor visitor = entities.find(Visitor.class, id);
            return String.join(
                    " ",
                    visitor.name,
                    visitor.ticket.name(),
                    visitor.badge.toString(),
                    visitor.wishes.toString(),
                    visitor.animals.toString(),
                    visitor.came.withOffsetSameInstant(ZoneOffset.UTC).toString(),
                    String.valueOf(visitor.paid));
        });
    }

    public List<String> names() {
        return jdbc.sql("select name from visitor order by id")
                .query(String.class)
                .list();
    }

    /** How the driver calls itself. */
    public String driver() {
        return transaction.execute(status -> entities.unwrap(org.hibernate.Session.class)
                .doReturningWork(connection -> connection.getMetaData().getDriverName()));
    }
}
