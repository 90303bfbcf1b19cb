package io.millrace.query.definitions;

import io.millrace.definition.StoredDefinition;
import io.millrace.query.QueryProperties;
import io.millrace.runtime.definitions.Definitions;
import io.millrace.topics.Topics;
import java.time.Clock;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** How definitions are written. */
@Configuration(proxyBeanMethods = false)
class DefinitionStoreConfiguration {

    @Bean(destroyMethod = "close")
    Producer<String, StoredDefinition> definitionProducer(Environment environment) {
        return new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        environment.getRequiredProperty("spring.kafka.bootstrap-servers"),
                        ProducerConfig.CLIENT_ID_CONFIG, "query-service-definitions",
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 8_000, ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        4_000, ProducerConfig.MAX_BLOCK_MS_CONFIG, 4_000),
                Topics.DEFINITIONS.keySerde().serializer(), Topics.DEFINITIONS.valueSerde().serializer());
    }

    @Bean
    DefinitionStore definitionStore(Definitions definitions, Producer<String, StoredDefinition> producer,
            Clock clock) {
        return new DefinitionStore(definitions, producer, clock);
    }

    @Bean
    Provisioning provisioning(QueryProperties properties, DefinitionStore store, Definitions definitions) {
        return new Provisioning(properties, store, definitions);
    }

}
