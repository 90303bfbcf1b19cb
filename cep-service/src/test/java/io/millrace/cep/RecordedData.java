package io.millrace.cep;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Recorded events and truth tables in an optional folder, named by MILLRACE_DATA or millrace.data. */
final class RecordedData {

    private RecordedData() {}

    /** The lines of a gzipped file; skips the test when it is not there. */
    static List<String> lines(String name) {
        var folder = System.getProperty("millrace.data", System.getenv("MILLRACE_DATA"));
        assumeTrue(folder != null, "recorded data: neither millrace.data nor MILLRACE_DATA names a folder");
        var file = Path.of(folder, name);
        assumeTrue(Files.isRegularFile(file), () -> "recorded data: there is no " + file);
        try (var reader = new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)),
                StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

}
