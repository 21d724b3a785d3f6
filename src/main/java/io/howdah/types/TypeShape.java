package io.howdah.types;

import java.util.List;

/** How a type is made of others, as {@code pg_type}, {@code pg_range} and {@code pg_attribute} tell. */
public sealed interface TypeShape {
    /** Of a type that is made of no other: a base type, or a pseudo-type. */
    TypeShape BASE = new Base();

    /** Of a base type that the server does not both send and read in binary. */
    TypeShape TEXT_BASE = new TextBase();

    TypeShape ENUM = new Enumeration();

    /** The OIDs of the types that it is directly made of; none for what is not made of others. */
    default List<Integer> parts() {
        return List.of();
    }

    /** Not made of others. */
    record Base() implements TypeShape {}

    /** Not made of others, and without a binary form that goes both ways. */
    record TextBase() implements TypeShape {}

    /** Its values are labels. */
    record Enumeration() implements TypeShape {}

    /**
     * @param elementOid the type of the elements, of any number of dimensions
     * @param delimiter what stands between elements in text: a comma, but a semicolon for {@code box}
     */
    record ArrayOf(int elementOid, char delimiter) implements TypeShape {
        @Override
        public List<Integer> parts() {
            return List.of(elementOid);
        }
    }

    /** @param typeModifier that the domain gives to its base type, -1 for none */
    record DomainOver(int baseOid, int typeModifier) implements TypeShape {
        @Override
        public List<Integer> parts() {
            return List.of(baseOid);
        }
    }

    record RangeOf(int subtypeOid) implements TypeShape {
        @Override
        public List<Integer> parts() {
            return List.of(subtypeOid);
        }
    }

    record MultirangeOf(int rangeOid) implements TypeShape {
        @Override
        public List<Integer> parts() {
            return List.of(rangeOid);
        }
    }

    /** A composite type, or the type of a table's rows. */
    record Composite(List<Attribute> attributes) implements TypeShape {
        public Composite {
            attributes = List.copyOf(attributes);
        }

        @Override
        public List<Integer> parts() {
            return attributes.stream().map(Attribute::oid).toList();
        }
    }

    /** A column of a composite type; dropped ones are left out. */
    record Attribute(String name, int oid, int typeModifier) {}
}
