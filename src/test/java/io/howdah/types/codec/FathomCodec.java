package io.howdah.types.codec;

import io.howdah.api.TypeCodec;
import java.util.Set;

/** A user's codec, for the type {@code howdah_fathom}: a domain over int4. */
public final class FathomCodec implements TypeCodec<FathomCodec.Fathoms> {
    /** @param count a negative one cannot be written */
    public record Fathoms(int count) {}

    @Override
    public Set<String> typeNames() {
        return Set.of("howdah_fathom", "other.fathom");
    }

    @Override
    public Class<Fathoms> javaType() {
        return Fathoms.class;
    }

    @Override
    public Fathoms fromText(String text) {
        return new Fathoms(Integer.parseInt(text));
    }

    @Override
    public String toText(Fathoms value) {
        return value.count() < 0 ? null : Integer.toString(value.count());
    }

    @Override
    public boolean hasBinary() {
        return true;
    }

    @Override
    public Fathoms fromBinary(byte[] bytes) {
        return new Fathoms(bytes[0] << 24 | (bytes[1] & 0xFF) << 16 | (bytes[2] & 0xFF) << 8 | bytes[3] & 0xFF);
    }

    @Override
    public byte[] toBinary(Fathoms value) {
        if (value.count() < 0) {
            throw new IllegalArgumentException("below the ground");
        }
        return new byte[] {
            (byte) (value.count() >> 24),
            (byte) (value.count() >> 16),
            (byte) (value.count() >> 8),
            (byte) value.count()
        };
    }
}
