/**
 * What users reach by {@code Connection.unwrap(HowdahConnection.class)} and on the exceptions we throw.
 *
 * <p>Lives here: interfaces and records only. Not here: anything that does work.
 * <p>May use: nothing of ours. Used by: everybody.
 */
package io.howdah.api;
