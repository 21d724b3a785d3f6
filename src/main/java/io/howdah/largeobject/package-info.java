/**
 * Large objects: bytes behind an OID, read and written at any position.
 *
 * <p>Lives here: {@code ObjectStore}, a method for each request to the server; {@code LargeObjectsImpl} and
 * {@code OpenObject}, which users reach by {@code HowdahConnection.largeObjects()}. Not here: Blobs and Clobs, which
 * {@code jdbc.lob} makes of the store.
 * <p>May use: {@code session}, {@code types}, {@code wire} (for {@code ByteWriter}), {@code error}. Used by:
 * {@code jdbc.lob}, {@code jdbc}.
 */
package io.howdah.largeobject;
