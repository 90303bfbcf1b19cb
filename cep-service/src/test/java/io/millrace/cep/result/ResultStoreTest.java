package io.millrace.cep.result;

import static io.millrace.cep.TestEvent.event;
import static io.millrace.cep.TestEvent.instant;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cep.CepScenario;
import io.millrace.result.OpenRun;
import io.millrace.result.PatternMatch;
import io.millrace.result.PatternTimeout;
import io.millrace.testkit.definition.TestDefinitions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultStoreTest {

    private static final String PAIR = """
            kind: pattern
            name: pair
            pattern: a -> b
            within: 5m
            define: {a: {events: [a]}, b: {events: [b]}}
            timeouts: emit
            measures: {seconds: duration_s}
            """;

    @TempDir
    Path folder;

    private CepScenario cep;

    @BeforeEach
    void start() {
        cep = CepScenario.replaying(folder, TestDefinitions.of(PAIR + "---\n" + PAIR.replace("name: pair",
                "name: pair2")));
        for (var tenant : List.of("shop", "shop2")) {
            cep.send(event("a").tenant(tenant).at("10:00:00"), event("b").tenant(tenant).at("10:01:00"),
                    event("a").tenant(tenant).user("u2").at("10:02:00"),
                    event("b").tenant(tenant).user("u2").at("10:03:00"), event("a").tenant(tenant).at("10:04:00"),
                    event("b").tenant(tenant).at("10:05:00"), event("a").tenant(tenant).at("10:06:00").with("n", 1L),
                    event("x").tenant(tenant).at("10:20:00"), event("a").tenant(tenant).at("10:20:00").with("n", 2L));
        }
    }

    @AfterEach
    void stop() {
        cep.close();
    }

    @Test
    void shouldReadTheLatestFirst() {
        assertThat(matches("10:00:00", "11:00:00", null, 100)).extracting(PatternMatch::end).containsExactly(
                instant("10:05:00"), instant("10:03:00"), instant("10:01:00"));
        assertThat(matches("10:00:00", "11:00:00", null, 2)).extracting(PatternMatch::end).containsExactly(
                instant("10:05:00"), instant("10:03:00"));
    }

    @Test
    void shouldReadFromTheFirstInstantUpToTheLastExclusively() {
        assertThat(matches("10:01:00", "10:05:00", null, 100)).extracting(PatternMatch::end).containsExactly(
                instant("10:03:00"), instant("10:01:00"));
        assertThat(matches("10:01:00", "10:01:00", null, 100)).isEmpty();
    }

    @Test
    void shouldReadOneKeyOnly() {
        assertThat(matches("10:00:00", "11:00:00", "u2", 100)).extracting(PatternMatch::end).containsExactly(
                instant("10:03:00"));
        assertThat(matches("10:00:00", "11:00:00", "u", 100)).isEmpty();
    }

    @Test
    void shouldReadWhatWasPublished() {
        var published = cep.matches().stream().filter(
                match -> match.pattern().equals("pair") && match.tenantId().equals("shop")).toList();

        assertThat(matches("10:00:00", "11:00:00", null, 100).reversed()).isEqualTo(published);
    }

    @Test
    void shouldReadTimeoutsApartFromMatches() {
        var timeouts = ResultStore.read(cep.store("results"), ResultKind.TIMEOUT, "pair", "shop", 0,
                Long.MAX_VALUE, null, 100);

        assertThat(timeouts).extracting(PatternTimeout::deadline).containsExactly(instant("10:11:00"));
    }

    @Test
    void shouldTellTheOpenRunsOfAKey() {
        var runs = cep.reads().open("pair", "shop", "u1");

        assertThat(runs).singleElement().satisfies(run -> {
            assertThat(run).extracting(OpenRun::waitingFor, OpenRun::start, OpenRun::deadline).containsExactly("b",
                    instant("10:20:00"), instant("10:25:00"));
            assertThat(run.events().get("a").getFirst().data()).containsEntry("n", 2L);
        });
        assertThat(cep.reads().open("pair", "shop", "u2")).isEmpty();
    }

    private List<PatternMatch> matches(String from, String to, String key, int limit) {
        return ResultStore.read(cep.store("results"), ResultKind.MATCH, "pair", "shop", millis(instant(from)),
                millis(instant(to)), key, limit);
    }

    private static long millis(Instant instant) {
        return instant.toEpochMilli();
    }

}
