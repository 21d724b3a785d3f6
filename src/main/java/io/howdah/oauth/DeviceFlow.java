package io.howdah.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.howdah.api.OAuthDevicePrompt.DeviceLogin;
import io.howdah.config.OAuthSettings;
import io.howdah.error.OAuthErrors;
import io.howdah.transport.Deadline;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The user logs in with a browser, wherever that is, while we ask the issuer again and again whether it is done.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8628">RFC 8628</a>
 */
final class DeviceFlow {
    private static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:device_code";
    private static final long USUAL_INTERVAL_SECONDS = 5;
    private static final long SLOWER_BY_SECONDS = 5;
    private static final int LONGEST_TEXT = 200;

    private final OAuthSettings settings;
    private final Issuer issuer;
    private final Optional<String> scope;
    private final Pause pause;
    private final Deadline deadline;
    private final IssuerCalls calls;

    /** How time passes. */
    interface Pause {
        void of(Duration time) throws InterruptedException;
    }

    /** @param validFor empty if the issuer does not say */
    record Token(String text, Optional<Duration> validFor) {
        @Override
        public String toString() {
            return "***";
        }
    }

    /** @param issuer that knows its document */
    DeviceFlow(OAuthSettings settings, Issuer issuer, Optional<String> scope, Pause pause) {
        this.settings = settings;
        this.issuer = issuer;
        this.scope = scope;
        this.pause = pause;
        this.deadline = Deadline.after(settings.loginLimit());
        this.calls = new IssuerCalls(issuer.id(), deadline);
    }

    Token run() throws SQLException {
        Answer document = calls.get("the discovery document", URI.create(issuer.discovery()));
        if (!document.isOk()) {
            throw refused(document);
        }
        if (!document.text("issuer").equals(issuer.id())) {
            throw OAuthErrors.untrusted("the discovery document is of another issuer than the property oauth_issuer");
        }
        URI device = issuer.endpoint("device_authorization_endpoint", document.text("device_authorization_endpoint"));
        URI token = issuer.endpoint("token_endpoint", document.text("token_endpoint"));
        return await(token, begin(device));
    }

    private Answer begin(URI endpoint) throws SQLException {
        var form = new LinkedHashMap<String, String>();
        if (scope.isPresent()) {
            form.put("scope", scope.get());
        }
        Answer answer = post("the device authorization", endpoint, form);
        if (!answer.isOk()) {
            throw refused(answer);
        }
        return answer;
    }

    private Token await(URI endpoint, Answer device) throws SQLException {
        Duration expiresIn = Duration.ofSeconds(Math.max(
                1,
                device.optionalSeconds("expires_in")
                        .orElseThrow(() -> OAuthErrors.untrusted("the device authorization has no \"expires_in\""))));
        Deadline end = deadline.earlier(Deadline.after(expiresIn));
        long interval = Math.max(1, device.optionalSeconds("interval").orElse(USUAL_INTERVAL_SECONDS));
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", GRANT_TYPE);
        form.put("device_code", device.text("device_code"));
        prompt(device, expiresIn);
        while (true) {
            sleep(interval, end);
            Answer answer = post("the token", endpoint, form);
            if (answer.isOk()) {
                return token(answer);
            }
            switch (answer.optionalText("error").orElse("")) {
                case "authorization_pending" -> {}
                case "slow_down" -> interval += SLOWER_BY_SECONDS;
                default -> throw refused(answer);
            }
        }
    }

    private void sleep(long seconds, Deadline end) throws SQLException {
        try {
            // Asking once more after the end would not help: the code is worth nothing then.
            if (!end.isNever() && end.millisLeft() <= seconds * 1000) {
                pause.of(Duration.ofMillis(end.millisLeft()));
                throw OAuthErrors.loginTimedOut(issuer.id(), end.limit());
            }
            pause.of(Duration.ofSeconds(seconds));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw OAuthErrors.interrupted(issuer.id());
        }
    }

    private static Token token(Answer answer) throws SQLException {
        if (!answer.text("token_type").equalsIgnoreCase("bearer")) {
            throw OAuthErrors.untrusted("the issuer gives a token that is no bearer token");
        }
        Optional<Long> seconds = answer.optionalSeconds("expires_in");
        return new Token(
                answer.text("access_token"),
                seconds.isPresent() ? Optional.of(Duration.ofSeconds(seconds.get())) : Optional.empty());
    }

    private void prompt(Answer device, Duration expiresIn) throws SQLException {
        String uriMember =
                device.optionalText("verification_uri").isPresent() ? "verification_uri" : "verification_url";
        URI uri = issuer.endpoint(uriMember, device.text(uriMember));
        Optional<String> complete = device.optionalText("verification_uri_complete");
        String code = device.text("user_code");
        if (!printable(code).equals(code)) {
            throw OAuthErrors.untrusted("the issuer's \"user_code\" is not printable");
        }
        var login = new DeviceLogin(
                uri,
                code,
                complete.isPresent()
                        ? Optional.of(issuer.endpoint("verification_uri_complete", complete.get()))
                        : Optional.empty(),
                expiresIn);
        if (settings.prompt().isPresent()) {
            settings.prompt().get().show(login);
        } else {
            Log.LOG.warn("To log in to the database, visit {} and enter the code {}", uri, code);
        }
    }

    /** A client with a secret, even an empty one, names itself by HTTP; the others do in the form. */
    private Answer post(String what, URI endpoint, Map<String, String> fields) throws SQLException {
        var form = new LinkedHashMap<>(fields);
        String client = settings.clientId().orElseThrow();
        if (settings.clientSecret().isEmpty()) {
            form.put("client_id", client);
            return calls.post(what, endpoint, form, Optional.empty());
        }
        String pair = IssuerCalls.encode(client) + ":"
                + IssuerCalls.encode(settings.clientSecret().get().reveal());
        return calls.post(
                what, endpoint, form, Optional.of("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8))));
    }

    private SQLException refused(Answer answer) throws SQLException {
        Optional<String> error = answer.optionalText("error");
        Optional<String> description = answer.optionalText("error_description");
        String text = error.isPresent() ? printable(error.get()) : "HTTP status " + answer.status();
        return OAuthErrors.issuerRefused(
                issuer.id(), description.isPresent() ? text + " (" + printable(description.get()) + ")" : text);
    }

    /** Terminals and logs obey some characters. */
    private static String printable(String text) {
        var printable = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), LONGEST_TEXT); i++) {
            char c = text.charAt(i);
            printable.append(c >= ' ' && c <= '~' ? c : '?');
        }
        return printable.toString();
    }

    /** A class of its own, so that slf4j starts up only once there is something to say. */
    private static final class Log {
        static final Logger LOG = LoggerFactory.getLogger(DeviceFlow.class);
    }
}
