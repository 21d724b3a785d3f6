package io.howdah.types.codec;

import io.howdah.types.PgType;
import io.howdah.types.TypeRegistry;
import io.howdah.types.TypeShape;
import io.howdah.types.TypeShape.Attribute;
import java.util.HashSet;
import java.util.Set;

/**
 * Finds out whether all that a type is made of has a binary form. PostgreSQL has no type that is made of itself; where a
 * catalogue says so all the same there is none, so that values in binary, which may be as deep as they are long, are never
 * deeper than their types. In text each level doubles the quotes, and few levels are very long.
 */
final class BinaryForm {
    private final TypeRegistry types;

    /** Types that the one that is looked at is inside of. */
    private final Set<Integer> around = new HashSet<>();

    private final Set<Integer> proven = new HashSet<>();

    private BinaryForm(TypeRegistry types) {
        this.types = types;
    }

    static boolean exists(PgType type, TypeRegistry types) {
        return new BinaryForm(types).exists(type);
    }

    private boolean exists(PgType type) {
        if (proven.contains(type.oid())) {
            return true;
        }
        if (!around.add(type.oid())) {
            return false;
        }
        boolean found = existsWithin(type);
        around.remove(type.oid());
        if (found) {
            proven.add(type.oid());
        }
        return found;
    }

    private boolean existsWithin(PgType type) {
        if (type.shape() instanceof TypeShape.Composite composite) {
            for (Attribute attribute : composite.attributes()) {
                if (!exists(types.type(attribute.oid()))) {
                    return false;
                }
            }
            return true;
        }
        if (type.shape() instanceof TypeShape.ArrayOf array) {
            return exists(types.type(array.elementOid()));
        }
        if (type.shape() instanceof TypeShape.DomainOver domain) {
            return exists(types.type(domain.baseOid()));
        }
        return types.codec(type.oid()).hasBinary();
    }
}
