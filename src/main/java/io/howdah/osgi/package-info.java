/**
 * Howdah as a bundle of an OSGi framework.
 *
 * <p>Lives here: {@code Activator}, which the framework starts, and {@code BundledDataSourceFactory}, the service it
 * registers. Nobody else loads them: the interfaces of OSGi are there in a framework only.
 * <p>May use: {@code datasource}, {@code error} and the driver. Used by: nobody.
 *
 * @see <a href="https://docs.osgi.org/specification/osgi.cmpn/8.1.0/service.jdbc.html">JDBC Service Specification</a>
 */
package io.howdah.osgi;
