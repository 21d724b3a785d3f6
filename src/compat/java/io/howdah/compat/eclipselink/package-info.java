/** An entity of EclipseLink's. */
package io.howdah.compat.eclipselink;
