package io.howdah.config;

import io.howdah.config.ConnectionConfig.Secret;
import io.howdah.config.TlsSettings.ClientCertificate;
import io.howdah.error.SqlErrors;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** What is said about TLS, checked: nothing that demands protection may be weakened by something else. */
final class TlsAssembly {
    private static final List<Option> FILES = List.of(
            Option.SSL_ROOT_CERT,
            Option.SSL_CRL,
            Option.SSL_CRL_DIR,
            Option.SSL_CERT,
            Option.SSL_KEY,
            Option.SSL_PASSWORD);

    private final Settings settings;
    private final OptionReader read;
    private final Optional<SSLContext> context;
    private final Optional<String> roots;

    TlsAssembly(Settings settings, OptionReader read) {
        this.settings = settings;
        this.read = read;
        this.context = settings.sslContext();
        this.roots = read.text(Option.SSL_ROOT_CERT);
    }

    TlsSettings assemble() throws SQLException {
        SslMode mode = mode();
        boolean direct = direct(mode);
        ClientCertificate clientCertificate = read.choice(Option.SSL_CERT_MODE, ClientCertificate.values());
        if (clientCertificate == ClientCertificate.REQUIRE && !mode.demandsTls()) {
            throw tooWeak("sslcertmode=require", mode, "require or stronger");
        }
        if (context.isPresent()) {
            refuseFiles();
        }
        return new TlsSettings(
                mode,
                direct,
                roots,
                read.text(Option.SSL_CRL),
                read.text(Option.SSL_CRL_DIR),
                clientCertificate,
                read.text(Option.SSL_CERT),
                read.text(Option.SSL_KEY),
                keyPassword(),
                read.flag(Option.SSL_SNI),
                protocols(),
                context);
    }

    private SslMode mode() throws SQLException {
        // A bare ?ssl switches it on.
        boolean ssl =
                settings.get(Option.SSL).isPresent() && (read.text(Option.SSL).isEmpty() || read.flag(Option.SSL));
        boolean system = roots.isPresent() && roots.get().equals(TlsSettings.SYSTEM);
        if (settings.get(Option.SSL_MODE).isEmpty()) {
            return ssl || system || context.isPresent() ? SslMode.VERIFY_FULL : SslMode.PREFER;
        }
        SslMode mode = read.choice(Option.SSL_MODE, SslMode.values());
        if (ssl && !mode.demandsTls()) {
            throw SqlErrors.badConfiguration("ssl=true demands encryption, and sslmode=" + mode.value()
                    + " lets the connection go without: give one of them only");
        }
        // The authorities of the system vouch for everybody's servers: only the host name tells ours from those.
        if (system && mode != SslMode.VERIFY_FULL) {
            throw tooWeak("sslrootcert=system", mode, "verify-full, which is what holds when sslmode is left out");
        }
        if (context.isPresent() && !mode.demandsTls()) {
            throw tooWeak("an sslContext", mode, "require or stronger; verify-full holds when sslmode is left out");
        }
        return mode;
    }

    private boolean direct(SslMode mode) throws SQLException {
        boolean direct =
                switch (read.text(Option.SSL_NEGOTIATION).orElse("").strip().toLowerCase(Locale.ROOT)) {
                    case "postgres" -> false;
                    case "direct" -> true;
                    default -> throw OptionReader.bad(Option.SSL_NEGOTIATION, "must be one of postgres, direct");
                };
        if (direct && !mode.demandsTls()) {
            throw tooWeak("sslNegotiation=direct", mode, "require or stronger");
        }
        return direct;
    }

    private void refuseFiles() throws SQLException {
        for (Option file : FILES) {
            if (read.text(file).isPresent()) {
                throw SqlErrors.badConfiguration("Property " + file.propertyName()
                        + " cannot go with sslContext: what that trusts and shows is the application's to put into it");
            }
        }
    }

    private Optional<Secret> keyPassword() {
        Optional<String> password = read.text(Option.SSL_PASSWORD);
        return password.isPresent() ? Optional.of(Secret.of(password.get())) : Optional.empty();
    }

    private List<String> protocols() throws SQLException {
        String lowest = version(Option.SSL_MIN_PROTOCOL_VERSION);
        String highest = version(Option.SSL_MAX_PROTOCOL_VERSION);
        boolean only13 =
                switch (lowest) {
                    case "", "tlsv1", "tlsv1.1", "tlsv1.2" -> false;
                    case "tlsv1.3" -> true;
                    default ->
                        throw OptionReader.bad(
                                Option.SSL_MIN_PROTOCOL_VERSION, "must be one of TLSv1, TLSv1.1, TLSv1.2, TLSv1.3");
                };
        boolean only12 =
                switch (highest) {
                    case "", "tlsv1.3" -> false;
                    case "tlsv1.2" -> true;
                    default ->
                        throw OptionReader.bad(
                                Option.SSL_MAX_PROTOCOL_VERSION,
                                "must be one of TLSv1.2, TLSv1.3; older ones are not safe, and not spoken");
                };
        if (only12 && only13) {
            throw SqlErrors.badConfiguration("ssl_min_protocol_version is higher than ssl_max_protocol_version");
        }
        return only13 ? List.of("TLSv1.3") : only12 ? List.of("TLSv1.2") : TlsSettings.ALL_PROTOCOLS;
    }

    private String version(Option option) {
        return read.text(option).orElse("").strip().toLowerCase(Locale.ROOT);
    }

    private static SQLException tooWeak(String what, SslMode mode, String enough) {
        return SqlErrors.badConfiguration(
                "sslmode=" + mode.value() + " is too weak for " + what + ": it takes " + enough);
    }
}
