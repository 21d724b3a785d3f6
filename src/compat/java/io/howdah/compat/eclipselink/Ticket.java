package io.howdah.compat.eclipselink;

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
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.UUID;

@Entity
public class Ticket {
    public enum Kind {
        CHILD,
        ADULT
    }

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "ticket_seq")
    @SequenceGenerator(name = "ticket_seq", allocationSize = 10)
    public Long id;

    @Version
    public int version;

    @Column(unique = true)
    public String holder;

    @Enumerated(EnumType.STRING)
    public Kind kind;

    public UUID code;
    public LocalDate day;
    public LocalDateTime sold;
    public OffsetDateTime used;

    @Column(precision = 6, scale = 2)
    public BigDecimal price;

    public byte[] barcode;
    public boolean valid;

    public Ticket() {}

    public Ticket(String holder) {
        this.holder = holder;
        // EclipseLink would bind a null as text, which no uuid column takes.
        this.code = new UUID(0, holder.hashCode());
    }
}
