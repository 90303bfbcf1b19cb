package io.millrace.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A KRaft broker in a process of its own. */
public final class BrokerProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final JavaProcess java;
    private final String bootstrapServers;

    private BrokerProcess(JavaProcess java, String bootstrapServers) {
        this.java = java;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Starts it with its data in a folder that is its own.
     *
     * @throws IOException
     *             when it does not come up
     */
    public static BrokerProcess start(Path dataDir, Path log) throws IOException, InterruptedException {
        var address = dataDir.resolveSibling("broker.address");
        var java = JavaProcess.start(BrokerMain.class, "", "1g", List.of(),
                List.of(dataDir.toString(), address.toString()), log);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(address)) {
            if (java.process().waitFor(100, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                java.close();
                throw new IOException("the broker did not come up; see " + log);
            }
        }
        return new BrokerProcess(java, Files.readString(address));
    }

    /** Its address. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Its process. */
    public ProcessHandle handle() {
        return java.process().toHandle();
    }

    @Override
    public void close() {
        java.close();
    }

}
