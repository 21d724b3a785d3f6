/**
 * The PostgreSQL servers that {@code ..ServerTest}s talk to: found, or started for them.
 *
 * <p>Lives here: {@code TestServer}, the one door; what finds or starts a server behind it. Not here: scripted peers.
 * <p>May use: nothing of ours, so that the driver is not needed to prepare its own tests.
 */
package io.howdah.testserver;
