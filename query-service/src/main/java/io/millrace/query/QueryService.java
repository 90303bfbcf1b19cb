package io.millrace.query;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Starts the query service. */
@SpringBootApplication
public class QueryService {

    public static void main(String[] args) {
        application().run(args);
    }

    /**
     * The application, not yet started. Its settings are read from {@code query-service.yml}, so that
     * several services can live on one class path.
     */
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(QueryService.class).properties(
                "spring.config.name=application,query-service");
    }

}
