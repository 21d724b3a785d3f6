/**
 * LISTEN and NOTIFY.
 *
 * <p>Lives here: {@code ConnectionNotifications}, which users reach by {@code HowdahConnection.notifications()}; the
 * subscriptions of a connection, and those that outlast one. Not here: where notifications wait, and who reads them from
 * the wire.
 * <p>May use: {@code session}, {@code transport} (for {@code Deadline}), {@code sql}, {@code wire} (for {@code ByteWriter}),
 * {@code error}. Used by: {@code jdbc}, {@code datasource}.
 */
package io.howdah.notification;
