package io.howdah.datasource;

import javax.sql.XAConnection;
import javax.sql.XAConnectionBuilder;

/** For one connection of global transactions, or several alike. */
final class HowdahXAConnectionBuilder extends LoginBuilder<XAConnectionBuilder, XAConnection>
        implements XAConnectionBuilder {
    HowdahXAConnectionBuilder(Opener<XAConnection> opener) {
        super(opener);
    }

    @Override
    XAConnectionBuilder self() {
        return this;
    }
}
