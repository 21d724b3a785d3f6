package io.howdah.auth;

import java.io.IOException;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;

/** Answers a JAAS entry that asks for name and password with those of the connection. */
final class JaasPrompt implements CallbackHandler {
    private final Credentials credentials;

    JaasPrompt(Credentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public void handle(Callback[] callbacks) throws IOException, UnsupportedCallbackException {
        for (Callback callback : callbacks) {
            if (callback instanceof NameCallback name) {
                name.setName(credentials.user());
            } else if (callback instanceof PasswordCallback password) {
                if (credentials.password().isEmpty()) {
                    throw new IOException("no password was given (property password)");
                }
                password.setPassword(credentials.password().get().toCharArray());
            } else {
                throw new UnsupportedCallbackException(callback);
            }
        }
    }
}
