package io.millrace.testkit.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * A folder of recorded events and their reference results, named by the system property {@code millrace.data} or the
 * environment variable {@code MILLRACE_DATA}. It is no part of the project; tests that need it are skipped without it.
 */
public final class ReferenceData {

    private ReferenceData() {}

    /** The file at that path of the folder, if there. */
    public static Optional<Path> file(String path) {
        return Optional.ofNullable(System.getProperty("millrace.data", System.getenv("MILLRACE_DATA"))).filter(
                folder -> !folder.isBlank()).map(folder -> Path.of(folder).resolve(path)).filter(Files::isRegularFile);
    }

    /** The lines of a gzip file. */
    public static List<String> gzipLines(Path file) {
        try (var reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

}
