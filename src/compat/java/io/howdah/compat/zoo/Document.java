package io.howdah.compat.zoo;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import java.sql.Blob;
import java.sql.Clob;
import java.util.UUID;

/** Large objects: Hibernate keeps {@code @Lob} columns as {@code oid}. Its key is a uuid that Hibernate makes. */
@Entity
public class Document {
    @Id
    @GeneratedValue(strategy = GenerationType.UUID)
    public UUID id;

    @Lob
    public String text;

    @Lob
    public byte[] scan;

    @Lob
    public Blob film;

    @Lob
    public Clob book;

    public Document() {}
}
