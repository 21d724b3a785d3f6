/** The driver in a minute, on a machine that has a JDK and Maven and nothing else. */
package io.howdah.quickstart;
