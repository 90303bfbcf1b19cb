package io.millrace.runtime;

import io.millrace.runtime.definitions.DefinitionsConfiguration;
import io.millrace.runtime.reads.ReadsConfiguration;
import io.millrace.runtime.security.SecurityConfiguration;
import io.millrace.runtime.streams.StreamsConfiguration;
import io.millrace.runtime.topics.TopicsConfiguration;
import io.millrace.runtime.web.WebConfiguration;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Brings the runtime into a service that has this module on its class path. */
@AutoConfiguration(beforeName = "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration")
@EnableConfigurationProperties(MillraceProperties.class)
@Import({TopicsConfiguration.class, StreamsConfiguration.class, DefinitionsConfiguration.class,
        ReadsConfiguration.class, SecurityConfiguration.class, WebConfiguration.class})
public class RuntimeAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

}
