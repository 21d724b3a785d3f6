package io.howdah.compat.zoo;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** Its key comes from a sequence. */
@Entity
public class Elephant {
    public enum Sex {
        MALE,
        FEMALE
    }

    public record Chip(String maker, int number, List<String> notes) {}

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "elephant_seq")
    @SequenceGenerator(name = "elephant_seq", allocationSize = 20)
    public Long id;

    @Version
    public int version;

    @Column(unique = true, nullable = false, length = 100)
    public String name;

    /** A type of its own in the database. */
    @JdbcTypeCode(SqlTypes.NAMED_ENUM)
    public Sex sex;

    @Enumerated(EnumType.STRING)
    public Sex sexAsText;

    @Enumerated(EnumType.ORDINAL)
    public Sex sexAsNumber;

    public UUID tag;

    @JdbcTypeCode(SqlTypes.JSON)
    public Chip chip;

    @JdbcTypeCode(SqlTypes.JSON)
    public Map<String, String> labels;

    public String[] nicknames;

    public List<Integer> weights;

    public UUID[] friends;

    @JdbcTypeCode(SqlTypes.INTERVAL_SECOND)
    public Duration nap;

    /** Hibernate's own choice for it: numeric(21). */
    public Duration walk;

    public LocalDate born;
    public LocalTime fedAt;
    public LocalDateTime washedAt;
    public OffsetDateTime seenAt;
    public ZonedDateTime soldAt;
    public Instant chippedAt;

    @Column(precision = 8, scale = 2)
    public BigDecimal weight;

    public boolean alive;
    public byte age;
    public short teeth;
    public float speed;
    public double length;

    public byte[] picture;

    @Column(columnDefinition = "text")
    public String story;

    public InetAddress collar;

    public Elephant() {}

    public Elephant(String name) {
        this.name = name;
    }
}
