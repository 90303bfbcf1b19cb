package io.millrace.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.ingest.door.DoorConfiguration;
import io.millrace.ingest.log.LogConfiguration;
import io.millrace.ingest.profile.ProfileMeters;
import io.millrace.ingest.topology.IngestTopology;
import io.millrace.ingest.topology.TopologyMeters;
import io.millrace.runtime.topics.EventPartitions;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The ingest service: the door, its log, and the topology. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IngestProperties.class)
@Import({DoorConfiguration.class, LogConfiguration.class})
public class IngestConfiguration {

    @Bean
    IngestTopology ingestTopology(EventPartitions partitions, IngestProperties properties, Clock clock,
            MeterRegistry registry) {
        return new IngestTopology(partitions, properties, clock, new TopologyMeters(registry),
                new ProfileMeters(registry));
    }

}
