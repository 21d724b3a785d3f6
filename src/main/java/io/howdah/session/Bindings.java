package io.howdah.session;

import io.howdah.wire.ByteWriter;

/**
 * The values of many executions of one statement, already encoded. A large number of them is written by another thread
 * while their answers are read, so they must stay as they are until the flight is answered.
 */
public interface Bindings {
    int count();

    /** Of all values together, about. */
    long byteCount();

    /** Like {@link Binding#writeTo}, for one of the executions. */
    void writeTo(int index, ByteWriter out);
}
