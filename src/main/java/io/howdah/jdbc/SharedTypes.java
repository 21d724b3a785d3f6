package io.howdah.jdbc;

import io.howdah.api.TypeCodec;
import io.howdah.config.ConnectionConfig;
import io.howdah.config.ConnectionConfig.HostSpec;
import io.howdah.session.Session;
import io.howdah.types.TypeDefinitions;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What the connections to one database have learnt of its types, so that each type is asked for once and not once per
 * connection. Nothing here keeps anything alive: what was learnt goes with the last connection that uses it.
 *
 * <p>A server does not use the OID of a dropped type again, so what is stale does no harm. But another cluster under
 * the same address does use them, for other types. It can only be there once the old one is gone, and its connections
 * with it: where one of them broke, or none is left, a new connection starts anew.
 */
final class SharedTypes {
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final Map<Key, Group> GROUPS = new HashMap<>();

    private SharedTypes() {}

    /** Under what connections find to each other. */
    private record Key(List<HostSpec> hosts, String database, String serverVersion, List<TypeCodec<?>> codecs) {}

    private record Group(WeakReference<TypeDefinitions> definitions, List<WeakReference<Session>> members) {
        /** Whether all members are in the same database as a new one, as far as can be told. */
        boolean isSound() {
            boolean anyOpen = false;
            for (WeakReference<Session> each : members) {
                Session session = each.get();
                if (session != null && session.isBroken()) {
                    return false;
                }
                anyOpen |= session != null && !session.isClosed();
            }
            return anyOpen;
        }

        /** Those that closed in peace need not be looked at again. */
        void forgetClosed() {
            members.removeIf(each -> {
                Session session = each.get();
                return session == null || session.isClosed() && !session.isBroken();
            });
        }
    }

    /** The definitions for a session that has met a type that is not built in. */
    static TypeDefinitions of(ConnectionConfig config, Session session, List<TypeCodec<?>> codecs) {
        var key = new Key(config.hosts(), config.database(), session.parameter("server_version"), codecs);
        LOCK.lock();
        try {
            GROUPS.values().removeIf(group -> group.definitions().get() == null);
            Group group = GROUPS.get(key);
            TypeDefinitions known = group == null || !group.isSound()
                    ? null
                    : group.definitions().get();
            if (known == null) {
                known = new TypeDefinitions();
                group = new Group(new WeakReference<>(known), new ArrayList<>());
                GROUPS.put(key, group);
            }
            group.forgetClosed();
            group.members().add(new WeakReference<>(session));
            return known;
        } finally {
            LOCK.unlock();
        }
    }
}
