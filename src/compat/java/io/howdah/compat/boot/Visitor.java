package io.howdah.compat.boot;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

@Entity
public class Visitor {
    public enum Ticket {
        CHILD,
        ADULT
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public Long id;

    public String name;

    @JdbcTypeCode(SqlTypes.NAMED_ENUM)
    public Ticket ticket;

    public UUID badge;

    @JdbcTypeCode(SqlTypes.JSON)
    public Map<String, String> wishes;

    public List<String> animals;

    public OffsetDateTime came;

    public BigDecimal paid;

    public Visitor() {}
}
