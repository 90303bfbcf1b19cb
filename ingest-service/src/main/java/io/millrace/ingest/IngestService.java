package io.millrace.ingest;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Starts the ingest service. */
@SpringBootApplication
public class IngestService {

    public static void main(String[] args) {
        application().run(args);
    }

    /**
     * The application, not yet started. Its settings are read from {@code ingest-service.yml}, so that
     * several services can live on one class path.
     */
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(IngestService.class).properties(
                "spring.config.name=application,ingest-service");
    }

}
