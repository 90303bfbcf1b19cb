package io.millrace.alert;

import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.alert.rule.ActiveRules;
import io.millrace.runtime.definitions.Definitions;
import io.millrace.runtime.reads.ReadableTopic;
import io.millrace.topics.Topics;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The service's wiring; delivery has its own. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AlertProperties.class)
class AlertConfiguration {

    @Bean
    ActiveRules activeRules(Definitions definitions) {
        return new ActiveRules(definitions);
    }

    @Bean
    AlertMeters alertMeters(MeterRegistry registry) {
        return new AlertMeters(registry);
    }

    @Bean
    AlertTopology alertTopology(ActiveRules rules, AlertMeters meters, AlertProperties properties) {
        return new AlertTopology(rules, meters, properties);
    }

    @Bean
    ReadableTopic readableTopic() {
        return new ReadableTopic(Topics.METRICS_WINDOWS.name());
    }

}
