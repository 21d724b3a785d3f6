/**
 * COPY: bytes, text and typed rows into the server and out of it.
 *
 * <p>Lives here: {@code Copies}, which users reach by {@code HowdahConnection.copy()}; the pumps between streams and a
 * {@code CopyReply}; the formats of rows. Not here: the messages, who may use the wire when.
 * <p>May use: {@code session}, {@code sql}, {@code types}, {@code types.codec}, {@code wire} (for {@code ByteWriter}),
 * {@code error}. Used by: {@code jdbc}.
 */
package io.howdah.copy;
