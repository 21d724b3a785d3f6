/**
 * Peers for tests that look at bytes: one that plays a script, one that stands between us and a real server.
 *
 * <p>Lives here: {@code ScriptedPeer}, {@code Relay}, what they record, messages a server sends. Not here: real servers.
 * <p>May use: {@code testserver}, to relay to one. Nothing of the driver, so that a mistake in its own framing cannot hide
 * itself.
 */
package io.howdah.peer;
