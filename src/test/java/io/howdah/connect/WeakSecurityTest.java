package io.howdah.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.howdah.api.ConnectionSecurity;
import io.howdah.api.ConnectionSecurity.Authentication;
import io.howdah.api.ConnectionSecurity.Encryption;
import io.howdah.api.ConnectionSecurity.ServerVerification;
import io.howdah.config.ConnectionConfig.HostSpec;
import io.howdah.config.SslMode;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeakSecurityTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            PREFER  | NONE | NONE               | db:5432 is not encrypted, as sslmode=prefer allows.
            PREFER  | NONE | SCRAM_SHA_256      | db:5432 is not encrypted, as sslmode=prefer allows, and a password was used
            ALLOW   | NONE | CLEARTEXT_PASSWORD | db:5432 is not encrypted, as sslmode=allow allows, and a password was used
            REQUIRE | TLS  | SCRAM_SHA_256      | is encrypted, but its server was not verified and may be anybody (sslmode=require)
            REQUIRE | TLS  | SCRAM_SHA_256_PLUS | -
            """)
    void saysWhatMayBeThoughtSafer(SslMode mode, Encryption encryption, Authentication authentication, String said) {
        var security = new ConnectionSecurity(
                encryption,
                Optional.empty(),
                Optional.empty(),
                ServerVerification.NONE,
                authentication,
                authentication == Authentication.SCRAM_SHA_256_PLUS);
        assertThat(WeakSecurity.weakness(new HostSpec("db", 5432), mode, security)
                        .orElse("-"))
                .contains(said == null ? "-" : said);
    }
}
