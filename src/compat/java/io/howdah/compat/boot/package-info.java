/** A small application of Spring Boot, Flyway and Hibernate, as anybody might have one: it knows of no driver. */
package io.howdah.compat.boot;
