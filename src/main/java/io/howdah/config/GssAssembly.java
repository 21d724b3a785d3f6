package io.howdah.config;

import io.howdah.config.ConnectionConfig.ChannelBinding;
import io.howdah.config.GssSettings.EncryptionMode;
import io.howdah.error.SqlErrors;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;

/** What is said about Kerberos, checked. */
final class GssAssembly {
    private GssAssembly() {}

    static GssSettings of(OptionReader read, ChannelBinding binding) throws SQLException {
        return new GssSettings(
                mode(read, binding),
                service(read),
                read.flag(Option.JAAS_LOGIN) && !read.flag(Option.GSS_USE_DEFAULT_CREDS),
                read.text(Option.JAAS_APPLICATION_NAME),
                read.flag(Option.GSS_DELEGATION),
                read.duration(Option.GSS_RESPONSE_TIMEOUT));
    }

    private static EncryptionMode mode(OptionReader read, ChannelBinding binding) throws SQLException {
        Optional<String> given = read.text(Option.GSS_ENC_MODE);
        EncryptionMode mode = given.isEmpty()
                ? EncryptionMode.IF_AT_HAND
                : switch (given.get().strip().toLowerCase(Locale.ROOT)) {
                    case "disable", "allow" -> EncryptionMode.DISABLE;
                    case "prefer" -> EncryptionMode.PREFER;
                    case "require" -> EncryptionMode.REQUIRE;
                    default ->
                        throw OptionReader.bad(
                                Option.GSS_ENC_MODE,
                                "must be one of " + String.join(", ", Option.GSS_ENC_MODE.choices()));
                };
        if (binding == ChannelBinding.REQUIRE) {
            if (mode == EncryptionMode.REQUIRE) {
                throw SqlErrors.badConfiguration(
                        "channelBinding=require needs TLS, and gssEncMode=require rules it out");
            }
            return EncryptionMode.DISABLE;
        }
        return mode;
    }

    private static String service(OptionReader read) throws SQLException {
        String service = read.text(Option.KERBEROS_SERVER_NAME).orElse("").strip();
        if (service.isEmpty() || service.indexOf('@') >= 0 || service.indexOf('/') >= 0) {
            throw OptionReader.bad(
                    Option.KERBEROS_SERVER_NAME,
                    "must be what stands before the slash in the server's principal, such as postgres");
        }
        return service;
    }
}
