/**
 * The floors of the driver and what is banned on them, as rules over the text of its sources; and what the documents say of
 * it.
 *
 * <p>Lives here: the table of who may use whom. {@code docs/architecture.md} says the same in words.
 */
package io.howdah.architecture;
