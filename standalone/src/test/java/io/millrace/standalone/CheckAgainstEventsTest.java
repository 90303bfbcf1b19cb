package io.millrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.result.PatternMatch;
import io.millrace.result.ResultJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckAgainstEventsTest {

    private static final String PATTERNS = """
            kind: pattern
            name: purchase
            pattern: view -> buy
            within: 30m
            define: {view: {events: [product_viewed]}, buy: {events: [bought]}}
            timeouts: emit
            measures: {spent: buy.data.amount}
            ---
            kind: pattern
            name: twice
            pattern: a -> b
            define: {a: {events: [bought]}, b: {events: [bought]}}
            """;
    private static final String EVENTS = """
            {"event_id":"1","event_type":"Product Viewed","user_id":"ada","timestamp":"2024-03-09T10:00:00Z"}
            {"event_id":"3","event_type":"bought","user_id":"ada","timestamp":"2024-03-09T10:20:00Z","amount":7}
            {"event_id":"2","event_type":"bought","user_id":"ada","timestamp":"2024-03-09T10:10:00Z","data":{"amount":5}}

            {"event_id":"3","event_type":"bought","user_id":"ada","timestamp":"2024-03-09T10:20:00Z","amount":7}
            {"user_id":"ada"}
            no event
            {"event_id":"4","event_type":"Product Viewed","user_id":"bob","timestamp":"2024-03-09T09:00:00Z"}
            {"event_id":"5","event_type":"Product Viewed","user_id":"cyd","timestamp":"2024-03-09T10:05:00Z"}
            """;

    private record Done(int code, String out, String err) {}

    @TempDir
    private Path folder;
    private Path patterns;

    @BeforeEach
    void writePatterns() throws IOException {
        patterns = Files.writeString(folder.resolve("patterns.yml"), PATTERNS);
    }

    @Test
    void shouldTellWhatThePatternsFind() throws IOException {
        var done = run("check", patterns.toString(), "--against", events().toString());

        assertThat(done.code()).isZero();
        assertThat(done.out()).containsSubsequence(
                "purchase: 1 matches, 1 timeouts, 1 open; 5 of 5 events, 3 keys; 2024-03-09T09:00:00.000Z to 2024-03-09T10:20:00.000Z",
                "  2024-03-09T10:00:00.000Z to 2024-03-09T10:10:00.000Z  default/ada  view, buy  {spent=5}",
                "twice: 1 matches");
        assertThat(done.err()).contains("2 lines are no events", "line 6: event_type is required",
                "line 7: not JSON from column", "1 events had an id that had come before");
    }

    @Test
    void shouldShowNoMoreThanAskedFor() throws IOException {
        var done = run("check", patterns.toString(), "--against", events().toString(), "--show", "0");

        assertThat(done.out()).contains("purchase: 1 matches", "  and 1 more").doesNotContain("default/ada");
    }

    @Test
    void shouldPrintMatchesAsTheyStandOnTheTopic() throws IOException {
        var done = run("check", patterns.toString(), "--against", events().toString(), "--format", "json");

        assertThat(done.out().lines()).hasSize(2).allSatisfy(line -> assertThat(
                ResultJson.read(line.getBytes(StandardCharsets.UTF_8), PatternMatch.class).key()).isEqualTo("ada"));
        assertThat(done.err()).contains("purchase: 1 matches");
    }

    @Test
    void shouldReadCompressedFiles() throws IOException {
        var file = folder.resolve("events.jsonl.gz");
        try (var gzip = new GZIPOutputStream(Files.newOutputStream(file))) {
            gzip.write(EVENTS.getBytes(StandardCharsets.UTF_8));
        }

        assertThat(run("check", patterns.toString(), "--against", file.toString()).out()).contains(
                "purchase: 1 matches");
    }

    @Test
    void shouldFailWithoutPatternsOrEvents() throws IOException {
        var metric = Files.writeString(folder.resolve("metric.yml"),
                "kind: metric\nname: logins\nwindows: [{tumbling: 1m}]\n");

        assertThat(run("check", metric.toString(), "--against", events().toString())).satisfies(done -> {
            assertThat(done.code()).isOne();
            assertThat(done.err()).contains("there is no pattern in these files");
        });
        assertThat(run("check", patterns.toString(), "--against", folder.resolve("none.jsonl").toString())).satisfies(
                done -> {
                    assertThat(done.code()).isOne();
                    assertThat(done.err()).contains("no such file");
                });
        assertThat(run("check", patterns.toString(), "--against", events().toString(), "--format",
                "xml").code()).isEqualTo(2);
    }

    private Path events() throws IOException {
        return Files.writeString(folder.resolve("events.jsonl"), EVENTS);
    }

    private static Done run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var command = Millrace.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return new Done(command.execute(arguments), out.toString(), err.toString());
    }

}
