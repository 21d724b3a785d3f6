package io.howdah.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.howdah.error.OAuthErrors;
import io.howdah.transport.Deadline;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Questions to the issuer over HTTP. No redirect is followed: an issuer's addresses are exact. */
final class IssuerCalls {
    private static final Duration LONGEST_CALL = Duration.ofSeconds(30);

    private final String issuer;
    private final Deadline deadline;
    private final HttpClient client =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    IssuerCalls(String issuer, Deadline deadline) {
        this.issuer = issuer;
        this.deadline = deadline;
    }

    Answer get(String what, URI address) throws SQLException {
        return send(what, HttpRequest.newBuilder(address).GET());
    }

    /** @param authorization of HTTP's header, if the client has a secret */
    Answer post(String what, URI address, Map<String, String> form, Optional<String> authorization)
            throws SQLException {
        var request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encode(form)));
        if (authorization.isPresent()) {
            request.header("Authorization", authorization.get());
        }
        return send(what, request);
    }

    private Answer send(String what, HttpRequest.Builder request) throws SQLException {
        request.header("Accept", "application/json");
        Deadline soon = deadline.earlier(Deadline.after(LONGEST_CALL));
        var call = client.sendAsync(request.build(), information -> new LimitedBody());
        try {
            HttpResponse<byte[]> response = call.get(soon.millisLeft(), TimeUnit.MILLISECONDS);
            if (!isJson(response)) {
                throw OAuthErrors.untrusted("the issuer " + issuer + " answers with " + what
                        + " that is no JSON (HTTP status " + response.statusCode() + ")");
            }
            return Answer.read(what, response.statusCode(), response.body());
        } catch (ExecutionException e) {
            throw OAuthErrors.issuerUnreachable(issuer, what, e.getCause());
        } catch (TimeoutException e) {
            throw OAuthErrors.issuerUnreachable(
                    issuer,
                    what,
                    new IOException("no answer within " + soon.limit().toMillis() + " ms"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw OAuthErrors.interrupted(issuer);
        } finally {
            call.cancel(true);
        }
    }

    private static boolean isJson(HttpResponse<byte[]> response) {
        String type = response.headers().firstValue("Content-Type").orElse("");
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end))
                .strip()
                .toLowerCase(Locale.ROOT)
                .equals("application/json");
    }

    private static String encode(Map<String, String> form) {
        var encoded = new StringBuilder();
        for (var field : form.entrySet()) {
            encoded.append(encoded.length() == 0 ? "" : "&")
                    .append(encode(field.getKey()))
                    .append('=')
                    .append(encode(field.getValue()));
        }
        return encoded.toString();
    }

    static String encode(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
