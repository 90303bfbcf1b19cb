package io.millrace.benchmarks.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** The benchmark's folder: data of the broker and of the runs, which are deleted, and logs, which stay. */
public final class WorkFolder {

    private final Path root;

    public WorkFolder(Path root) {
        this.root = root.toAbsolutePath();
    }

    /** Makes it anew. */
    public void clear() throws IOException {
        delete(root);
        Files.createDirectories(data());
        Files.createDirectories(logs());
    }

    /** Deletes all but the logs. */
    public void clearData() throws IOException {
        delete(data());
    }

    /** The folder of the broker. */
    public Path brokerData() {
        return data().resolve("broker");
    }

    /** A folder for the state of a run, which is there. */
    public Path state(String run) throws IOException {
        return Files.createDirectories(data().resolve(run));
    }

    /** Deletes the state of a run. */
    public void clearState(String run) throws IOException {
        delete(data().resolve(run));
    }

    /** The log of that name. */
    public Path log(String name) {
        return logs().resolve(name + ".log");
    }

    private Path data() {
        return root.resolve("data");
    }

    private Path logs() {
        return root.resolve("logs");
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder()).forEach(WorkFolder::deleteOne);
        }
    }

    private static void deleteOne(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

}
