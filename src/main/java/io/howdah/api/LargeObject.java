package io.howdah.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;

/**
 * A large object, read and written at any position, up to 4 TiB. Got by {@link LargeObjects#open}.
 *
 * <p>No descriptor of the server's is held: an object stays usable over the end of a transaction, and in autocommit, where
 * each call is a transaction by itself. Nobody else's position is moved by it.
 *
 * <p>Reading asks for more than was wanted, up to 1 MiB, if it goes on where it left off; what others write there meanwhile
 * is not seen. What this object writes is. A write sends its bytes at once, in one round trip; whoever writes little at a
 * time takes {@link #outputStream()}. Writing behind the end fills what is between with zeros.
 *
 * <p>What fails is an {@link IOException} whose cause is the SQLException: 42704 if the object is gone, 42501 if it may not
 * be touched. Of an object that is closed it is a {@link java.nio.channels.ClosedChannelException}, and of one in the wrong
 * mode a {@link java.nio.channels.NonReadableChannelException} or
 * {@link java.nio.channels.NonWritableChannelException}. For one thread at a time.
 */
public interface LargeObject extends SeekableByteChannel {
    /** From 1 to 4294967295. */
    long oid();

    LargeObjectMode mode();

    /** {@inheritDoc} In bytes; asks the server. */
    @Override
    long size() throws IOException;

    /** {@inheritDoc} Costs nothing; may lie behind the end. */
    @Override
    LargeObject position(long newPosition) throws IOException;

    /** {@inheritDoc} Leaves a shorter object as it is. */
    @Override
    LargeObject truncate(long size) throws IOException;

    /** From the position on, which it does not move: it has one of its own. Closing it leaves the object open. */
    InputStream inputStream() throws IOException;

    /**
     * From the position on, which it does not move: it has one of its own. Sends when it has gathered some, and what is left
     * when it is flushed or closed; closing it leaves the object open.
     */
    OutputStream outputStream() throws IOException;
}
