package io.millrace.standalone.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedLinesTest {

    @TempDir
    private Path folder;

    @Test
    void shouldReadLinesOfAnyLengthAsTheyStand() throws IOException {
        var random = new SplittableRandom(3);
        var lines = new ArrayList<String>();
        for (int i = 0; i < 40; i++) {
            lines.add("é%d ".formatted(i).repeat(random.nextInt(40_000)).strip());
        }
        lines.add("x".repeat(64 * 1024));
        lines.add("x".repeat(64 * 1024 - 1));
        lines.add("last");

        assertThat(read(String.join("\n", lines))).isEqualTo(lines);
        assertThat(read(String.join("\r\n", lines) + "\r\n")).isEqualTo(lines);
    }

    @Test
    void shouldCountBlankLinesAndIgnoreAByteOrderMark() throws IOException {
        assertThat(read("\uFEFFa\n\n  b \t\n")).containsExactly("a", "", "b");
    }

    @Test
    void shouldHaveNoLinesInAnEmptyFile() throws IOException {
        assertThat(read("")).isEmpty();
        assertThat(read("\n")).containsExactly("");
    }

    private List<String> read(String text) throws IOException {
        var file = Files.writeString(folder.resolve("lines"), text);
        var read = new ArrayList<String>();
        try (var lines = RecordedLines.open(file)) {
            for (var line = lines.next(); line != null; line = lines.next()) {
                read.add(new String(line, StandardCharsets.UTF_8));
                assertThat(lines.number()).isEqualTo(read.size());
            }
        }
        return read;
    }

}
