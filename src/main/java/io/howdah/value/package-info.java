/**
 * Values of PostgreSQL that Java has no class for. Immutable; {@code toString} gives PostgreSQL's own text.
 *
 * <p>Lives here: {@code Range}, {@code Multirange}. Not here: how values travel.
 * <p>May use: nothing of ours. Used by: {@code types.codec}, {@code jdbc.result}, and users.
 */
package io.howdah.value;
