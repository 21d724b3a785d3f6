/**
 * Streaming replication: its commands, streams of the log and what plugins make of it, base backups.
 *
 * <p>Lives here: {@code Replications}, which users reach by {@code HowdahConnection.replication()}; {@code WalStream} with its
 * positions and the status that tells the server of them; the decoders of pgoutput and test_decoding. Not here: the messages of
 * COPY, who may use the wire when.
 * <p>May use: {@code session}, {@code sql}, {@code types}, {@code wire} (for {@code Body} and {@code ByteWriter}),
 * {@code transport} (for {@code Deadline}), {@code error}. Used by: {@code jdbc}.
 */
package io.howdah.replication;
