package io.millrace.system;

import io.millrace.standalone.Standalone;
import io.millrace.standalone.StandaloneOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A standalone instance that test classes share: started by the first that asks, ended with the JVM. */
final class Millraces {

    private static Standalone shared;

    private Millraces() {}

    static synchronized Standalone shared() {
        if (shared == null) {
            var dataDir = temporaryFolder();
            shared = Standalone.start(options(dataDir));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                shared.close();
                delete(dataDir);
            }));
        }
        return shared;
    }

    /** Quick to close windows of quiet streams; all else as shipped. */
    static StandaloneOptions options(Path dataDir) {
        return StandaloneOptions.in(dataDir, FreePorts.find()).with("millrace.security.keys[1].key",
                "expired-key").with("millrace.security.keys[1].tenant", "shop").with("millrace.security.keys[1].roles",
                        "write,read").with("millrace.security.keys[1].expires-at", "2020-01-01T00:00:00Z").with(
                                "millrace.security.keys[2].key", "shop-key").with("millrace.security.keys[2].tenant",
                                        "shop").with("millrace.security.keys[2].roles", "write,read");
    }

    static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("millrace-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path folder) {
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

}
