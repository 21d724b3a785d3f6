/** Code that the documents show, kept where it is compiled and run. */
package io.howdah.examples;
