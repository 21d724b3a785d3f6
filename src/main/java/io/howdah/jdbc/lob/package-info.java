/**
 * Large values as JDBC has them: read, written and searched by position.
 *
 * <p>Lives here: {@code PositionedBlob} and {@code PositionedClob}, which know JDBC's rules, and {@code MemoryBlob} and
 * {@code MemoryClob}, which keep a bytea or a text in memory; {@code LargeObjectBlob} and {@code LargeObjectClob}. Not
 * here: SQLXML, how a value gets to the server.
 * <p>May use: {@code largeobject}, {@code error}. Used by: {@code jdbc}, {@code jdbc.result}.
 */
package io.howdah.jdbc.lob;
