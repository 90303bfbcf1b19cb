package io.millrace.cep;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Starts the cep service. */
@SpringBootApplication
public class CepService {

    public static void main(String[] args) {
        application().run(args);
    }

    /**
     * The application, not yet started. Its settings are read from {@code cep-service.yml}, so that
     * several services can live on one class path.
     */
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(CepService.class).properties("spring.config.name=application,cep-service");
    }

}
