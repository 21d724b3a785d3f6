/**
 * Making connections: from settings to a {@code java.sql.Connection}.
 *
 * <p>Lives here: the DataSources, and {@code Connections}, the one place where the floors are put together. Not here:
 * reading settings, what a connection does.
 * <p>May use: {@code jdbc}, {@code connect}, {@code xa}, {@code session}, {@code types}, {@code types.codec}, {@code config},
 * {@code error}, {@code api}. Used by: {@code Driver}, applications.
 */
package io.howdah.datasource;
