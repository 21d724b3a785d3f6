package io.howdah.functioncall;

import io.howdah.api.ServerFunction;
import io.howdah.error.CallErrors;
import io.howdah.error.SqlErrors;
import io.howdah.types.BuiltinTypes;
import io.howdah.types.Cell;
import io.howdah.types.Codec;
import io.howdah.types.CodecContext;
import io.howdah.types.Conversions;
import io.howdah.types.Format;
import io.howdah.types.codec.NamedParameter;
import io.howdah.wire.MessageTooLargeException;
import io.howdah.wire.UnencodableTextException;
import java.sql.SQLException;
import java.util.List;

/** A function with the codecs of its arguments and its result. */
final class KnownFunction implements ServerFunction {
    private static final int NO_SCALE = -1;

    private final FunctionCallsImpl calls;
    private final long oid;
    private final String name;
    private final Codec<?> result;
    private final List<Codec<?>> arguments;

    KnownFunction(FunctionCallsImpl calls, long oid, String name, Codec<?> result, List<Codec<?>> arguments) {
        this.calls = calls;
        this.oid = oid;
        this.name = name;
        this.result = result;
        this.arguments = List.copyOf(arguments);
    }

    @Override
    public long oid() {
        return oid;
    }

    @Override
    public <T> T call(Class<T> resultClass, Object... values) throws SQLException {
        if (resultClass == null || values == null) {
            throw SqlErrors.badArgument("The class of the result, or the arguments of " + name + ", are null");
        }
        if (values.length != arguments.size()) {
            throw CallErrors.wrongArgumentCount(name, values.length, arguments.size());
        }
        CodecContext context = calls.host().codecContext();
        Format format = result.hasBinary() ? Format.BINARY : Format.TEXT;
        byte[] bytes = calls.call(oid, encoded(values, context), format);
        if (bytes == null || result.type().oid() == BuiltinTypes.VOID.oid()) {
            return null;
        }
        return Conversions.as(result, new Cell().set(bytes, 0, bytes.length, format, context), resultClass);
    }

    private FunctionCallsImpl.Values encoded(Object[] values, CodecContext context) throws SQLException {
        var encoded = new FunctionCallsImpl.Values(values.length);
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null) {
                encoded.addNull();
                continue;
            }
            try {
                encoded.added(NamedParameter.write(encoded.writer(), values[i], arguments.get(i), NO_SCALE, context)
                        .format());
            } catch (UnencodableTextException e) {
                throw SqlErrors.textNotEncodable(e.getMessage());
            } catch (MessageTooLargeException e) {
                throw SqlErrors.messageTooLarge(e.byteCount());
            }
        }
        return encoded;
    }

    @Override
    public String toString() {
        return name;
    }
}
