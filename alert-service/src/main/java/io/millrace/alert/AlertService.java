package io.millrace.alert;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Starts the alert service. */
@SpringBootApplication
public class AlertService {

    public static void main(String[] args) {
        application().run(args);
    }

    /**
     * The application, not yet started. Its settings are read from {@code alert-service.yml}, so that
     * several services can live on one class path.
     */
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(AlertService.class).properties(
                "spring.config.name=application,alert-service");
    }

}
