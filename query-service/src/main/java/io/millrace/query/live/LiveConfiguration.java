package io.millrace.query.live;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Live push and the page. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LiveProperties.class)
class LiveConfiguration {

    @Bean
    LiveMeters liveMeters(MeterRegistry registry) {
        return new LiveMeters(registry);
    }

    @Bean
    LiveClients liveClients(LiveProperties properties, LiveMeters meters, MeterRegistry registry) {
        var clients = new LiveClients(properties, meters);
        Gauge.builder(LiveMeters.CLIENTS, clients, LiveClients::count).register(registry);
        return clients;
    }

    @Bean
    EventRates eventRates() {
        return new EventRates();
    }

    @Bean
    LiveFeed liveFeed(LiveConsumers consumers, LiveClients clients, EventRates rates, LiveMeters meters,
            LiveProperties properties, Clock clock) {
        return new LiveFeed(consumers, clients, rates, meters, properties, clock);
    }

    @Bean
    LiveConsumers liveConsumers(Environment environment) {
        var settings = consumerSettings(environment.getRequiredProperty("spring.kafka.bootstrap-servers"));
        return () -> new KafkaConsumer<>(settings);
    }

    @Bean
    FilterRegistrationBean<PageHeadersFilter> pageHeaders() {
        return new FilterRegistrationBean<>(new PageHeadersFilter());
    }

    /** Where the feed gets its consumer from. */
    interface LiveConsumers extends Supplier<Consumer<byte[], byte[]>> {}

    private static Map<String, Object> consumerSettings(String bootstrapServers) {
        var settings = new HashMap<String, Object>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "query-service-live");
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2_000);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        return settings;
    }

}
