package io.millrace.testkit.broker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.utility.TestcontainersConfiguration;

/**
 * Whether containers can be run here. Testcontainers knows it too, but tells it late and by a page of log lines where
 * no engine is installed; so its usual places are looked at first, and it is not waited for without a limit.
 */
final class ContainerEngine {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Settings, as environment variables or in {@code ~/.testcontainers.properties}, that say where an engine is. */
    private static final List<String> ADDRESS_SETTINGS = List.of("docker.host", "tc.host");

    private ContainerEngine() {}

    /** Why no container can be run ("no container engine: …"); empty when one can. */
    static Optional<String> absence() {
        return Asked.ABSENCE;
    }

    /** Asked once in a process. */
    private static final class Asked {
        static final Optional<String> ABSENCE = find();

        private static Optional<String> find() {
            return absence(address(), sockets(), PATIENCE);
        }
    }

    static Optional<String> absence(Optional<String> address, List<Path> sockets, Duration patience) {
        if (address.isEmpty() && !isWindows() && sockets.stream().noneMatch(Files::exists)) {
            return absent("DOCKER_HOST is not set and none of %s exists".formatted(sockets));
        }
        var place = address.orElseGet(() -> "the engine's socket");
        var question = new FutureTask<>(() -> DockerClientFactory.instance().isDockerAvailable());
        Thread.ofPlatform().daemon().name("container-engine-check").start(question);
        try {
            return question.get(patience.toMillis(), TimeUnit.MILLISECONDS)
                    ? Optional.empty()
                    : absent(place + " does not answer as one");
        } catch (TimeoutException _) {
            return absent("%s does not answer within %d s".formatted(place, patience.toSeconds()));
        } catch (ExecutionException e) {
            return absent("%s can't be asked: %s".formatted(place, e.getCause()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return absent("interrupted while asking " + place);
        }
    }

    private static Optional<String> absent(String why) {
        return Optional.of("no container engine: " + why);
    }

    private static Optional<String> address() {
        return ADDRESS_SETTINGS.stream().map(
                name -> TestcontainersConfiguration.getInstance().getEnvVarOrProperty(name, "")).filter(
                        value -> !value.isBlank()).findFirst();
    }

    private static List<Path> sockets() {
        var home = Path.of(System.getProperty("user.home"));
        var runtime = Optional.ofNullable(System.getenv("XDG_RUNTIME_DIR")).map(Path::of);
        return Stream.concat(
                Stream.of(Path.of("/var/run/docker.sock"), home.resolve(".docker/run/docker.sock"),
                        home.resolve(".docker/desktop/docker.sock")),
                runtime.stream().map(path -> path.resolve("docker.sock"))).toList();
    }

    private static boolean isWindows() {
        return System.getProperty("os.name").startsWith("Windows");
    }
}
