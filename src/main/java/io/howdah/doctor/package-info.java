/**
 * The connection doctor: connects as an application would, says how each phase goes, and on failure what to change.
 *
 * <p>Lives here: a command's arguments, its words, its table of rows. Not here: how to connect, which it only watches.
 * <p>May use: {@code datasource}, {@code connect} (for {@code ConnectListener}), {@code config}, {@code error},
 * {@code api}. Used by: nobody; it is what {@code java -jar} starts.
 */
package io.howdah.doctor;
