/**
 * The catalogue of all that can go wrong: one factory per situation, with its SQLSTATE and JDBC subclass.
 *
 * <p>Lives here: {@code SqlState}, {@code SqlErrors}, the exception classes that carry a {@code ServerError}.
 * Not here: deciding what to do about an error.
 * <p>May use: {@code api}. Used by: everybody above.
 */
package io.howdah.error;
