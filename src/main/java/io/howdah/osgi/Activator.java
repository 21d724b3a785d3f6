package io.howdah.osgi;

import io.howdah.Driver;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/**
 * Registers the service by which bundles make DataSources, and takes the driver out of {@code DriverManager} when the
 * bundle stops. A framework without the JDBC service can have the bundle as well, for its DataSources alone.
 */
public final class Activator implements BundleActivator {
    /** For the framework. */
    public Activator() {}

    @Override
    public void start(BundleContext context) {
        if (hasJdbcService()) {
            BundledDataSourceFactory.register(context);
        }
    }

    /** The framework takes the service back by itself. */
    @Override
    public void stop(BundleContext context) {
        Driver.deregister();
    }

    /** Its package is imported if some bundle exports it. */
    private static boolean hasJdbcService() {
        try {
            Class.forName("org.osgi.service.jdbc.DataSourceFactory", false, Activator.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
