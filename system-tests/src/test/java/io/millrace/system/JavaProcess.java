package io.millrace.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A Java process of the JDK that the tests run on. What it prints is kept; it ends with {@link #close()}, and with this
 * JVM at the latest.
 */
final class JavaProcess implements AutoCloseable {

    private static final List<String> NATIVE_ACCESS = List.of("--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");
    /** What a process needs of this one's environment; nothing that could set Millrace up. */
    private static final List<String> INHERITED = List.of("PATH", "HOME", "TMPDIR", "LANG");

    private final Process process;
    private final Path folder;
    private final Thread atExit;

    private JavaProcess(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
        this.atExit = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Runs an executable jar, set up by its environment alone. */
    static JavaProcess ofJar(Path jar, Map<String, String> environment) {
        return start(List.of("-jar", jar.toString()), environment);
    }

    /** Runs the tools that an executable jar of Spring Boot brings. */
    static JavaProcess ofJarMode(Path jar, String... arguments) {
        var command = new ArrayList<>(List.of("-Djarmode=tools", "-jar", jar.toString()));
        command.addAll(List.of(arguments));
        return start(command, Map.of());
    }

    /** Runs Millrace's command line on the class path of the tests. */
    static JavaProcess ofMillrace(String... arguments) {
        return ofMain("logback.xml", "io.millrace.standalone.Millrace", arguments);
    }

    /** Runs the main method of a class of the tests. */
    static JavaProcess ofTestClass(Class<?> main, String... arguments) {
        return ofMain("logback-test.xml", main.getName(), arguments);
    }

    private static JavaProcess ofMain(String logging, String main, String... arguments) {
        var command = new ArrayList<>(List.of("-Xmx512m", "-XX:+UseSerialGC"));
        command.addAll(NATIVE_ACCESS);
        command.addAll(List.of("-Dlogback.configurationFile=" + logging, "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), main));
        command.addAll(List.of(arguments));
        return start(command, Map.of());
    }

    private static JavaProcess start(List<String> arguments, Map<String, String> environment) {
        var folder = Millraces.temporaryFolder();
        var command = new ArrayList<>(withDefaultInterrupt());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectOutput(
                folder.resolve("out").toFile()).redirectError(folder.resolve("err").toFile());
        builder.environment().keySet().retainAll(INHERITED);
        builder.environment().putAll(environment);
        try {
            return new JavaProcess(builder.start(), folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A process that is started in the background of a script ignores SIGINT, and so do those that it starts. */
    private static List<String> withDefaultInterrupt() {
        return Files.isDirectory(Path.of("/proc/self")) ? List.of("env", "--default-signal=INT") : List.of();
    }

    /** What it has printed to the standard output. */
    String out() {
        return read("out");
    }

    /** What it has printed to the standard error. */
    String err() {
        return read("err");
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits until it has printed a text. */
    void awaitOut(String text, Duration within) {
        await().atMost(within).until(() -> out().contains(text) || !isAlive());
        if (!out().contains(text)) {
            throw new AssertionError("the process ended with %d before it said '%s':%n%s%n%s".formatted(
                    process.exitValue(), text, out(), err()));
        }
    }

    /** Waits for its end and gives the exit code. */
    int exitCode(Duration within) {
        try {
            if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("the process did not end within %s:%n%s%n%s".formatted(within, out(), err()));
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** Sends SIGINT, as Ctrl-C does. */
    void interrupt() {
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().onExit().join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends SIGKILL and waits until it is gone. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
        Runtime.getRuntime().removeShutdownHook(atExit);
        Millraces.delete(folder);
    }

    private String read(String file) {
        try {
            return Files.readString(folder.resolve(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

}
