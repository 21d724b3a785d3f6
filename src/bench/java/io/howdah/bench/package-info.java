/**
 * Benchmarks: the same workloads on this driver, on the incumbent ({@code org.postgresql}) and on a bare socket.
 *
 * <p>Lives here: {@code Benchmarks}, the command; {@code Workload} and the {@code Workloads} by subject; who runs them
 * ({@code Contender}, {@code RawConnection}); {@code Report}. Not here: limits that a build checks, which are tests.
 * <p>May use: {@code java.sql} and the test server. What it measures it reaches as applications do.
 */
package io.howdah.bench;
