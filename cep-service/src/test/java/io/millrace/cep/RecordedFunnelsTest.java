package io.millrace.cep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.event.EventReader;
import io.millrace.event.EventReading.Accepted;
import io.millrace.event.Timestamps;
import io.millrace.result.PatternMatch;
import io.millrace.testkit.data.ReferenceData;
import io.millrace.testkit.definition.TestDefinitions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Funnels over recorded shop events against those that SQL finds in them. */
class RecordedFunnelsTest {

    private static final String FUNNEL = """
            kind: pattern
            name: funnel
            key: user_id
            pattern: view -> cart -> buy
            within: 30m
            grace: 60s
            define:
              view: {events: [view]}
              cart: {events: [cart]}
              buy: {events: [purchase]}
            skip: past-last
            """;
    private static final String END_OF_TIME = """
            {"event_id":"end","event_type":"view","tenant_id":"retentioneering","user_id":"-","timestamp":"2030-01-01"}
            """;

    @TempDir
    Path folder;

    @Test
    void shouldFindTheFunnelsThatSqlFinds() {
        assertThat(funnels("events/retentioneering_ecom.jsonl.gz")).containsExactlyInAnyOrderElementsOf(truth());
    }

    @Test
    void shouldFindThemInADisorderedStreamToo() {
        assertThat(funnels("events/retentioneering_ecom_disordered.jsonl.gz")).containsExactlyInAnyOrderElementsOf(
                truth());
    }

    private List<String> funnels(String file) {
        var events = lines(file);
        var seen = new HashSet<String>();
        try (var cep = CepScenario.replaying(folder, TestDefinitions.of(FUNNEL))) {
            Stream.concat(events.stream(), Stream.of(END_OF_TIME)).forEach(line -> {
                var reading = EventReader.read(line.getBytes(StandardCharsets.UTF_8), CepScenario.YEARS_LATER, "-");
                if (reading instanceof Accepted(var event, var _) && seen.add(event.eventId())) {
                    cep.send(event);
                }
            });
            assertThat(cep.late()).isEmpty();
            return cep.matches().stream().map(RecordedFunnelsTest::row).toList();
        }
    }

    private static List<String> lines(String name) {
        var file = ReferenceData.file(name);
        assumeTrue(file.isPresent(), () -> "recorded data: neither millrace.data nor MILLRACE_DATA has " + name);
        return ReferenceData.gzipLines(file.get());
    }

    private static String row(PatternMatch match) {
        return match.key() + match.events().values().stream().map(
                taken -> "," + Timestamps.format(taken.getFirst().timestamp())).collect(Collectors.joining());
    }

    private static List<String> truth() {
        return lines("truth/retentioneering_ecom.t3_funnel_user_le30.csv.gz").stream().skip(1).map(
                line -> line.split(",")).map(row -> String.join(",", row[0], row[4], row[5], row[6])).toList();
    }

}
