/**
 * One codec per PostgreSQL type, a file per family; {@code BuiltinCodecs} lists them, a line each.
 *
 * <p>May use: {@code types}, {@code value}, {@code error}, {@code wire}. Used by: {@code jdbc}.
 */
package io.howdah.types.codec;
