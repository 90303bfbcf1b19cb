package io.millrace.cep;

import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.cep.pattern.ActivePatterns;
import io.millrace.runtime.definitions.Definitions;
import io.millrace.runtime.reads.ReadableTopic;
import io.millrace.runtime.topics.EventPartitions;
import io.millrace.topics.Topics;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The service's wiring. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CepProperties.class)
class CepConfiguration {

    @Bean
    ActivePatterns activePatterns(Definitions definitions) {
        return new ActivePatterns(definitions);
    }

    @Bean
    CepMeters cepMeters(MeterRegistry registry) {
        return new CepMeters(registry);
    }

    @Bean
    CepTopology cepTopology(ActivePatterns patterns, CepMeters meters, CepProperties properties,
            EventPartitions partitions) {
        return new CepTopology(patterns, meters, properties, partitions);
    }

    @Bean
    ReadableTopic readableTopic() {
        return new ReadableTopic(List.of(Topics.EVENTS.name(), CepTopology.BY_KEY + "-repartition"));
    }

}
