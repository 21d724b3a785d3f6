package io.howdah.pipeline;

import io.howdah.session.Binding;
import io.howdah.wire.ByteWriter;

/**
 * A statement that waits to be sent.
 *
 * @param sql as the server wants it
 * @param oids the declared types of its parameters, 0 where the server is to infer them
 * @param values the middle of a Bind
 */
public record QueuedStatement(String sql, int[] oids, byte[] values) implements Binding {
    @Override
    public int count() {
        return oids.length;
    }

    @Override
    public void writeTo(ByteWriter out) {
        out.large(values, 0, values.length);
    }
}
