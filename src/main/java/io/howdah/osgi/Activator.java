package io.howdah.osgi;

import io.howdah.Driver;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.slf4j.LoggerFactory;

/**
 * Registers the service by which bundles make DataSources, and takes the driver out of {@code DriverManager} when the
 * bundle stops. A framework without the JDBC service can have the bundle as well, for its DataSources alone.
 */
public final class Activator implements BundleActivator {
    /** For the framework. */
    public Activator() {}

    @Override
    public void start(BundleContext context) {
        try {
            BundledDataSourceFactory.register(context);
        } catch (NoClassDefFoundError e) {
            // Nobody exports the JDBC service's package: there is no interface to register, and nobody to look for it.
            LoggerFactory.getLogger(Activator.class).debug("No JDBC service is registered: {}", e.toString());
        }
    }

    /** The framework takes the service back by itself. */
    @Override
    public void stop(BundleContext context) {
        Driver.deregister();
    }
}
