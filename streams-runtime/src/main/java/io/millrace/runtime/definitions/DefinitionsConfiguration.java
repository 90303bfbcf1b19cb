package io.millrace.runtime.definitions;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The feed of definitions. */
@Configuration(proxyBeanMethods = false)
public class DefinitionsConfiguration {

    @Bean
    @ConditionalOnMissingBean(Definitions.class)
    DefinitionsFeed definitions(Environment environment) {
        return new DefinitionsFeed(Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                environment.getRequiredProperty("spring.kafka.bootstrap-servers"), ConsumerConfig.CLIENT_ID_CONFIG,
                environment.getRequiredProperty("spring.application.name") + "-definitions",
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class));
    }

}
