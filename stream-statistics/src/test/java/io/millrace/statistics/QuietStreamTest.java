package io.millrace.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class QuietStreamTest extends WatermarkScenario {

    @Test
    void shouldHaveNothingToMoveBeforeTheFirstEvent() {
        silentFor(60, Map.of(), Map.of());

        assertThat(tracker.advanceQuiet(wall)).isEmpty();
    }

    @Test
    void shouldMoveALiveQuietStreamOnWithTheWallClock() {
        var lastEvent = wall - 2 * SECOND;
        tracker.observe(T1, 0, lastEvent, wall);
        var observed = wall;
        silentFor(40, Map.of(), Map.of());

        assertThat(tracker.advanceQuiet(wall)).containsExactly(T1);

        assertThat(tracker.watermark(T1)).hasValue(lastEvent + (wall - observed));
        assertThat(tracker.advanceQuiet(wall)).isEmpty();
    }

    @Test
    void shouldNotMoveBeforeTheStreamIsQuiet() {
        tracker.observe(T1, 0, wall, wall);
        tracker.observe(T1, 1, wall, wall);
        var lastEvent = wall;
        silentFor(29, Map.of(T1, new SourceStatus(wall, false)), Map.of(T1, new SourceStatus(wall, false)));

        assertThat(tracker.advanceQuiet(wall)).isEmpty();

        assertThat(tracker.watermark(T1)).hasValue(lastEvent);
    }

    @Test
    void shouldNotMoveWithoutHeartbeats() {
        tracker.observe(T1, 0, wall, wall);
        tracker.observe(T1, 1, wall, wall);
        silentFor(60, Map.of(), Map.of());
        tracker.advanceQuiet(wall);
        var before = tracker.watermark(T1);

        assertThat(tracker.advanceQuiet(wall + HOUR)).isEmpty();

        assertThat(tracker.watermark(T1)).isEqualTo(before);
    }

    @Test
    void shouldNeverPassTheWallClock() {
        var ahead = wall + 5 * 60 * SECOND;
        tracker.observe(T1, 0, ahead, wall);
        silentFor(60, Map.of(), Map.of());
        tracker.advanceQuiet(wall);
        assertThat(tracker.watermark(T1)).hasValue(ahead);

        silentFor(600, Map.of(), Map.of());
        tracker.advanceQuiet(wall);

        assertThat(tracker.watermark(T1)).hasValue(wall);
    }

    @Test
    void shouldLeaveAReplayOfThePastWhereItIs() {
        observe(0, 70);
        silentFor(3_600, Map.of(T1, idle(70)), Map.of());

        assertThat(tracker.advanceQuiet(wall)).isEmpty();

        assertThat(tracker.watermark(T1)).hasValue(IN_2010 + 70);
    }

    @Test
    void shouldCountAsLiveUpToTheBound() {
        tracker.observe("within", 0, wall - 600 * SECOND, wall);
        tracker.observe("beyond", 0, wall - 600 * SECOND - 1, wall);
        silentFor(40, Map.of(), Map.of());

        assertThat(tracker.advanceQuiet(wall)).containsExactly("within");
    }

    @Test
    void shouldFindTheNextLiveEventInTime() {
        tracker.observe(T1, 0, wall - SECOND, wall);
        silentFor(300, Map.of(), Map.of());
        tracker.advanceQuiet(wall);

        assertThat(tracker.watermark(T1).orElseThrow()).isLessThanOrEqualTo(tick() - SECOND);
    }

    @Test
    void shouldProceedWithALiveStreamOfFewEvents() {
        for (var event = 0; event < 3; event++) {
            tracker.observe(T1, 0, wall, wall);
            silentFor(20, Map.of(T1, new SourceStatus(wall, false)), Map.of());
        }

        assertThat(tracker.watermark(T1).orElseThrow()).isGreaterThanOrEqualTo(wall - 21 * SECOND);
    }
}
