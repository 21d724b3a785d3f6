/**
 * The idea of a PostgreSQL type, and of moving a value between it and Java.
 *
 * <p>Lives here: {@code PgType}, {@code Codec}, {@code Cell}, the registry, conversions between Java types. Not here:
 * the codecs themselves, how bytes reach us, JDBC's interfaces of results.
 * <p>May use: {@code wire} (for {@code ByteWriter}) and {@code error}. Used by: {@code types.codec},
 * {@code jdbc}, {@code jdbc.result}.
 */
package io.howdah.types;
