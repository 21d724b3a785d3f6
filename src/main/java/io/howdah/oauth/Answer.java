package io.howdah.oauth;

import io.howdah.error.OAuthErrors;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** A JSON object somebody said, and what it is called in messages. */
final class Answer {
    private final String name;
    private final int status;
    private final Map<String, Object> members;

    private Answer(String name, int status, Map<String, Object> members) {
        this.name = name;
        this.status = status;
        this.members = members;
    }

    /** @param status of HTTP; 200 where there is none */
    static Answer read(String name, int status, byte[] json) throws SQLException {
        try {
            return new Answer(name, status, JsonReader.object(json));
        } catch (JsonReader.MalformedException e) {
            throw OAuthErrors.untrusted(name + " cannot be read: " + e.getMessage());
        }
    }

    boolean isOk() {
        return status == 200;
    }

    int status() {
        return status;
    }

    String text(String member) throws SQLException {
        return optionalText(member).orElseThrow(() -> OAuthErrors.untrusted(name + " has no \"" + member + "\""));
    }

    /** Empty where there is none, or a null. */
    Optional<String> optionalText(String member) throws SQLException {
        Object value = members.get(member);
        if (value != null && !(value instanceof String)) {
            throw OAuthErrors.untrusted("\"" + member + "\" in " + name + " is no string");
        }
        return Optional.ofNullable((String) value);
    }

    /** A number of seconds, rounded up. Some issuers write it as a string. */
    Optional<Long> optionalSeconds(String member) throws SQLException {
        Object value = members.get(member);
        if (value == null) {
            return Optional.empty();
        }
        double seconds = -1;
        if (value instanceof Double number) {
            seconds = number;
        } else if (value instanceof String digits && isShortNumber(digits)) {
            seconds = Long.parseLong(digits);
        }
        if (!(seconds >= 0)) {
            throw OAuthErrors.untrusted("\"" + member + "\" in " + name + " is no number of seconds");
        }
        return Optional.of((long) Math.ceil(Math.min(seconds, Integer.MAX_VALUE)));
    }

    private static boolean isShortNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= 18;
    }
}
