/**
 * Reading a result as JDBC wants it read: where its cursor stands, values of a row, what its columns are.
 *
 * <p>Lives here: {@code ResultSetImpl} and what it is made of, {@code ResultSetMetaDataImpl}. Not here: how rows come
 * about, statements and connections, which are known as {@code java.sql} interfaces only.
 * <p>May use: {@code jdbc.wrapper}, {@code jdbc.lob}, {@code jdbc.xml}, {@code session}, {@code types}, {@code sql},
 * {@code error}, {@code wire}, {@code value}, {@code largeobject}, {@code api}. Used by: {@code jdbc}.
 */
package io.howdah.jdbc.result;
