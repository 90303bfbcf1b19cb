package io.millrace.metrics;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Starts the metrics service. */
@SpringBootApplication
public class MetricsService {

    public static void main(String[] args) {
        application().run(args);
    }

    /**
     * The application, not yet started. Its settings are read from {@code metrics-service.yml}, so that
     * several services can live on one class path.
     */
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(MetricsService.class).properties(
                "spring.config.name=application,metrics-service");
    }

}
