/**
 * Values of PostgreSQL that Java has no class for. All are immutable, equal by their parts, and {@code
 * toString} gives PostgreSQL's own text. Where the text alone says all, {@code parse} reads it.
 *
 * <pre>{@code
 * statement.setObject(1, Interval.of(Period.ofMonths(1)));
 * Inet address = rows.getObject("address", Inet.class);
 * }</pre>
 *
 * <p>Lives here: the values and their text. Not here: how they look in binary, which is the codecs' matter.
 * <p>May use: nothing of ours. Used by: {@code types.codec}, {@code jdbc.result}, and by users.
 */
package io.howdah.value;
