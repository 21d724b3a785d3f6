/** The entry: {@code Driver}, found by {@code java.sql.DriverManager}. */
package io.howdah;
