package io.howdah.jdbc.wrapper;

import io.howdah.error.SqlErrors;
import java.sql.SQLException;
import java.sql.Wrapper;

/** An object of ours that stands for nothing but itself: it unwraps to its own class and interfaces. */
public interface SelfWrapper extends Wrapper {
    /** {@inheritDoc} 22023 for any other class, and for null. */
    @Override
    default <T> T unwrap(Class<T> wanted) throws SQLException {
        if (isWrapperFor(wanted)) {
            return wanted.cast(this);
        }
        throw SqlErrors.cannotUnwrap(wanted, getClass());
    }

    @Override
    default boolean isWrapperFor(Class<?> wanted) throws SQLException {
        if (wanted == null) {
            throw SqlErrors.badArgument("The class to unwrap to must not be null");
        }
        return wanted.isInstance(this);
    }
}
