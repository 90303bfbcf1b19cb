package io.millrace.alert.delivery;

import io.millrace.alert.AlertMeters;
import io.millrace.alert.AlertProperties;
import io.millrace.result.Notification;
import io.millrace.runtime.LogKeys;
import io.millrace.topics.Topics;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.kafka.annotation.EnableKafka;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ConsumerRecordRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;
import org.springframework.util.backoff.FixedBackOff;

/** How notifications are read and tried again. */
@Configuration(proxyBeanMethods = false)
@EnableKafka
class DeliveryConfiguration {

    private static final Logger log = LoggerFactory.getLogger(DeliveryConfiguration.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    @Bean
    String notificationsTopic() {
        return Topics.NOTIFICATIONS.name();
    }

    @Bean
    NotificationListener notificationListener(AlertProperties properties, AlertMeters meters) {
        return new NotificationListener(
                new Channels(properties, HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build()),
                meters);
    }

    @Bean
    ConcurrentKafkaListenerContainerFactory<String, Notification> notificationContainers(Environment environment,
            AlertProperties properties, AlertMeters meters) {
        var consumers = new DefaultKafkaConsumerFactory<>(
                Map.<String, Object>of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        environment.getRequiredProperty("spring.kafka.bootstrap-servers"),
                        ConsumerConfig.GROUP_ID_CONFIG, "alert-service-delivery",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest", ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed", ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 20),
                Topics.NOTIFICATIONS.keySerde().deserializer(), Topics.NOTIFICATIONS.valueSerde().deserializer());
        var containers = new ConcurrentKafkaListenerContainerFactory<String, Notification>();
        containers.setConsumerFactory(consumers);
        containers.setCommonErrorHandler(retries(properties, meters));
        return containers;
    }

    private static DefaultErrorHandler retries(AlertProperties properties, AlertMeters meters) {
        var handler = new DefaultErrorHandler(givenUp(meters));
        var backOff = new ExponentialBackOff(FIRST_RETRY.toMillis(), 2);
        backOff.setMaxInterval(LONGEST_PAUSE.toMillis());
        backOff.setMaxElapsedTime(properties.retryFor().toMillis());
        handler.setBackOffFunction((_, failure) -> pause(failure, backOff));
        handler.setRetryListeners((record, _, _) -> meters.retried(channel(record.value())));
        return handler;
    }

    private static BackOff pause(Exception failure, BackOff backOff) {
        return failure.getCause() instanceof DeliveryException delivery && delivery.isPermanent()
                ? new FixedBackOff(0, 0)
                : backOff;
    }

    private static ConsumerRecordRecoverer givenUp(AlertMeters meters) {
        return (record, failure) -> {
            meters.failed(channel(record.value()));
            var cause = failure.getCause() == null ? failure : failure.getCause();
            log.atError().addKeyValue(LogKeys.CHANNEL, channel(record.value())).addKeyValue(LogKeys.TOPIC,
                    record.topic()).addKeyValue(LogKeys.PARTITION, record.partition()).addKeyValue(LogKeys.OFFSET,
                            record.offset()).addKeyValue(LogKeys.REASON, cause.getMessage()).log(
                                    "A notification was given up");
        };
    }

    private static String channel(Object value) {
        return value instanceof Notification notification ? notification.channel() : "unknown";
    }

}
