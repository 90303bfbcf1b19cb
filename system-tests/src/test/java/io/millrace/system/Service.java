package io.millrace.system;

import io.millrace.standalone.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** The services as they are built and run separately. */
enum Service {

    INGEST(Ports::ingest), METRICS(Ports::metrics), CEP(Ports::cep), ALERT(Ports::alert), QUERY(Ports::query);

    private final ToIntFunction<Ports> port;

    Service(ToIntFunction<Ports> port) {
        this.port = port;
    }

    /** The first word of its name. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its Maven module, which is also its name everywhere else. */
    String module() {
        return label() + "-service";
    }

    /** Whether it is a Kafka Streams application. */
    boolean runsStreams() {
        return this != QUERY;
    }

    URI url(Ports ports) {
        return URI.create("http://127.0.0.1:" + port.applyAsInt(ports));
    }

    /** Its executable jar, if built. */
    Optional<Path> jar() {
        var target = root().resolve(module()).resolve("target");
        if (!Files.isDirectory(target)) {
            return Optional.empty();
        }
        try (var jars = Files.newDirectoryStream(target, module() + "-*-exec.jar")) {
            var found = jars.iterator();
            return found.hasNext() ? Optional.of(found.next()) : Optional.empty();
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it is told, with a small heap, and with {@code definitions} of the folder for the query service. */
    Map<String, String> environment(String broker, Path folder, Ports ports) {
        var environment = new HashMap<String, String>();
        environment.put("JAVA_TOOL_OPTIONS", "-Xmx192m -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED "
                + "--sun-misc-unsafe-memory-access=allow");
        environment.put("LOGGING_STRUCTURED_FORMAT_CONSOLE", "logstash");
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        environment.put("SERVER_PORT", Integer.toString(port.applyAsInt(ports)));
        environment.put("MILLRACE_HOST", "127.0.0.1");
        environment.put("MILLRACE_KAFKA", broker);
        environment.put("MILLRACE_STATE_DIR", folder.resolve(module()).toString());
        environment.put("MILLRACE_INTERNAL_TOKEN", "between-us");
        environment.put("MILLRACE_SECURITY_KEYS_0_KEY", "dev");
        environment.put("MILLRACE_SECURITY_KEYS_0_TENANT", "*");
        environment.put("MILLRACE_SECURITY_KEYS_0_ROLES", "write,read,admin");
        if (this == QUERY) {
            environment.put("MILLRACE_DEFINITIONS_DIR", folder.resolve("definitions").toString());
            for (var other : List.of(METRICS, CEP, ALERT)) {
                environment.put("MILLRACE_%s_URL".formatted(other.name()), other.url(ports).toString());
            }
        }
        return environment;
    }

    /** The folder of the whole project. */
    static Path root() {
        return Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();
    }

}
