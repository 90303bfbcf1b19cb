package io.millrace.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.pattern.MatchId.MatchedEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

class MatchIdTest {

    private static final List<MatchedEvent> EVENTS = List.of(new MatchedEvent("view", "e1", 1_000),
            new MatchedEvent("buy", "e2", 2_000));

    @Test
    void shouldStayTheSameForEver() {
        assertThat(MatchId.of("funnel", 3, "user-ä", EVENTS)).isEqualTo("0fcc7c8ba5081c9e1e83983d9ef01781");
    }

    @Test
    void shouldDependOnEverythingItIsMadeOf() {
        var ids = List.of(MatchId.of("funnel", 3, "u", EVENTS), MatchId.of("funnels", 3, "u", EVENTS),
                MatchId.of("funnel", 4, "u", EVENTS), MatchId.of("funnel", 3, "v", EVENTS),
                MatchId.of("funnel", 3, "u", EVENTS.reversed()), MatchId.of("funnel", 3, "u", EVENTS.subList(0, 1)),
                MatchId.of("funnel", 3, "u", List.of(new MatchedEvent("cart", "e1", 1_000), EVENTS.getLast())),
                MatchId.of("funnel", 3, "u", List.of(new MatchedEvent("view", "e9", 1_000), EVENTS.getLast())),
                MatchId.of("funnel", 3, "u", List.of(new MatchedEvent("view", "e1", 1_001), EVENTS.getLast())));

        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9a-f]{32}"));
    }

    @Test
    void shouldNotConfuseTextsThatRunTogether() {
        assertThat(MatchId.of("ab", 1, "c", EVENTS)).isNotEqualTo(MatchId.of("a", 1, "bc", EVENTS));
        assertThat(MatchId.of("p", 1, "k", List.of(new MatchedEvent("a", "bc", 1)))).isNotEqualTo(
                MatchId.of("p", 1, "k", List.of(new MatchedEvent("ab", "c", 1))));
    }
}
