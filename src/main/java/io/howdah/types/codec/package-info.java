/**
 * One codec per PostgreSQL type, a file per family; {@code BuiltinCodecs} lists them, a line each.
 *
 * <p>Lives here: how the values of a type look in text and in binary, how parameters are written,
 * arrays and composite values as JDBC has them. Not here: what a type
 * is, where the bytes come from.
 * <p>May use: {@code types}, {@code value}, {@code error}, {@code wire}. Used by: {@code jdbc}, {@code datasource}.
 */
package io.howdah.types.codec;
