package io.howdah.jdbc;

import io.howdah.api.TypeCodec;
import io.howdah.config.ConnectionConfig;
import io.howdah.error.TypeErrors;
import io.howdah.session.TransactionStatus;
import io.howdah.sql.Quoting;
import io.howdah.sql.TypeName;
import io.howdah.types.BuiltinTypes;
import io.howdah.types.Codec;
import io.howdah.types.DatabaseTypes;
import io.howdah.types.PgType;
import io.howdah.types.TypeRegistry;
import io.howdah.types.codec.UserCodecs;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The types of the database behind one connection. What types are is shared with the other connections to the database;
 * what they are called depends on the search path, and is this connection's own.
 *
 * <p>The server is asked when somebody needs to know, and never for what can be told without: a value of a type that
 * nobody has looked up is its text. To ask, the wire is made free as for any statement: what is left of a result that
 * is being read is read into memory.
 */
final class ConnectionTypes implements DatabaseTypes {
    /** Names come from programs; one that makes up new ones all the time is not to fill the memory. */
    private static final int MOST_NAMES = 1000;

    private final JdbcContext context;
    private final TypeRegistry registry;
    private final CatalogLoader catalog;
    private final Map<String, Integer> oidsByName = new ConcurrentHashMap<>();

    /** By the classes of values that were set as parameters. */
    private final Map<Class<?>, TypeCodec<?>> userCodecs = new ConcurrentHashMap<>();

    /** What the search path was when the names were found. */
    private volatile Object namesMark;

    private volatile Path path;

    private record Path(Set<String> schemas, Object mark) {}

    ConnectionTypes(JdbcContext context, ConnectionConfig config) {
        this.context = context;
        this.registry = context.types();
        this.catalog = new CatalogLoader(context);
        registry.join(SharedTypes.of(config, context.session(), registry.userCodecs()));
        context.session().formatsChanged();
    }

    @Override
    public TypeRegistry registry() {
        return registry;
    }

    @Override
    public boolean learn(Collection<Integer> oids) throws SQLException {
        List<Integer> unknown =
                oids.stream().filter(oid -> oid != 0 && !registry.knows(oid)).toList();
        if (unknown.isEmpty()) {
            return true;
        }
        if (!canAsk()) {
            return false;
        }
        define(catalog.lookUp(unknown));
        return true;
    }

    @Override
    public boolean relearn(int oid) throws SQLException {
        if (!canAsk()) {
            return false;
        }
        define(catalog.lookUp(List.of(oid)));
        return true;
    }

    @Override
    public Codec<?> codecNamed(String name) throws SQLException {
        Codec<?> found = findCodec(name);
        if (found == null) {
            throw canAsk() ? TypeErrors.noSuchType(name) : TypeErrors.typeNotLookedUp(name);
        }
        return found;
    }

    /** As {@link #codecNamed}; null if no type has the name, or the server cannot be asked now. */
    Codec<?> findCodec(String name) throws SQLException {
        Integer known = name == null || !pathMark().equals(namesMark) ? null : oidsByName.get(name);
        if (known != null) {
            return registry.codec(known);
        }
        int builtin = builtinOid(TypeName.parse(name));
        if (builtin != 0) {
            return registry.codec(builtin);
        }
        List<PgType> found = canAsk() ? catalog.lookUp(name) : List.of();
        if (found.isEmpty()) {
            return null;
        }
        define(found);
        int oid = found.get(found.size() - 1).oid();
        remember(name, oid);
        return registry.codec(oid);
    }

    /** Of the user's, for values of this class; null if there is none. */
    TypeCodec<?> userCodec(Class<?> javaType) {
        TypeCodec<?> known = userCodecs.get(javaType);
        if (known == null) {
            known = UserCodecs.ofClass(javaType, registry);
            if (known != null) {
                userCodecs.put(javaType, known);
            }
        }
        return known;
    }

    private void remember(String name, int oid) {
        Object mark = pathMark();
        if (!mark.equals(namesMark) || oidsByName.size() >= MOST_NAMES) {
            oidsByName.clear();
            namesMark = mark;
        }
        oidsByName.put(name, oid);
    }

    @Override
    public String nameOf(PgType type) throws SQLException {
        if (type.isBuiltin() || type.isUnknown()) {
            return type.name();
        }
        Path known = path;
        if (known == null || !known.mark().equals(pathMark())) {
            if (!isAtHand() || !canAsk()) {
                return type.name();
            }
            Set<String> schemas = catalog.searchPath();
            known = new Path(schemas, pathMark());
            path = known;
        }
        return known.schemas().contains(type.schema())
                ? type.name()
                : Quoting.quoted(type.schema()) + '.' + Quoting.quoted(type.name());
    }

    /** A type may have been dropped, and another one have its name. */
    void forgetNames() {
        oidsByName.clear();
    }

    /**
     * Another for another search path. Servers from version 18 on report it; of older ones we know when a SET came to
     * its end, but not when a ROLLBACK took it back.
     */
    Object pathMark() {
        if (context.transactions().hasUnsentSetting("search_path")) {
            return new Object();
        }
        String reported = context.session().parameter("search_path");
        return reported != null ? reported : context.session().settingChanges();
    }

    /** 0 for what is not built in. */
    private static int builtinOid(TypeName name) {
        if (name.schema() != null && !name.isInCatalog()) {
            return 0;
        }
        for (PgType type : BuiltinTypes.ALL) {
            if (type.name().equals(name.name())) {
                return name.array() ? type.arrayOid() : type.oid();
            }
        }
        return 0;
    }

    /** Whether the session is there to be asked, by who only wants to say more than he knows. */
    private boolean isAtHand() throws SQLException {
        return !context.session().isClosed()
                && !context.isBetweenLoans()
                && !context.transactions().isWaitingForManager()
                && !context.session().isCopying();
    }

    private boolean canAsk() throws SQLException {
        return context.session().settledStatus() != TransactionStatus.FAILED;
    }

    private void define(List<PgType> types) {
        for (PgType type : types) {
            if (type.oid() != 0 && !registry.isBuiltin(type.oid())) {
                registry.define(type);
            }
        }
        context.session().formatsChanged();
    }
}
