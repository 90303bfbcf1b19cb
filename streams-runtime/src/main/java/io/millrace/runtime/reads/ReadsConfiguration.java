package io.millrace.runtime.reads;

import io.millrace.runtime.topics.EventPartitions;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;

/** What a service needs to answer internal reads. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBean(ReadableTopic.class)
public class ReadsConfiguration {

    @Bean
    LocalStores localStores(StreamsBuilderFactoryBean factory) {
        return new LocalStores(factory::getKafkaStreams);
    }

    @Bean
    OwnersController ownersController(StreamsBuilderFactoryBean factory, ReadableTopic readable,
            EventPartitions partitions) {
        return new OwnersController(factory, readable, partitions);
    }

}
