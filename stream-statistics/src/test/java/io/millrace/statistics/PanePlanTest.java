package io.millrace.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.millrace.statistics.PanePlan.Pane;
import io.millrace.statistics.WindowSpec.Aligned;
import io.millrace.statistics.WindowSpec.Calendar;
import io.millrace.statistics.WindowSpec.Cumulative;
import io.millrace.statistics.WindowSpec.Hopping;
import io.millrace.statistics.WindowSpec.Tumbling;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PanePlanTest {

    private static final List<Integer> SECONDS = List.of(1, 2, 5, 7, 10, 15, 30, 60, 90, 300, 600, 900, 1_800, 3_600,
            7_200, 21_600, 86_400, 604_800);
    private static final List<String> ZONES = List.of("UTC", "Europe/Berlin", "America/New_York",
            "Australia/Lord_Howe", "Asia/Kolkata", "Asia/Kathmandu");

    private static PanePlan planFor(String... windows) {
        return PanePlan.of(Arrays.stream(windows).map(PanePlanTest::aligned).toList());
    }

    private static Aligned aligned(String name) {
        return (Aligned) WindowSpec.parse(name);
    }

    @ParameterizedTest
    @CsvSource({"1m, 1m, 1m", "10m@10s, 10s, 10s", "10m@10s 1m 1h, 10s, 10s 1h", "1m 1h 1d, 1m, 1m 1d",
            "1m 90s, 30s, 1m 90s", "1h@10s, 10s, 10s 5m", "1h@10s 1m, 10s, 10s 5m", "1d@10s, 10s, 10s 5m 1h",
            "1d@1m, 1m, 1m 30m", "day, 15m, day", "day month week, 15m, day",
            "1m day-Europe/Berlin month day, 1m, 1m day-Europe/Berlin day", "1h day, 15m, 1h day",
            "since-midnight@10m, 5m, 5m 150m", "since-midnight@1h, 15m, 15m", "500ms, 500ms, 500ms",
            "7s day, 1s, 7s day", "10m@4m, 2m, 2m"})
    void shouldShareAsFewTiersAsWillDo(String windows, String base, String tiers) {
        var plan = planFor(windows.split(" "));

        assertThat(plan.base().name()).isEqualTo(base);
        assertThat(plan.tiers().stream().map(PaneCut::name)).containsExactly(tiers.split(" "));
    }

    @Test
    void shouldUseTheCoarsestTierThatAWindowIsAUnionOf() {
        var plan = planFor("10m@10s", "1m", "1h", "1d", "month");

        assertThat(plan.tierOf(aligned("10m@10s")).name()).isEqualTo("10s");
        assertThat(plan.tierOf(aligned("1m")).name()).isEqualTo("10s");
        assertThat(plan.tierOf(aligned("1h")).name()).isEqualTo("1h");
        assertThat(plan.tierOf(aligned("1d")).name()).isEqualTo("1h");
        assertThat(plan.tierOf(aligned("month")).name()).isEqualTo("day");
    }

    @Test
    void shouldMergeALongWindowThatMovesInSmallStepsFromPanesOfSeveralTiers() {
        var hour = aligned("1h@10s");
        var plan = planFor("1h@10s");

        var panes = plan.panesOf(hour, new TimeWindow(20_000, 3_620_000));

        assertThat(panes.stream().map(pane -> pane.cut().name()).distinct()).containsExactly("10s", "5m");
        assertThat(panes).hasSize(28 + 11 + 2);
        assertThat(panes.getFirst()).isEqualTo(
                new Pane(new PaneCut.Fixed(Duration.ofSeconds(10)), new TimeWindow(20_000, 30_000)));
        assertThat(plan.tierOf(hour)).isEqualTo(plan.tiers().getFirst());
    }

    @Test
    void shouldCoverWindowsOfAnySetExactly() {
        var random = new Random(15);
        for (var round = 0; round < 1_500; round++) {
            var windows = Stream.generate(() -> window(random)).limit(1 + random.nextInt(6)).toList();
            var plan = PanePlan.of(windows);

            assertTiersFitTheBase(plan);
            for (var window : windows) {
                var event = random.nextLong(-2_000_000_000_000L, 2_000_000_000_000L);
                var spans = window.windowsOf(event);
                assertCovered(plan, window, spans.get(random.nextInt(spans.size())));
            }
        }
    }

    private static void assertTiersFitTheBase(PanePlan plan) {
        for (var tier : plan.tiers()) {
            var start = tier.startOf(1_700_000_000_000L);
            for (var i = 0; i < 5; i++) {
                assertThat(plan.base().startOf(start)).isEqualTo(start);
                start = tier.endOf(start);
            }
        }
        assertThat(plan.tiers()).doesNotHaveDuplicates();
    }

    private static void assertCovered(PanePlan plan, Aligned spec, TimeWindow window) {
        var panes = plan.panesOf(spec, window);
        var most = spec instanceof Calendar ? 31 : PanePlan.MAX_PANES_PER_WINDOW;
        assertThat(panes.size()).as("%s in %s", spec, plan.tiers()).isBetween(1, most);
        var next = window.startMillis();
        for (var pane : panes) {
            assertThat(plan.tiers()).contains(pane.cut());
            assertThat(pane.span().startMillis()).isEqualTo(next);
            assertThat(pane.cut().startOf(next)).isEqualTo(next);
            assertThat(pane.span().endMillis()).isEqualTo(pane.cut().endOf(next));
            next = pane.span().endMillis();
        }
        assertThat(next).isEqualTo(window.endMillis());
        assertUnionOfItsTier(plan.tierOf(spec), window);
    }

    private static void assertUnionOfItsTier(PaneCut tier, TimeWindow window) {
        assertThat(tier.startOf(window.startMillis())).isEqualTo(window.startMillis());
        assertThat(tier.startOf(window.endMillis())).isEqualTo(window.endMillis());
    }

    private static Aligned window(Random random) {
        var zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
        return switch (random.nextInt(5)) {
            case 0 -> new Tumbling(seconds(random, SECONDS.size()));
            case 1 -> new Calendar(CalendarUnit.values()[random.nextInt(3)], zone);
            case 2 -> new Cumulative(Duration.ofMinutes(List.of(1, 5, 10, 15, 60, 90, 720).get(random.nextInt(7))),
                    zone);
            default -> hopping(random);
        };
    }

    private static Hopping hopping(Random random) {
        while (true) {
            var size = seconds(random, SECONDS.size());
            var advance = seconds(random, SECONDS.size());
            var panes = size.toMillis() / DurationText.commonDivisor(size, advance).toMillis();
            if (advance.compareTo(size) <= 0 && panes <= WindowSpec.MAX_WINDOWS_PER_EVENT) {
                return new Hopping(size, advance);
            }
        }
    }

    private static Duration seconds(Random random, int limit) {
        return Duration.ofSeconds(SECONDS.get(random.nextInt(limit)));
    }

    @Test
    void shouldCoverTheStrangestStepsOfADay() {
        for (var millis = 60_000L; millis <= 86_400_000; millis++) {
            if (86_400_000 % millis == 0) {
                var spec = new Cumulative(Duration.ofMillis(millis), ZoneId.of("America/St_Johns"));
                var plan = PanePlan.of(List.of(spec));
                spec.windowsOf(1_730_601_000_000L).forEach(window -> assertCovered(plan, spec, window));
            }
        }
    }

    @Test
    void shouldRefuseWhatItHasNoPanesFor() {
        assertThatIllegalArgumentException().isThrownBy(() -> PanePlan.of(List.of())).withMessage(
                "panes need at least one window");
        assertThatIllegalArgumentException().isThrownBy(() -> planFor("1m", "1h").tierOf(aligned("5m"))).withMessage(
                "window 5m is not part of the plan for [1m, 1h]");
        assertThatIllegalArgumentException().isThrownBy(
                () -> new Hopping(Duration.ofDays(1), Duration.ofMillis(86_399))).withMessage(
                        "window of 1d every 86399ms is cut into more than 10000 panes, which size and advance are multiples of");
        assertThatIllegalArgumentException().isThrownBy(() -> new PaneCut.Fixed(Duration.ZERO)).withMessage(
                "pane size must be longer than 0s");
    }
}
