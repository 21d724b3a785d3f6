/**
 * The entry: {@code Driver}, found by {@code java.sql.DriverManager}.
 *
 * <p>Lives here: {@code Driver}. Not here: anything that it asks for, such as reading a URL or making a connection.
 * <p>May use: {@code datasource}, {@code config}, {@code error}. Used by: applications.
 */
package io.howdah;
