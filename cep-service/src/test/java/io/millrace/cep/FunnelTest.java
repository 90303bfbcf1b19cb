package io.millrace.cep;

import static io.millrace.cep.TestEvent.event;
import static io.millrace.cep.TestEvent.instant;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.result.CapturedEvent;
import io.millrace.result.PatternMatch;
import io.millrace.testkit.definition.TestDefinitions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunnelTest {

    private static final String FUNNEL = """
            kind: pattern
            name: funnel
            pattern: view -> cart -> buy
            within: 30m
            grace: 60s
            define:
              view: {events: [view]}
              cart: {events: [cart], where: cart.data.product_id == view.data.product_id}
              buy: {events: [purchase]}
            measures: {spent: buy.data.amount, seconds: duration_s, share: buy.data.amount / view.data.clicks,
              coupon: buy.data.coupon, product: view.data.product_id}
            """;

    @TempDir
    Path folder;

    private CepScenario cep;

    @BeforeEach
    void start() {
        cep = CepScenario.replaying(folder, TestDefinitions.of(FUNNEL));
    }

    @AfterEach
    void stop() {
        cep.close();
    }

    @Test
    void shouldFindWhatHappensInOrder() {
        cep.send(view("10:00:00"), cart("10:05:00"), buy("10:20:00"), later());

        assertThat(cep.matchRecords()).singleElement().satisfies(record -> {
            assertThat(record.key()).isEqualTo("u1");
            assertThat(record.getRecordTime()).isEqualTo(instant("10:20:00"));
            var match = record.value();
            assertThat(match.pattern()).isEqualTo("funnel");
            assertThat(match.version()).isEqualTo(1);
            assertThat(match.tenantId()).isEqualTo("shop");
            assertThat(match.start()).isEqualTo(instant("10:00:00"));
            assertThat(match.end()).isEqualTo(instant("10:20:00"));
            assertThat(match.events().keySet()).containsExactly("view", "cart", "buy");
            assertThat(match.events().get("view")).extracting(CapturedEvent::eventId).containsExactly(
                    "view-u1-10:00:00");
        });
        assertThat(cep.meter(CepMeters.MATCHES)).isOne();
        assertThat(cep.meter(CepMeters.OPEN_RUNS)).isZero();
    }

    @Test
    void shouldLetGoOfTheLastEventsOfAReplayOnceItIsQuiet() {
        cep.send(view("10:00:00"), cart("10:05:00"), buy("10:20:00"));
        cep.waitFor(Duration.ofSeconds(29));
        assertThat(cep.matchRecords()).isEmpty();

        cep.waitFor(Duration.ofSeconds(5));
        assertThat(cep.matchRecords()).hasSize(1);

        cep.send(view("10:19:59").user("u2"), cart("10:20:00").user("u2"), buy("10:21:00").user("u2"));
        cep.waitFor(Duration.ofSeconds(35));
        assertThat(cep.meter(CepMeters.LATE)).isZero();
        assertThat(cep.matchRecords()).hasSize(1);
    }

    @Test
    void shouldHoldEventsUntilTheGraceIsOver() {
        cep.send(view("10:00:00"), cart("10:05:00"), buy("10:20:00"), event("ping").at("10:20:59.999"));
        assertThat(cep.matches()).isEmpty();

        cep.send(view("10:21:00").user("u2"));
        assertThat(cep.matches()).hasSize(1);
    }

    @Test
    void shouldFindTheSameWhateverTheOrderWithinTheGrace() {
        var minute = new ArrayList<>(List.of(view("10:00:00"), cart("10:00:20"), view("10:00:30"), buy("10:00:50"),
                cart("10:00:55"), buy("10:01:00")));
        var random = new Random(7);
        for (int i = 0; i < 10; i++) {
            Collections.shuffle(minute, random);
            var user = "shuffled-" + i;
            minute.forEach(one -> cep.send(one.user(user).id(one.type() + one.at())));
        }
        cep.send(later());

        assertThat(cep.matches()).hasSize(10).allSatisfy(match -> {
            assertThat(match.events().values()).extracting(taken -> taken.getFirst().eventId()).containsExactly(
                    "view10:00:00", "cart10:00:20", "purchase10:00:50");
        });
        assertThat(cep.late()).isEmpty();
    }

    @Test
    void shouldSetAsideWhatComesLaterThanTheGrace() {
        cep.send(view("10:00:00"), view("10:06:00").user("u2"), cart("10:05:00").with("note", "on the edge"),
                cart("10:04:59.999").with("note", "too late"));

        assertThat(cep.lateRecords()).singleElement().satisfies(record -> {
            assertThat(record.key()).isEqualTo("u1");
            assertThat(record.getRecordTime()).isEqualTo(instant("10:04:59.999"));
            var late = record.value();
            assertThat(late.by()).isEqualTo("pattern/funnel");
            assertThat(late.reason()).contains("PT1M");
            assertThat(late.tenantId()).isEqualTo("shop");
            assertThat(late.timestamp()).isEqualTo(instant("10:04:59.999"));
            assertThat(late.watermark()).isEqualTo(instant("10:06:00"));
            assertThat(late.event()).containsEntry("event_id", "cart-u1-10:04:59.999").containsEntry("event_type",
                    "cart").containsEntry("data", Map.of("product_id", "p1", "note", "too late"));
        });
        assertThat(cep.meter(CepMeters.LATE)).isOne();
    }

    @Test
    void shouldEndJustBeforeTheLimitOfTime() {
        cep.send(view("10:00:00"), cart("10:05:00"), buy("10:30:00"));
        cep.send(view("10:00:00").user("u2"), cart("10:05:00").user("u2"), buy("10:29:59.999").user("u2"), later());

        assertThat(cep.late()).as("those of u2 before the grace are late").hasSize(2);
        assertThat(cep.matches()).isEmpty();

        cep.send(view("12:00:00").user("u3"), cart("12:05:00").user("u3"), buy("12:29:59.999").user("u3"),
                event("cart").at("12:40:00"));
        assertThat(cep.matches()).extracting(PatternMatch::key).containsExactly("u3");
    }

    @Test
    void shouldSkipPastTheLastEventOfAMatch() {
        cep.send(view("10:00:00"), view("10:01:00"), cart("10:02:00"), cart("10:03:00"), buy("10:04:00"),
                buy("10:05:00"), view("10:06:00"), cart("10:07:00"), buy("10:08:00"), later());

        assertThat(cep.matches()).extracting(PatternMatch::start).containsExactly(instant("10:00:00"),
                instant("10:06:00"));
    }

    @Test
    void shouldKeepTenantsApart() {
        cep.send(view("10:00:00"), cart("10:05:00").tenant("other"), buy("10:06:00"), later(),
                later().tenant("other"));
        assertThat(cep.matches()).isEmpty();

        cep.send(view("13:00:00"), view("13:00:00").tenant("other"), cart("13:01:00"),
                cart("13:01:00").tenant("other"), buy("13:02:00"), buy("13:02:00").tenant("other"),
                event("cart").at("14:00:00"), event("cart").at("14:00:00").tenant("other"));
        var matches = cep.matches();
        assertThat(matches).extracting(PatternMatch::tenantId).containsExactlyInAnyOrder("shop", "other");
        assertThat(matches.get(0).matchId()).isNotEqualTo(matches.get(1).matchId());
    }

    @Test
    void shouldNotLetOneTenantMakeAnotherLate() {
        cep.send(view("18:00:00").tenant("fast"), view("10:00:00"), cart("10:05:00"), buy("10:20:00"), later());

        assertThat(cep.matches()).hasSize(1);
        assertThat(cep.late()).isEmpty();
    }

    @Test
    void shouldLookBackAtWhatWasTakenBefore() {
        cep.send(view("10:00:00"), cart("10:01:00").with("product_id", "p2"), buy("10:02:00"), later());
        assertThat(cep.matches()).isEmpty();

        cep.send(view("13:00:00"), cart("13:01:00").with("product_id", "p2"), cart("13:02:00"), buy("13:03:00"),
                event("cart").at("14:00:00"));
        assertThat(cep.matches()).singleElement().satisfies(match -> assertThat(
                match.events().get("cart").getFirst().timestamp()).isEqualTo(instant("13:02:00")));
    }

    @Test
    void shouldMeasureMatchesAndLeaveOutWhatFailsOrIsAbsent() {
        cep.send(view("10:00:00").with("clicks", 0L), cart("10:05:00"), buy("10:20:00").with("amount", 12L), later());

        assertThat(cep.matches()).singleElement().satisfies(match -> assertThat(match.measures()).isEqualTo(
                Map.of("spent", 12, "seconds", 1200.0, "product", "p1")));
        assertThat(cep.meter(CepMeters.EXPRESSION_FAILURES)).as("division by zero").isOne();
    }

    @Test
    void shouldKeepTheOrderOfArrivalAtEqualTimes() {
        cep.send(view("10:00:00"), cart("10:00:00").id("second"), buy("10:00:00").id("third"), later());
        assertThat(cep.matches()).hasSize(1);

        cep.send(cart("13:00:00"), view("13:00:00"), buy("13:00:00"), event("cart").at("14:00:00"));
        assertThat(cep.matches()).isEmpty();
    }

    @Test
    void shouldGiveMatchesTheSameIdsAtEveryReplay(@TempDir Path second) {
        var events = new TestEvent[]{view("10:00:00"), cart("10:05:00"), buy("10:20:00"), view("10:21:00"),
                cart("10:22:00"), buy("10:23:00"), later()};
        cep.send(events);
        var ids = cep.matches().stream().map(PatternMatch::matchId).toList();

        try (var again = CepScenario.replaying(second, TestDefinitions.of(FUNNEL))) {
            again.send(events);
            assertThat(again.matches()).extracting(PatternMatch::matchId).containsExactlyElementsOf(ids);
        }
        assertThat(ids).hasSize(2).doesNotHaveDuplicates();
    }

    private static TestEvent view(String at) {
        return event("view").at(at).with("product_id", "p1");
    }

    private static TestEvent cart(String at) {
        return event("cart").at(at).with("product_id", "p1");
    }

    private static TestEvent buy(String at) {
        return event("purchase").at(at).with("amount", 5L);
    }

    /** Moves event time on, so that all before is released. */
    private static TestEvent later() {
        return event("cart").user("somebody-else").at("11:59:00");
    }

}
