package io.millrace.embedded;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/** A broker in a process of its own, that can be killed. */
final class BrokerProcess {

    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private final Process process;
    private final String bootstrapServers;

    private BrokerProcess(Process process, String bootstrapServers) {
        this.process = process;
        this.bootstrapServers = bootstrapServers;
    }

    /** Starts a Java process with a broker on the folder and waits until it serves. */
    static BrokerProcess start(Path folder) throws IOException {
        var address = Files.createTempDirectory("broker-process").resolve("address");
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var process = new ProcessBuilder(java, "-Xmx256m", "-cp", classPath, BrokerProcess.class.getName(),
                folder.toString(), address.toString()).redirectErrorStream(true).redirectOutput(
                        ProcessBuilder.Redirect.DISCARD).start();
        try {
            await().atMost(START_LIMIT).until(() -> Files.exists(address) || !process.isAlive());
            return new BrokerProcess(process, Files.readString(address));
        } catch (IOException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    /** Ends the process at once (SIGKILL) and returns when it is gone. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** The process: a broker on folder {@code args[0]} that writes its address to file {@code args[1]}. */
    public static void main(String[] args) throws IOException {
        var broker = new EmbeddedBroker(EmbeddedBrokerConfig.in(Path.of(args[0])));
        broker.start();
        var unfinished = Files.writeString(Path.of(args[1] + ".tmp"), broker.bootstrapServers());
        Files.move(unfinished, Path.of(args[1]), StandardCopyOption.ATOMIC_MOVE);
    }
}
