package io.howdah.testserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * A module for PostgreSQL 18 that knows the tokens of OAuth: {@code token-of-alice} is alice's. It takes a C compiler, and no
 * headers of PostgreSQL's, which are not among the programs from Maven Central: it declares the few structures itself.
 */
public final class TokenValidator {
    public static final String TOKEN = "token-of-alice";

    private static final String SOURCE = """
            #include <stdbool.h>
            #include <stdint.h>
            #include <string.h>

            typedef struct { int version, funcmaxargs, indexmaxkeys, namedatalen, float8byval; char extra[32]; } Abi;
            typedef struct { int length; Abi abi; const char *name; const char *version; } Magic;
            typedef struct { int server_version; void *private_data; } State;
            typedef struct { bool authorized; char *identity; } Result;
            typedef struct {
                uint32_t magic;
                void (*startup)(State *);
                void (*shutdown)(State *);
                bool (*validate)(const State *, const char *, const char *, Result *);
            } Callbacks;

            extern char *pstrdup(const char *);

            static const Magic magic = {sizeof(Magic), {1800, 100, 32, 64, 1, "PostgreSQL"}, 0, 0};

            const Magic *Pg_magic_func(void) { return &magic; }

            static bool validate(const State *state, const char *token, const char *role, Result *result) {
                result->authorized = strcmp(token, "token-of-alice") == 0;
                result->identity = pstrdup("alice");
                return true;
            }

            static const Callbacks callbacks = {0x20250220, 0, 0, validate};

            const Callbacks *_PG_oauth_validator_module_init(void) { return &callbacks; }
            """;

    private TokenValidator() {}

    /** The module, compiled; the test is skipped where that cannot be done. */
    public static Path compileInto(Path directory) {
        try {
            Path source = Files.writeString(directory.resolve("validator.c"), SOURCE);
            Path module = directory.resolve("validator.so");
            Path log = directory.resolve("cc.log");
            int status = new ProcessBuilder(
                            List.of("cc", "-shared", "-fPIC", "-o", module.toString(), source.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("The module does not compile: " + Files.readString(log));
            }
            return module;
        } catch (IOException e) {
            return Assumptions.abort(
                    "Skipped for want of a C compiler, which makes the module that checks tokens: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted while compiling", e));
        }
    }
}
