package io.millrace.system;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** The metrics engine in a process of its own, to be killed. */
final class MetricsProcess {

    private MetricsProcess() {}

    /** Runs until it is killed; takes what {@link #start} gives. */
    public static void main(String[] arguments) throws InterruptedException {
        new MetricsInstance(arguments[0], arguments[1], "killed", Path.of(arguments[2]), arguments[3],
                Integer.parseInt(arguments[4]), 2).start();
        new CountDownLatch(1).await();
    }

    static JavaProcess start(String broker, String application, Path stateDir, String definitions, int partitions) {
        return JavaProcess.ofTestClass(MetricsProcess.class, broker, application, stateDir.toString(), definitions,
                Integer.toString(partitions));
    }

}
