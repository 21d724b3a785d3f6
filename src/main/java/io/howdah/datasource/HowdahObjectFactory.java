package io.howdah.datasource;

import io.howdah.config.Settings.Source;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Hashtable;
import javax.naming.Context;
import javax.naming.Name;
import javax.naming.NamingException;
import javax.naming.RefAddr;
import javax.naming.Reference;
import javax.naming.spi.ObjectFactory;

/**
 * Makes DataSources of the references that naming services keep, or that an application server makes of its
 * configuration. No address names a class: what a reference could do otherwise is what a URL can do, which is to name files
 * to read too, certificates say.
 */
public final class HowdahObjectFactory implements ObjectFactory {
    /** For naming services. */
    public HowdahObjectFactory() {}

    /**
     * @return null for what is not a reference to a DataSource
     * @throws NamingException for a property that has an impossible value
     */
    @Override
    public Object getObjectInstance(Object object, Name name, Context context, Hashtable<?, ?> environment)
            throws NamingException {
        if (!(object instanceof Reference reference)) {
            return null;
        }
        HowdahCommonDataSource dataSource = dataSource(reference.getClassName());
        return dataSource == null ? null : configured(dataSource, reference);
    }

    /** By the name of one of ours, or of the interface that it is wanted for; null for any other. */
    private static HowdahCommonDataSource dataSource(String className) {
        return switch (className) {
            case "io.howdah.datasource.HowdahDataSource", "javax.sql.DataSource" -> new HowdahDataSource();
            case "io.howdah.datasource.HowdahConnectionPoolDataSource", "javax.sql.ConnectionPoolDataSource" ->
                new HowdahConnectionPoolDataSource();
            case "io.howdah.datasource.HowdahXADataSource", "javax.sql.XADataSource" -> new HowdahXADataSource();
            default -> null;
        };
    }

    private static HowdahCommonDataSource configured(HowdahCommonDataSource dataSource, Reference reference)
            throws NamingException {
        for (RefAddr address : Collections.list(reference.getAll())) {
            if (address.getContent() instanceof String value) {
                set(dataSource, address.getType(), value);
            }
        }
        return dataSource;
    }

    private static void set(HowdahCommonDataSource dataSource, String name, String value) throws NamingException {
        try {
            if (name.equalsIgnoreCase("url")) {
                dataSource.setUrl(value);
            } else {
                // Servers add addresses of their own (auth, scope, ..): what is not known is theirs.
                dataSource.settings().put(name, value, Source.PROPERTIES);
            }
        } catch (SQLException | IllegalArgumentException e) {
            var failure = new NamingException("The reference to a DataSource cannot be used: " + e.getMessage());
            failure.initCause(e);
            throw failure;
        }
    }
}
