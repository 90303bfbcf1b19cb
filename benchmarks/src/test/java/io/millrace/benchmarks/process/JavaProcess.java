package io.millrace.benchmarks.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts Java processes on the class path of this one, and ends them. */
public final class JavaProcess implements AutoCloseable {

    private static final List<String> ENCAPSULATED = List.of("java.io", "java.lang", "java.lang.reflect", "java.net",
            "java.nio", "java.text", "java.time", "java.util", "java.util.concurrent", "java.util.concurrent.atomic",
            "java.util.concurrent.locks", "sun.nio.ch");

    private final Process process;

    private JavaProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts a main class with what Flink, RocksDB and Kafka need of a JVM.
     *
     * @param libraries
     *            what goes before the class path of this process; may be empty
     */
    public static JavaProcess start(Class<?> main, String libraries, String heap, List<String> options,
            List<String> arguments,
            Path log)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseParallelGC", "-Xmx" + heap, "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        ENCAPSULATED.forEach(name -> command.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
        command.addAll(options);
        var classPath = System.getProperty("java.class.path");
        command.addAll(List.of("-cp", libraries.isEmpty() ? classPath : libraries + File.pathSeparator + classPath,
                main.getName()));
        command.addAll(arguments);
        File output = log.toFile();
        var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new JavaProcess(process);
    }

    /** The process itself. */
    public Process process() {
        return process;
    }

    /** Ends it at once: its state is not needed again. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

}
