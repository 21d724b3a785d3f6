package io.howdah.oauth;

import io.howdah.error.OAuthErrors;
import java.net.URI;
import java.net.URISyntaxException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/**
 * Who gives tokens. An issuer is known by its URL, byte for byte; its discovery document lies at an address made of it.
 *
 * @param id as the issuer calls itself
 * @param discovery where its document is; empty if only the server knows which of the two kinds it has
 */
record Issuer(String id, String discovery) {
    private static final String WELL_KNOWN = "/.well-known/";
    private static final List<String> DOCUMENTS = List.of("openid-configuration", "oauth-authorization-server");

    /** @param text the property {@code oauth_issuer}: the issuer, or its discovery document */
    static Issuer configured(String text) throws SQLException {
        String problem = problem(text);
        if (!problem.isEmpty()) {
            throw OAuthErrors.badIssuer(problem);
        }
        if (!text.contains(WELL_KNOWN)) {
            return new Issuer(text, "");
        }
        String id = idOf(text);
        if (id.isEmpty()) {
            throw OAuthErrors.badIssuer("is not the address of a discovery document that OAuth knows");
        }
        return new Issuer(id, text);
    }

    boolean knowsItsDocument() {
        return !discovery.isEmpty();
    }

    /**
     * The same, by the document that a server names: only if that is this issuer's, or any server could send us to any
     * place.
     */
    Issuer at(String serversDiscovery) throws SQLException {
        if (!problem(serversDiscovery).isEmpty() || !idOf(serversDiscovery).equals(id)) {
            throw OAuthErrors.untrusted("the server names a discovery document that is not the issuer's (property"
                    + " oauth_issuer, which must be written just as the issuer writes it)");
        }
        if (knowsItsDocument() && !discovery.equals(serversDiscovery)) {
            throw OAuthErrors.untrusted(
                    "the server names another discovery document than the property oauth_issuer does");
        }
        return new Issuer(id, serversDiscovery);
    }

    /** An address that the issuer names. */
    URI endpoint(String name, String address) throws SQLException {
        try {
            URI uri = new URI(address);
            if (isSafe(uri)) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // As below; the cause would quote the address.
        }
        throw OAuthErrors.untrusted("the issuer's " + name + " is no https address");
    }

    private static String problem(String text) {
        if (text.indexOf('?') >= 0 || text.indexOf('#') >= 0) {
            return "must not have a query or a fragment";
        }
        try {
            return isSafe(new URI(text)) ? "" : "must be an https address";
        } catch (URISyntaxException e) {
            return "is no address";
        }
    }

    /** Encrypted, or a test's on this machine. */
    private static boolean isSafe(URI uri) {
        if (uri.getHost() == null || uri.getRawUserInfo() != null) {
            return false;
        }
        return switch (String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT)) {
            case "https" -> true;
            case "http" -> List.of("localhost", "127.0.0.1", "[::1]").contains(uri.getHost());
            default -> false;
        };
    }

    /**
     * The issuer whose document lies there: the address without the well-known part, which OpenID puts at the end of the
     * path and RFC 8414 at its start; empty if it is neither.
     */
    private static String idOf(String address) {
        int pathStart = address.indexOf('/', address.indexOf("://") + 3);
        int start = pathStart < 0 ? -1 : address.indexOf(WELL_KNOWN, pathStart);
        if (start < 0) {
            return "";
        }
        for (String document : DOCUMENTS) {
            int end = start + WELL_KNOWN.length() + document.length();
            boolean here = address.startsWith(document, start + WELL_KNOWN.length());
            boolean ends = here && end == address.length();
            boolean atPathStart = here && start == pathStart && end < address.length() && address.charAt(end) == '/';
            if (ends || atPathStart) {
                return address.substring(0, start) + address.substring(end);
            }
        }
        return "";
    }
}
