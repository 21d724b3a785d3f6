package io.howdah.compat.zoo;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

/** Its key is an identity column. */
@Entity
public class Keeper {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public Long id;

    public String name;

    @ManyToOne
    public Elephant elephant;

    public Keeper() {}

    public Keeper(String name, Elephant elephant) {
        this.name = name;
        this.elephant = elephant;
    }
}
