package io.millrace.metrics.fold;

import static io.millrace.testkit.event.EventBuilder.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.event.Event;
import io.millrace.event.EventJson;
import io.millrace.metrics.ActiveMetrics;
import io.millrace.metrics.MetricsMeters;
import io.millrace.metrics.partial.EventReference;
import io.millrace.metrics.partial.PartialCell;
import io.millrace.testkit.definition.TestDefinitions;
import java.util.List;
import org.junit.jupiter.api.Test;

class FoldTableTest {

    private static final String BY_COUNTRY = """
            kind: metric
            name: orders
            by: {country: data.country}
            windows: [{tumbling: 1m}, {session: 5m, per: user_id}]
            max_series: 2
            """;

    private final FoldTable table = new FoldTable(new ActiveMetrics(TestDefinitions.of(BY_COUNTRY)).plan(), 1,
            new MetricsMeters(new SimpleMeterRegistry()));

    @Test
    void shouldNotRememberSeriesThatItRefused() {
        for (int i = 0; i < 100; i++) {
            fold(event("order").user("u" + i).data("country", "c" + i).build(), null);
        }
        int counted = table.drain().getFirst().stream().mapToInt(cell -> (int) cell.state().count()).sum();

        assertThat(counted).as("in panes and sessions").isEqualTo(200);
        assertThat(table.series()).as("two and the others, of panes and of sessions").isEqualTo(6);
    }

    @Test
    void shouldGoOnWithSeriesThatHaveTheirPlace() {
        fold(event("order").data("country", "DE").build(), null);
        fold(event("order").data("country", "NP").build(), null);
        table.drain();

        fold(event("order").data("country", "FR").build(), null);
        fold(event("order").data("country", "DE").build(), null);

        assertThat(table.drain().getFirst()).extracting(cell -> cell.series().group()).containsExactlyInAnyOrder(
                "{\"country\":\"DE\"}", "{\"country\":\"other\"}");
    }

    @Test
    void shouldJoinStretchesOfASessionWithinACommit() {
        for (var time : List.of("10:00:00", "10:10:00", "10:05:00", "10:20:00")) {
            fold(event("order").user("u").data("country", "DE").at(time).build(), null);
        }

        assertThat(table.drain().getFirst()).filteredOn(cell -> !cell.series().session().isEmpty()).extracting(
                cell -> cell.state().count() + " in " + (cell.endMillis() - cell.startMillis())).containsExactly(
                        "3 in 600000", "1 in 0");
    }

    @Test
    void shouldCountReferencesUntilTheyAreHandedOut() {
        var reference = new EventReference("u", "e", "order", 0);
        fold(event("order").data("country", "DE").build(), reference);
        fold(event("order").data("country", "DE").build(), reference);
        assertThat(table.references()).isEqualTo(2);

        assertThat(table.drain().getFirst()).singleElement().extracting(PartialCell::references).isEqualTo(
                List.of(reference, reference));
        assertThat(table.references()).isZero();
        assertThat(table.size()).isZero();
    }

    private void fold(Event event, EventReference reference) {
        table.turnTo(EventJson.write(event), event.timestampMillis());
        table.plan().concerning(event.eventType()).forEach(fold -> table.fold(fold, reference, 0));
    }

}
