/**
 * Making connections: from settings to a {@code java.sql.Connection}.
 *
 * <p>May use: {@code jdbc}, {@code connect}, {@code config}, {@code types.codec}, {@code error}, {@code api}. Used by:
 * {@code Driver}, applications.
 */
package io.howdah.datasource;
