/**
 * Bytes to protocol messages and back: versions 3.0 to 3.2 of the frontend/backend protocol.
 *
 * <p>Lives here: writing and framing of messages, pages of received bytes. Not here: what a message means, sockets.
 * <p>May use: nothing of ours. Used by: {@code types}, {@code session} and what stands on them.
 */
package io.howdah.wire;
