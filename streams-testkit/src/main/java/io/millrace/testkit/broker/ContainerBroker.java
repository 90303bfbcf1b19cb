package io.millrace.testkit.broker;

import io.millrace.embedded.SmallMachineSettings;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** Kafka's own image, run by Testcontainers. */
final class ContainerBroker extends SharedBroker implements ExecutionCondition {

    static final String IMAGE_PROPERTY = "millrace.test.kafka.image";

    private KafkaContainer container;

    ContainerBroker(Map<String, String> settings) {
        super(settings);
    }

    @Override
    public String bootstrapServers() {
        requireRunning();
        return container.getBootstrapServers();
    }

    /** Skips the class as a whole: build tools report that with its reason, but not an abort before the first test. */
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return ContainerEngine.absence().map(ConditionEvaluationResult::disabled).orElseGet(
                () -> ConditionEvaluationResult.enabled("a container engine runs"));
    }

    @Override
    void launch(Map<String, String> settings) {
        ContainerEngine.absence().ifPresent(reason -> {
            throw new TestAbortedException(reason);
        });
        container = new KafkaContainer(DockerImageName.parse(image())).withEnv(environment(settings));
        try {
            container.start();
        } catch (ContainerLaunchException e) {
            container.stop();
            throw e;
        }
    }

    @Override
    void end() {
        container.stop();
    }

    @Override
    TestBroker copy(Map<String, String> otherSettings) {
        return new ContainerBroker(otherSettings);
    }

    private static String image() {
        return System.getProperty(IMAGE_PROPERTY, "apache/kafka:" + AppInfoParser.getVersion());
    }

    /** Broker settings as Kafka's images take them: {@code log.retention.ms} is {@code KAFKA_LOG_RETENTION_MS}. */
    static Map<String, String> environment(Map<String, String> settings) {
        var all = new HashMap<>(SmallMachineSettings.asMap());
        all.putAll(settings);
        var environment = new HashMap<String, String>();
        all.forEach((name, value) -> environment.put(variable(name), value));
        return environment;
    }

    private static String variable(String setting) {
        return "KAFKA_" + setting.replace("_", "__").replace("-", "___").replace('.', '_').toUpperCase(Locale.ROOT);
    }
}
