package io.millrace.testkit.broker;

import io.millrace.embedded.EmbeddedBroker;
import io.millrace.embedded.EmbeddedBrokerConfig;
import io.millrace.embedded.EmbeddedBrokerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;

/** An {@link EmbeddedBroker} on a free port, with its data in a temporary folder. */
final class InProcessBroker extends SharedBroker {

    private Path folder;
    private EmbeddedBroker broker;

    InProcessBroker(Map<String, String> settings) {
        super(settings);
    }

    @Override
    public String bootstrapServers() {
        requireRunning();
        return broker.bootstrapServers();
    }

    @Override
    void launch(Map<String, String> settings) {
        folder = temporaryFolder();
        var config = EmbeddedBrokerConfig.in(folder);
        for (var setting : settings.entrySet()) {
            config = config.withOverride(setting.getKey(), setting.getValue());
        }
        broker = new EmbeddedBroker(config);
        try {
            broker.start();
        } catch (EmbeddedBrokerException e) {
            delete(folder);
            throw e;
        }
    }

    @Override
    void end() {
        broker.close();
        delete(folder);
    }

    @Override
    TestBroker copy(Map<String, String> otherSettings) {
        return new InProcessBroker(otherSettings);
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("test-broker-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (var contents = Files.walk(folder)) {
            for (var path : contents.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The broker's folder %s could not be removed".formatted(folder), e);
        }
    }
}
