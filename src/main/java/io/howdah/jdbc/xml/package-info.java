/**
 * {@code SQLXML}: values of type xml as text, DOM, SAX and StAX, both ways.
 *
 * <p>Lives here: {@code SqlXmlImpl}, how XML is read without reaching for anything outside of it, how it is written. Not
 * here: how a value gets to the server.
 * <p>May use: {@code error}. Used by: {@code jdbc}, {@code jdbc.result}.
 */
package io.howdah.jdbc.xml;
