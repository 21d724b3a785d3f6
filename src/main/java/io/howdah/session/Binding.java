package io.howdah.session;

import io.howdah.wire.ByteWriter;

/** The values of a statement's parameters, already encoded. */
public interface Binding {
    Binding NONE = new Binding() {
        @Override
        public int count() {
            return 0;
        }

        @Override
        public void writeTo(ByteWriter out) {
            out.int16(0);
            out.int16(0);
        }
    };

    int count();

    /** Writes the middle of a Bind: the parameters' formats, their number, each value with its length. */
    void writeTo(ByteWriter out);
}
