package io.howdah.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.howdah.auth.AuthPolicy.Binding;
import io.howdah.auth.AuthPolicy.Cleartext;
import io.howdah.auth.AuthPolicy.KeyCache;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ScramKeyCacheTest {
    private static final byte[] SALT = "sixteen bytes ..".getBytes(UTF_8);

    private final ScramKeyCache cache = new ScramKeyCache(2);

    @Test
    void evictsTheLeastRecentlyUsed() throws Exception {
        ScramKeys keys = ScramKeys.derive(SALT, SALT, 1, () -> {});
        ByteBuffer one = login("one", SALT, 1);
        ByteBuffer two = login("two", SALT, 1);
        ByteBuffer three = login("three", SALT, 1);
        cache.put(one, keys);
        cache.put(two, keys);
        assertThat(cache.get(one)).isSameAs(keys);
        cache.put(three, keys);
        assertThat(cache.get(two)).isNull();
        assertThat(cache.get(one)).isSameAs(keys);
        assertThat(cache.get(three)).isSameAs(keys);
    }

    @Test
    void tellsLoginsApartByPasswordSaltAndIterations() throws Exception {
        byte[] otherSalt = "Sixteen bytes ..".getBytes(UTF_8);
        assertThat(login("one", SALT, 64)).isEqualTo(login("one", SALT, 64));
        assertThat(List.of(
                        login("two", SALT, 64),
                        login("one", otherSalt, 64),
                        login("one", SALT, 65),
                        // The same bytes in a row, cut elsewhere.
                        login(".one", "sixteen bytes .".getBytes(UTF_8), 64),
                        new ScramKeyCache(2).login("one".getBytes(UTF_8), SALT, 64)))
                .doesNotContain(login("one", SALT, 64));
    }

    @Test
    void remembersALoginThatSucceeded() throws Exception {
        String password = UUID.randomUUID().toString();
        exchange(password, KeyCache.ON);
        ScramKeys remembered = shared(password);
        assertThat(remembered).isNotNull();
        exchange(password, KeyCache.ON);
        assertThat(shared(password)).isSameAs(remembered);
    }

    @Test
    void doesNotRememberWhenSwitchedOff() throws Exception {
        String password = UUID.randomUUID().toString();
        exchange(password, KeyCache.OFF);
        assertThat(shared(password)).isNull();
    }

    @Test
    void doesNotRememberForAServerThatProvesNothing() throws Exception {
        String password = UUID.randomUUID().toString();
        var scram = scram(password, KeyCache.ON);
        var server = new ScramServer(password, 64);
        scram.clientFinal(server.first(scram.clientFirst()), () -> {});
        String wrong = "v=" + "A".repeat(43) + "=";
        assertThatThrownBy(() -> scram.verify(wrong.getBytes(UTF_8))).isInstanceOf(SQLException.class);
        assertThat(shared(password)).isNull();
    }

    /** As {@link ScramServer} has it. */
    private static ScramKeys shared(String password) throws Exception {
        return ScramKeyCache.SHARED.get(ScramKeyCache.SHARED.login(password.getBytes(UTF_8), SALT, 64));
    }

    private static void exchange(String password, KeyCache keyCache) throws Exception {
        var scram = scram(password, keyCache);
        var server = new ScramServer(password, 64);
        scram.verify(server.last(scram.clientFinal(server.first(scram.clientFirst()), () -> {})));
    }

    private static Scram scram(String password, KeyCache keyCache) throws SQLException {
        var policy = new AuthPolicy(Binding.PREFER, Cleartext.PROTECTED_LINKS, 0, keyCache);
        return Scram.start(List.of(Scram.SHA_256), new Link.Local(), policy, password);
    }

    private ByteBuffer login(String password, byte[] salt, int iterations) throws Exception {
        return cache.login(password.getBytes(UTF_8), salt, iterations);
    }
}
