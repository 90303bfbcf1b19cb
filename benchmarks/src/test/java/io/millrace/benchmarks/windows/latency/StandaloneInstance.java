package io.millrace.benchmarks.windows.latency;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** A standalone instance, started as a user starts it, on free ports, with definitions of the benchmark only. */
final class StandaloneInstance implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration PATIENCE_AT_END = Duration.ofSeconds(30);
    private static final List<Integer> PORTS = List.of(8080, 8081, 8082, 8083, 8084, 9092, 9093);
    private static final int QUERY = 8080;
    private static final int INGEST = 8081;

    private final Process process;
    private final int offset;

    private StandaloneInstance(Process process, int offset) {
        this.process = process;
        this.offset = offset;
    }

    /**
     * Starts it and waits until it is up.
     *
     * @param command
     *            the {@code millrace} command
     * @throws IOException
     *             when it does not come up
     */
    static StandaloneInstance start(Path command, Path dataDir, Path definitions, Path log)
            throws IOException, InterruptedException {
        int offset = freeOffset();
        var process = new ProcessBuilder(command.toString(), "up", "--no-demo", "--data-dir", dataDir.toString(),
                "--port-offset", Integer.toString(offset), "--definitions", definitions.toString()).redirectErrorStream(
                        true).redirectOutput(log.toFile()).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        var instance = new StandaloneInstance(process, offset);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.readString(log).contains("is up after")) {
            if (process.waitFor(200, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                instance.close();
                throw new IOException("the instance did not come up; see " + log);
            }
        }
        return instance;
    }

    URI ingest() {
        return URI.create("http://127.0.0.1:" + (INGEST + offset));
    }

    URI query() {
        return URI.create("http://127.0.0.1:" + (QUERY + offset));
    }

    private static int freeOffset() throws IOException {
        return IntStream.iterate(1000, offset -> offset < 20_000, offset -> offset + 100).filter(
                offset -> PORTS.stream().allMatch(port -> isFree(port + offset))).findFirst().orElseThrow(
                        () -> new IOException("no free ports for an instance"));
    }

    private static boolean isFree(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().completeOnTimeout(process, PATIENCE_AT_END.toSeconds(), TimeUnit.SECONDS).join();
        process.destroyForcibly().onExit().join();
    }

}
