/**
 * What every object of JDBC that we hand out has to answer: what it can be unwrapped to.
 *
 * <p>Lives here: {@code SelfWrapper}. Not here: the objects themselves.
 * <p>May use: {@code error}. Used by: {@code jdbc}, {@code jdbc.result}, {@code jdbc.metadata}.
 */
package io.howdah.jdbc.wrapper;
