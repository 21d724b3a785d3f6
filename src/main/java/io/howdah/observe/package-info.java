/**
 * Seeing what happens: events of the flight recorder, the user's {@code ConnectionObserver}, the trace of messages.
 *
 * <p>Lives here: {@code Watch}, which everybody tells; the events; {@code WireTrace}. Not here: when something happens.
 *
 * <p>May use: {@code api}. Used by: {@code transport}, {@code session}, {@code connect}, {@code jdbc}, {@code datasource}.
 */
package io.howdah.observe;
