package io.howdah.compat.mybatis;

import java.time.LocalDate;
import java.time.OffsetDateTime;

/** A bean with the key that the database makes. */
public class Elephant {
    public enum Sex {
        MALE,
        FEMALE
    }

    private Long id;
    private String name;
    private Sex sex;
    private LocalDate born;
    private OffsetDateTime seen;
    private String[] nicknames;

    public Elephant() {}

    public Elephant(String name) {
        this.name = name;
    }

    public Long getId() {
        return id;
    }

    public void setId(Long id) {
        this.id = id;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public Sex getSex() {
        return sex;
    }

    public void setSex(Sex sex) {
        this.sex = sex;
    }

    public LocalDate getBorn() {
        return born;
    }

    public void setBorn(LocalDate born) {
        this.born = born;
    }

    public OffsetDateTime getSeen() {
        return seen;
    }

    public void setSeen(OffsetDateTime seen) {
        this.seen = seen;
    }

    public String[] getNicknames() {
        return nicknames;
    }

    public void setNicknames(String[] nicknames) {
        this.nicknames = nicknames;
    }
}
