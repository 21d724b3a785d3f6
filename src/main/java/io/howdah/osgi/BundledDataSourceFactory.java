package io.howdah.osgi;

import io.howdah.Driver;
import io.howdah.datasource.HowdahCommonDataSource;
import io.howdah.datasource.HowdahConnectionPoolDataSource;
import io.howdah.datasource.HowdahDataSource;
import io.howdah.datasource.HowdahXADataSource;
import io.howdah.error.SqlErrors;
import java.sql.SQLException;
import java.util.Hashtable;
import java.util.Properties;
import java.util.Set;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.sql.XADataSource;
import org.osgi.framework.BundleContext;
import org.osgi.service.jdbc.DataSourceFactory;

/**
 * Makes DataSources of properties: {@code url}, and any connection property by its name or one that it also goes by, such
 * as {@code serverName}. The pool's own ({@code maxPoolSize}, ..) are refused as unknown ones are: none of ours is a pool.
 * Safe for several threads.
 */
final class BundledDataSourceFactory implements DataSourceFactory {
    /** What the specification has for whoever reads the configuration; it changes nothing. */
    private static final Set<String> NAMES = Set.of(JDBC_DATASOURCE_NAME, JDBC_DESCRIPTION);

    /** With the properties by which bundles select a driver. */
    static void register(BundleContext context) {
        var properties = new Hashtable<String, Object>();
        properties.put(OSGI_JDBC_DRIVER_CLASS, Driver.class.getName());
        properties.put(OSGI_JDBC_DRIVER_NAME, "Howdah");
        properties.put(OSGI_JDBC_DRIVER_VERSION, version());
        properties.put(OSGI_JDBC_CAPABILITY, new String[] {
            OSGI_JDBC_CAPABILITY_DRIVER,
            OSGI_JDBC_CAPABILITY_DATASOURCE,
            OSGI_JDBC_CAPABILITY_CONNECTIONPOOLDATASOURCE,
            OSGI_JDBC_CAPABILITY_XADATASOURCE
        });
        context.registerService(DataSourceFactory.class, new BundledDataSourceFactory(), properties);
    }

    private static String version() {
        var driver = new Driver();
        return driver.getMajorVersion() + "." + driver.getMinorVersion();
    }

    @Override
    public DataSource createDataSource(Properties properties) throws SQLException {
        return configured(new HowdahDataSource(), properties);
    }

    @Override
    public ConnectionPoolDataSource createConnectionPoolDataSource(Properties properties) throws SQLException {
        return configured(new HowdahConnectionPoolDataSource(), properties);
    }

    @Override
    public XADataSource createXADataSource(Properties properties) throws SQLException {
        return configured(new HowdahXADataSource(), properties);
    }

    /** A driver has no properties of its own: they are given to its {@code connect}. */
    @Override
    public java.sql.Driver createDriver(Properties properties) throws SQLException {
        if (properties != null && !properties.isEmpty()) {
            throw SqlErrors.badConfiguration(
                    "The driver itself has no properties. Give them to connect, or make a DataSource");
        }
        return new Driver();
    }

    /** @param properties null for none */
    private static <D extends HowdahCommonDataSource> D configured(D dataSource, Properties properties)
            throws SQLException {
        if (properties == null) {
            return dataSource;
        }
        for (String name : properties.stringPropertyNames()) {
            String value = properties.getProperty(name);
            if (name.equals(JDBC_URL)) {
                url(dataSource, value);
            } else if (!NAMES.contains(name)) {
                dataSource.setProperty(name, value);
            }
        }
        return dataSource;
    }

    private static void url(HowdahCommonDataSource dataSource, String url) throws SQLException {
        try {
            dataSource.setUrl(url);
        } catch (IllegalArgumentException e) {
            throw SqlErrors.badConfiguration(e.getMessage());
        }
    }
}
