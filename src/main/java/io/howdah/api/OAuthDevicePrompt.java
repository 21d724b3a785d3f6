package io.howdah.api;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Tells a user where to log in, for OAuth's device flow. Without one the log says it, as a warning.
 *
 * <p>It is given as an object, under the name {@code oauthDevicePrompt} in {@code Properties} or to a DataSource. It is
 * called by the thread that connects, which goes on to wait for the user; it should return soon.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8628">RFC 8628</a>
 */
@FunctionalInterface
public interface OAuthDevicePrompt {
    void show(DeviceLogin login);

    /**
     * What the user is to do: visit an address and type in a code.
     *
     * @param verificationUri https, unless the issuer is on this machine
     * @param userCode printable ASCII
     * @param completeUri with the code in it already, for a QR code or a browser; not every issuer has it
     * @param expiresIn how long the code will do
     */
    record DeviceLogin(URI verificationUri, String userCode, Optional<URI> completeUri, Duration expiresIn) {}
}
