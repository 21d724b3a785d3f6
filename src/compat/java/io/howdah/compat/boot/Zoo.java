package io.howdah.compat.boot;

import io.howdah.compat.ToolDatabase;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts the application as its main method would. */
public final class Zoo {
    private Zoo() {}

    /** As {@code application.properties} says, but for the database, and what is given here. */
    public static ConfigurableApplicationContext start(ToolDatabase where, String... settings) {
        var arguments = new ArrayList<>(List.of(
                "--spring.datasource.url=" + where.url(),
                "--spring.datasource.username=" + where.user(),
                "--spring.datasource.password=" + where.password()));
        for (String setting : settings) {
            arguments.add("--" + setting);
        }
        return new SpringApplicationBuilder(ZooApplication.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .run(arguments.toArray(String[]::new));
    }
}
