package io.howdah.auth;

import io.howdah.error.GssErrors;
import java.sql.SQLException;
import java.util.Optional;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSException;

/** One conversation of GSSAPI, from our side. Asks the key distribution centre for a ticket to the server. */
public final class GssExchange implements TokenExchange {
    private final GSSContext context;
    private final String principal;
    private final boolean encrypts;

    GssExchange(GSSContext context, String principal, boolean encrypts) {
        this.context = context;
        this.principal = principal;
        this.encrypts = encrypts;
    }

    @Override
    public Optional<byte[]> answer(byte[] token) throws SQLException {
        try {
            byte[] answer = context.initSecContext(token, 0, token.length);
            if (context.isEstablished()) {
                check();
            }
            return answer == null || answer.length == 0 ? Optional.empty() : Optional.of(answer);
        } catch (GSSException e) {
            throw GssErrors.exchangeFailed(principal, e);
        } catch (RuntimeException e) {
            // Its parsers are not made for tokens of a hostile peer.
            throw GssErrors.exchangeFailed(principal, e);
        }
    }

    /** Asking for a property is one thing; the mechanism may come to less. */
    private void check() throws SQLException {
        if (!context.getMutualAuthState()) {
            throw GssErrors.tooLittle(principal, "proof of who the server is");
        }
        if (encrypts
                && !(context.getConfState()
                        && context.getIntegState()
                        && context.getReplayDetState()
                        && context.getSequenceDetState())) {
            throw GssErrors.tooLittle(principal, "encryption");
        }
    }

    @Override
    public boolean established() {
        return context.isEstablished();
    }

    /** The server's principal, as we asked for it: {@code postgres@host}. */
    public String principal() {
        return principal;
    }

    /** For encrypting, once {@link #established()}. */
    public GSSContext context() {
        return context;
    }
}
