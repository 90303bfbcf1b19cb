package io.millrace.runtime.topics;

import io.millrace.runtime.MillraceProperties;
import io.millrace.topics.Topic;
import io.millrace.topics.Topics;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.util.function.SingletonSupplier;

/** Topics are created by whichever service comes first; existing ones are left as they are. */
@Configuration(proxyBeanMethods = false)
public class TopicsConfiguration {

    @Bean
    KafkaAdmin.NewTopics millraceTopics(MillraceProperties properties) {
        return new KafkaAdmin.NewTopics(
                Topics.all().stream().map(topic -> newTopic(topic, properties.topics())).toArray(NewTopic[]::new));
    }

    @Bean
    @ConditionalOnMissingBean
    EventPartitions eventPartitions(KafkaAdmin admin) {
        var count = SingletonSupplier.of(() -> partitionsOfEvents(admin));
        return count::obtain;
    }

    /** Topologies are built, and may ask, before the admin has created the topics of its own accord. */
    private static int partitionsOfEvents(KafkaAdmin admin) {
        var name = Topics.EVENTS.name();
        admin.initialize();
        return admin.describeTopics(name).get(name).partitions().size();
    }

    private static NewTopic newTopic(Topic<?, ?> topic, MillraceProperties.Topics settings) {
        int partitions = switch (topic.partitions()) {
            case LIKE_EVENTS -> settings.partitions();
            case ONE -> 1;
        };
        return new NewTopic(topic.name(), partitions, settings.replicas()).configs(topic.configs());
    }

}
