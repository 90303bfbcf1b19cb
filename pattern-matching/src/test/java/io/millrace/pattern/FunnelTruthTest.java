package io.millrace.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Funnels over recorded events against tables that a database computed from them: {@code events} and {@code truth} in
 * the folder that environment variable {@code MILLRACE_DATA} names.
 */
class FunnelTruthTest {

    private static final JsonMapper JSON = new JsonMapper();

    private record Shopping(String key, String id, String type, Instant at) {}

    @ParameterizedTest
    @CsvSource({"retentioneering_ecom, user_lt30, PT30M, false", "retentioneering_ecom, user_le30, PT30M0.001S, false",
            "otto, user_lt30, PT30M, false", "otto, userproduct_le30, PT30M0.001S, true"})
    void shouldFindTheFunnelsThatADatabaseFinds(String recording, String table, Duration within, boolean byProduct) {
        List<Shopping> events = lines("events/" + recording + ".jsonl.gz").stream().map(
                line -> shopping(JSON.readTree(line), byProduct)).toList();

        List<String> found = match(events, within);

        List<String> rows = lines("truth/" + recording + ".t3_funnel_" + table + ".csv.gz");
        assertThat(found).isNotEmpty().containsExactlyInAnyOrderElementsOf(rows.subList(1, rows.size()));
    }

    private static List<String> match(List<Shopping> events, Duration within) {
        var options = PatternOptions.defaults().within(within).skipping(new SkipStrategy.PastLast());
        var matcher = PatternMatcher.of(PatternCompiler.compile(PatternParser.parse("view -> cart -> purchase"),
                Map.of("view", type("view"), "cart", type("cart"), "purchase", type("purchase")), options));
        var states = new HashMap<String, KeyState<Shopping>>();
        var found = new ArrayList<String>();
        for (Shopping event : events) {
            KeyState<Shopping> state = states.computeIfAbsent(event.key(), _ -> matcher.newState());
            matcher.onEvent(state, event, event.at().toEpochMilli(), outcome -> found.add(row(outcome)));
        }
        return found;
    }

    private static Condition<Shopping> type(String type) {
        return Condition.onEvent(event -> event.type().equals(type));
    }

    private static String row(Outcome<Shopping> outcome) {
        List<Shopping> taken = outcome.captured().values().stream().map(List::getFirst).toList();
        var columns = new ArrayList<>(List.of(taken.getFirst().key()));
        taken.forEach(event -> columns.add(event.id()));
        taken.forEach(event -> columns.add(timestamp(event.at())));
        columns.add(String.valueOf(Duration.between(taken.getFirst().at(), taken.getLast().at()).toMillis()));
        return String.join(",", columns);
    }

    private static String timestamp(Instant at) {
        String text = at.toString();
        return text.contains(".") ? text : text.replace("Z", ".000Z");
    }

    private static Shopping shopping(JsonNode event, boolean byProduct) {
        String user = event.path("user_id").asString();
        String key = byProduct ? user + "|" + event.path("data").path("product_id").asString() : user;
        return new Shopping(key, event.path("event_id").asString(), event.path("event_type").asString(),
                Instant.parse(event.path("timestamp").asString()));
    }

    private static List<String> lines(String name) {
        String data = System.getenv("MILLRACE_DATA");
        assumeTrue(data != null, "no recorded events: MILLRACE_DATA is not set");
        Path file = Path.of(data).resolve(name);
        assumeTrue(Files.isRegularFile(file), () -> "no recorded events: " + file + " is not a file");
        try (var reader = new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)),
                StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
