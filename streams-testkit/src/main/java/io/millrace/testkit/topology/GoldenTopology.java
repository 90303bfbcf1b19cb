package io.millrace.testkit.topology;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.apache.kafka.streams.Topology;
import org.opentest4j.AssertionFailedError;

/**
 * A topology's description, kept as a file: documentation that can't go stale, and a review of every change, since the
 * names in it are those of stores and topics that hold state.
 *
 * <p>The files are {@code src/test/resources/topology/NAME.txt} of the module that the test is in. With system property
 * {@value #UPDATE_PROPERTY} ({@code mvn test -Dtopology.update=true}) they are written instead of compared.
 */
public final class GoldenTopology {

    /** Set to {@code true}, files are rewritten. */
    public static final String UPDATE_PROPERTY = "topology.update";

    private static final String SUFFIX = ".txt";
    private static final Path TARGET = Path.of("target");

    private GoldenTopology() {}

    /**
     * Compares {@link Topology#describe()} with the file, but for trailing blanks and the kind of line ends.
     *
     * @param test a test class of the module, by which the module's folder is found
     * @param resourceName the file's name, with or without {@code .txt}
     * @throws AssertionFailedError when they differ, with the lines that do, or there is no such file
     * @throws IllegalArgumentException when {@code test} was not loaded from a module's {@code target} folder
     */
    public static void assertMatches(Topology topology, Class<?> test, String resourceName) {
        var name = resourceName.endsWith(SUFFIX) ? resourceName : resourceName + SUFFIX;
        assertMatches(topology, moduleOf(test).resolve("src/test/resources/topology").resolve(name),
                Boolean.getBoolean(UPDATE_PROPERTY));
    }

    static void assertMatches(Topology topology, Path file, boolean update) {
        var actual = normalised(topology.describe().toString());
        if (update) {
            write(file, actual);
            return;
        }
        if (!Files.exists(file)) {
            throw new AssertionFailedError("There is no %s. %s".formatted(file, howToUpdate()), "", actual);
        }
        var expected = normalised(read(file));
        if (!expected.equals(actual)) {
            throw new AssertionFailedError("The topology differs from %s (- file, + topology):%n%n%s%n%s".formatted(
                    file, LineDiff.between(expected, actual), howToUpdate()), expected, actual);
        }
    }

    private static String howToUpdate() {
        return "Run the test with -D%s=true to write it, and look at what has changed: a renamed store or topic loses its data.".formatted(
                UPDATE_PROPERTY);
    }

    private static Path moduleOf(Class<?> test) {
        var source = test.getProtectionDomain().getCodeSource();
        try {
            var classes = source == null ? null : Path.of(source.getLocation().toURI());
            if (classes == null || !TARGET.equals(classes.getParent().getFileName())) {
                throw new IllegalArgumentException(
                        "%s is not a test class of a module: it is from %s".formatted(test.getName(), classes));
            }
            return classes.getParent().getParent();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("%s is from %s".formatted(test.getName(), source), e);
        }
    }

    private static String normalised(String text) {
        return text.lines().map(String::stripTrailing).collect(Collectors.joining("\n")).strip() + "\n";
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
