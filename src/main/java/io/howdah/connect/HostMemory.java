package io.howdah.connect;

import io.howdah.config.ConnectionConfig.HostOrder;
import io.howdah.config.ConnectionConfig.HostSelection;
import io.howdah.config.ConnectionConfig.HostSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What became of hosts lately, so that one that is down does not cost each new connection its share of the time. It
 * changes the order in which hosts are tried, and leaves none out: what is remembered may no longer be true. Thread-safe.
 */
public final class HostMemory {
    /** Of all connections that no DataSource makes. */
    public static final HostMemory SHARED = new HostMemory();

    private static final int MOST_HOSTS = 512;

    /** @param role null for a host that is down */
    private record Memory(ServerRole role, long atNanos) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<HostSpec, Memory> byHost = new LinkedHashMap<>();

    public HostMemory() {}

    /** @param place one of its addresses, or the host itself */
    void rememberDown(HostSpec host, HostSpec place) {
        put(host, place, null);
    }

    void remember(HostSpec host, HostSpec place, ServerRole role) {
        put(host, place, role);
    }

    void clear() {
        lock.lock();
        try {
            byHost.clear();
        } finally {
            lock.unlock();
        }
    }

    private void put(HostSpec host, HostSpec place, ServerRole role) {
        var memory = new Memory(role, System.nanoTime());
        lock.lock();
        try {
            put(host, memory);
            put(place, memory);
        } finally {
            lock.unlock();
        }
    }

    private void put(HostSpec host, Memory memory) {
        // Taken out first, so that the oldest memory is the first in the map.
        byHost.remove(host);
        byHost.put(host, memory);
        if (byHost.size() > MOST_HOSTS) {
            byHost.remove(byHost.keySet().iterator().next());
        }
    }

    /** Those that may fit first, then those of another role, then those that were down; else as written, or shuffled. */
    List<HostSpec> inOrder(List<HostSpec> hosts, HostSelection selection) {
        List<HostSpec> ordered = new ArrayList<>(hosts);
        if (selection.order() == HostOrder.RANDOM) {
            Collections.shuffle(ordered, ThreadLocalRandom.current());
        }
        Map<HostSpec, Integer> ranks = ranks(hosts, selection);
        ordered.sort((a, b) -> Integer.compare(ranks.get(a), ranks.get(b)));
        return ordered;
    }

    private Map<HostSpec, Integer> ranks(List<HostSpec> hosts, HostSelection selection) {
        Map<HostSpec, Integer> ranks = new LinkedHashMap<>();
        lock.lock();
        try {
            for (HostSpec host : hosts) {
                ranks.put(host, rank(byHost.get(host), selection));
            }
        } finally {
            lock.unlock();
        }
        return ranks;
    }

    private int rank(Memory memory, HostSelection selection) {
        if (memory == null || isOld(memory, selection.recheck())) {
            return 0;
        }
        if (memory.role == null) {
            return 2;
        }
        return memory.role.fits(selection.target()) ? 0 : 1;
    }

    private boolean isOld(Memory memory, Duration recheck) {
        return System.nanoTime() - memory.atNanos >= recheck.toNanos();
    }
}
