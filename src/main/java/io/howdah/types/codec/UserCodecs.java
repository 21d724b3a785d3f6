package io.howdah.types.codec;

import io.howdah.api.TypeCodec;
import io.howdah.types.Codec;
import io.howdah.types.PgType;
import io.howdah.types.TypeRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Codecs that users bring: those of the DataSource before those of the ServiceLoader. */
public final class UserCodecs {
    private static final Logger LOG = LoggerFactory.getLogger(UserCodecs.class);

    private UserCodecs() {}

    /** Null if there is none for the type. Asked once per type of a database. */
    static Codec<?> find(PgType type, TypeRegistry types) {
        TypeCodec<?> found = first(types, each -> isFor(each, type));
        return found == null ? null : new UserCodec<>(type, found);
    }

    /** The first whose values are of this class, or of one that it extends; null if there is none. Not fast. */
    public static TypeCodec<?> ofClass(Class<?> javaType, TypeRegistry types) {
        return first(
                types,
                each -> each.javaType() != Object.class && each.javaType().isAssignableFrom(javaType));
    }

    private static TypeCodec<?> first(TypeRegistry types, Predicate<TypeCodec<?>> wanted) {
        for (TypeCodec<?> each : types.userCodecs()) {
            if (wanted.test(each)) {
                return each;
            }
        }
        for (TypeCodec<?> each : services()) {
            if (wanted.test(each)) {
                return each;
            }
        }
        return null;
    }

    private static boolean isFor(TypeCodec<?> codec, PgType type) {
        return codec.typeNames().contains(type.name()) || codec.typeNames().contains(type.schema() + '.' + type.name());
    }

    /** Those of the application, as its class loader sees them; one that cannot be loaded leaves the others. */
    private static List<TypeCodec<?>> services() {
        List<TypeCodec<?>> found = new ArrayList<>();
        var services = ServiceLoader.load(TypeCodec.class).iterator();
        boolean more = true;
        while (more) {
            try {
                more = services.hasNext();
                if (more) {
                    found.add(services.next());
                }
            } catch (ServiceConfigurationError e) {
                LOG.warn("A service of {} cannot be used: {}", TypeCodec.class.getName(), e.toString());
            }
        }
        return found;
    }
}
