package io.howdah.compat.boot;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** The whole of it: Flyway makes the tables, Hibernate looks whether they fit, {@link Visitors} works with them. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(Visitors.class)
public class ZooApplication {}
