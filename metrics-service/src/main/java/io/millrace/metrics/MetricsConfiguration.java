package io.millrace.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.runtime.definitions.Definitions;
import io.millrace.runtime.reads.ReadableTopic;
import io.millrace.runtime.topics.EventPartitions;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The service's wiring. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MetricsProperties.class)
class MetricsConfiguration {

    @Bean
    ActiveMetrics activeMetrics(Definitions definitions) {
        return new ActiveMetrics(definitions);
    }

    @Bean
    MetricsMeters metricsMeters(MeterRegistry registry) {
        return new MetricsMeters(registry);
    }

    @Bean
    MetricsTopology metricsTopology(ActiveMetrics metrics, MetricsMeters meters, MetricsProperties properties,
            EventPartitions partitions) {
        return new MetricsTopology(metrics, meters, properties, partitions);
    }

    @Bean
    ReadableTopic readableTopic() {
        return new ReadableTopic(MetricsTopology.SERIES + "-repartition");
    }

}
