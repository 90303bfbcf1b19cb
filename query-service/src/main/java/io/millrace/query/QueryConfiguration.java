package io.millrace.query;

import io.millrace.runtime.MillraceProperties;
import io.millrace.runtime.reads.ServiceReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The service's wiring; each package has its own controllers. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(QueryProperties.class)
class QueryConfiguration {

    @Bean(destroyMethod = "close")
    HttpClient internalHttp() {
        return HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    }

    @Bean
    ServiceReaders serviceReaders(QueryProperties query, MillraceProperties millrace, HttpClient http) {
        var token = millrace.security().internalToken();
        return new ServiceReaders(reader("metrics-service", query.services().metrics(), token, query, http),
                reader("cep-service", query.services().cep(), token, query, http),
                reader("alert-service", query.services().alert(), token, query, http));
    }

    private static ServiceReader reader(String service, List<URI> seeds, String token, QueryProperties query,
            HttpClient http) {
        return new ServiceReader(service, seeds, token, query.timeout(), http);
    }

}
