package io.millrace.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerLogLevelsTest {

    private static final Map<String, Level> JUL = Map.of("WARN", Level.WARNING, "ERROR", Level.SEVERE, "OFF",
            Level.OFF);

    @TempDir
    Path folder;

    @Test
    void shouldLetANormalLifeOfABrokerLogNothing() throws Exception {
        var configured = BrokerLogLevels.quiet().entrySet().stream().map(
                entry -> levelled(entry.getKey(), JUL.get(entry.getValue()))).toList();
        var lines = new Lines();
        Logger.getLogger("").addHandler(lines);

        try {
            liveOnce();
            liveOnce();
        } finally {
            Logger.getLogger("").removeHandler(lines);
            configured.forEach(logger -> logger.setLevel(null));
        }
        assertThat(lines.of("io.millrace")).hasSize(2).allMatch(line -> line.contains("started in"));
        assertThat(lines.of("kafka", "org.apache.kafka", "state.change")).isEmpty();
    }

    private void liveOnce() throws Exception {
        try (var broker = new EmbeddedBroker(EmbeddedBrokerConfig.in(folder))) {
            broker.start();
            var topic = "events-" + broker.port();
            BrokerClients.of(broker).createTopic(topic, 2, Map.of());
            try (var producer = BrokerClients.of(broker).producer(Map.of("transactional.id", "t"))) {
                producer.initTransactions();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(topic, "view"));
                producer.commitTransaction();
            }
            assertThat(BrokerClients.of(broker).values(topic)).containsExactly("view");
        }
    }

    private static Logger levelled(String name, Level level) {
        var logger = Logger.getLogger(name);
        logger.setLevel(level);
        return logger;
    }

    private static final class Lines extends Handler {

        private final List<LogRecord> records = new CopyOnWriteArrayList<>();

        List<String> of(String... prefixes) {
            return records.stream().filter(
                    record -> Stream.of(prefixes).anyMatch(record.getLoggerName()::startsWith)).map(
                            record -> record.getLoggerName() + ": " + record.getMessage()).toList();
        }

        @Override
        public void publish(LogRecord record) {
            records.add(record);
        }

        @Override
        public void flush() {
            // nothing is buffered
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
