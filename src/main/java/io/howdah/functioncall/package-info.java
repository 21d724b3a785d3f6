/**
 * Functions called by their OID, by the FunctionCall message.
 *
 * <p>Lives here: {@code FunctionCallsImpl}, which users reach by {@code HowdahConnection.functions()}. Not here: the message,
 * and the calls that large objects are made of.
 * <p>May use: {@code session}, {@code sql}, {@code types}, {@code types.codec}, {@code wire} (for {@code ByteWriter}),
 * {@code error}. Used by: {@code jdbc}.
 */
package io.howdah.functioncall;
