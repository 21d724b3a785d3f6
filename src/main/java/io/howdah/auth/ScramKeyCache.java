package io.howdah.auth;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The keys of logins that succeeded, least recently used first out, so that the connections of a pool do not stretch the
 * same password again and again. Thread-safe.
 *
 * <p>The password is not in it: a login is found by an HMAC of all that its keys are made of, whose own key is drawn anew
 * in each JVM. Only what a server has proven to know gets in, so no other can push an entry out.
 */
final class ScramKeyCache {
    /** Of all connections of this JVM. */
    static final ScramKeyCache SHARED = new ScramKeyCache(64);

    private final int capacity;
    private final byte[] secret = new byte[HmacSha256.BYTES];
    private final Map<ByteBuffer, ScramKeys> byLogin = new LinkedHashMap<>(16, 0.75f, true);
    private final ReentrantLock lock = new ReentrantLock();

    ScramKeyCache(int capacity) {
        this.capacity = capacity;
        new SecureRandom().nextBytes(secret);
    }

    /** What stands for the login here. */
    ByteBuffer login(byte[] preparedPassword, byte[] salt, int iterations) throws GeneralSecurityException {
        byte[] all = ByteBuffer.allocate(2 * Integer.BYTES + salt.length + preparedPassword.length)
                .putInt(iterations)
                .putInt(salt.length)
                .put(salt)
                .put(preparedPassword)
                .array();
        return ByteBuffer.wrap(new HmacSha256(secret).of(all));
    }

    /** Null if they are not here. */
    ScramKeys get(ByteBuffer login) {
        lock.lock();
        try {
            return byLogin.get(login);
        } finally {
            lock.unlock();
        }
    }

    void clear() {
        lock.lock();
        try {
            byLogin.clear();
        } finally {
            lock.unlock();
        }
    }

    void put(ByteBuffer login, ScramKeys keys) {
        lock.lock();
        try {
            byLogin.put(login, keys);
            if (byLogin.size() > capacity) {
                var eldest = byLogin.keySet().iterator();
                eldest.next();
                eldest.remove();
            }
        } finally {
            lock.unlock();
        }
    }
}
