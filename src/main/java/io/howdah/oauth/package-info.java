/**
 * Getting an OAuth token by the device flow: where a token can be had, asking for it while the user logs in elsewhere,
 * keeping it for the next connection.
 *
 * <p>Lives here: what is said to the issuer, over HTTP. Not here: how a server is shown the token ({@code auth}), when one
 * is needed ({@code connect}).
 * <p>May use: {@code transport} (for {@code Deadline}), {@code config}, {@code error}, {@code api}. Used by: {@code
 * connect}.
 */
package io.howdah.oauth;
