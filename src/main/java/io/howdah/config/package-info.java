/**
 * Settings: the options there are, and where their values come from.
 *
 * <p>Lives here: {@code Option}, the URL, the immutable records that the rest of the driver reads. Not here: acting on
 * a setting.
 * <p>May use: {@code error}. Used by: {@code transport}, {@code session}, {@code connect}, {@code jdbc}, {@code datasource},
 * {@code Driver}.
 */
package io.howdah.config;
