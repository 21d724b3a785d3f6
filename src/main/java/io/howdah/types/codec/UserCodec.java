package io.howdah.types.codec;

import io.howdah.api.TypeCodec;
import io.howdah.error.TypeErrors;
import io.howdah.types.BuiltinTypes;
import io.howdah.types.Cell;
import io.howdah.types.Codec;
import io.howdah.types.CodecContext;
import io.howdah.types.PgType;
import io.howdah.wire.ByteWriter;
import java.sql.SQLException;

/** A type whose values a {@link TypeCodec} reads and writes. */
final class UserCodec<T> implements Codec<T> {
    private final PgType type;
    private final TypeCodec<T> users;

    UserCodec(PgType type, TypeCodec<T> users) {
        this.type = type;
        this.users = users;
    }

    @Override
    public PgType type() {
        return type;
    }

    @Override
    public Class<T> javaType() {
        return users.javaType();
    }

    @Override
    public boolean hasBinary() {
        return users.hasBinary();
    }

    @Override
    public T decode(Cell cell) throws SQLException {
        try {
            return users.javaType().cast(cell.isBinary() ? users.fromBinary(cell.copy()) : users.fromText(cell.text()));
        } catch (RuntimeException e) {
            throw TypeErrors.codecFailed(users.getClass(), type.name(), "read", e);
        }
    }

    @Override
    public void encode(T value, ByteWriter out, CodecContext context) throws SQLException {
        if (!hasBinary()) {
            TextCodec.encode(text(value), out);
            return;
        }
        byte[] bytes;
        try {
            bytes = users.toBinary(value);
        } catch (RuntimeException e) {
            throw TypeErrors.codecFailed(users.getClass(), type.name(), "write", e);
        }
        if (bytes == null) {
            throw TypeErrors.codecFailed(users.getClass(), type.name(), "write", null);
        }
        out.bytes(bytes);
    }

    @Override
    public String readText(Cell cell) throws SQLException {
        return cell.isBinary() ? text(decode(cell)) : cell.text();
    }

    /** As text, which the server reads as whatever it meets: a codec may be for several types, and in any schema. */
    static <T> ParameterType writeSoft(ByteWriter out, Object value, TypeCodec<T> users) throws SQLException {
        TextCodec.encode(
                new UserCodec<>(BuiltinTypes.UNKNOWN, users)
                        .text(users.javaType().cast(value)),
                out);
        return ParameterType.UNTYPED_TEXT;
    }

    private String text(T value) throws SQLException {
        String text;
        try {
            text = users.toText(value);
        } catch (RuntimeException e) {
            throw TypeErrors.codecFailed(users.getClass(), type.name(), "print", e);
        }
        if (text == null) {
            throw TypeErrors.codecFailed(users.getClass(), type.name(), "print", null);
        }
        return text;
    }
}
