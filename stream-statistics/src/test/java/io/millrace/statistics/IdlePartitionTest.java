package io.millrace.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class IdlePartitionTest extends WatermarkScenario {

    @Test
    void shouldLeaveOutAPartitionAliveThatNeverBringsTheTenant() {
        busyFor(29, Map.of());
        assertThat(tracker.watermark(T1)).isEmpty();

        busyFor(2, Map.of());

        assertThat(tracker.watermark(T1)).hasValue(IN_2010 + 31 * SECOND);
    }

    @Test
    void shouldCountSilenceFromTheFirstSightOfTheTenant() {
        for (var second = 0; second < 100; second++) {
            tracker.heartbeat(1, Map.of(), tick());
        }

        busyFor(29, Map.of());

        assertThat(tracker.watermark(T1)).isEmpty();
    }

    @Test
    void shouldBeHeldBackByAPartitionWithoutHeartbeats() {
        for (var second = 0; second < 3_600; second++) {
            observe(0, second * SECOND);
            tracker.heartbeat(0, Map.of(T1, active(second * SECOND)), tick());
        }

        assertThat(tracker.watermark(T1)).isEmpty();
    }

    @Test
    void shouldLeaveOutAPartitionThatReportsIdle() {
        observe(1, 5);
        busyFor(28, Map.of(T1, active(5)));
        assertThat(tracker.watermark(T1)).hasValue(IN_2010 + 5);

        busyFor(3, Map.of(T1, idle(5)));

        assertThat(tracker.watermark(T1)).hasValue(IN_2010 + 31 * SECOND);
    }

    @Test
    void shouldBeHeldBackByAPartitionThatReportsActive() {
        observe(1, 5);
        busyFor(100, Map.of(T1, active(5)));

        assertThat(tracker.watermark(T1)).hasValue(IN_2010 + 5);
    }

    @Test
    void shouldBeHeldBackWhenTheHeartbeatsOfAnIdlePartitionStop() {
        observe(1, 5);
        busyFor(60, Map.of(T1, idle(5)));

        for (var second = 61; second <= 200; second++) {
            tick();
            observe(0, second * SECOND);
        }

        assertThat(tracker.watermark(T1)).hasValue(IN_2010 + 67 * SECOND);
    }

    @Test
    void shouldWaitAnewForAPartitionThatWasGone() {
        observe(1, 5);
        busyFor(60, Map.of(T1, idle(5)));
        wall += 60 * SECOND;

        busyFor(29, Map.of(T1, idle(5)));
        assertThat(tracker.watermark(T1)).hasValue(IN_2010 + 60 * SECOND);

        busyFor(2, Map.of(T1, idle(5)));
        assertThat(tracker.watermark(T1)).hasValue(IN_2010 + 91 * SECOND);
    }

    @Test
    void shouldWaitAnewForAPartitionStartedAnewThatKnowsNoTenant() {
        observe(1, 5);
        busyFor(60, Map.of(T1, idle(5)));

        busyFor(29, Map.of());
        assertThat(tracker.watermark(T1)).hasValue(IN_2010 + 60 * SECOND);

        busyFor(2, Map.of());
        assertThat(tracker.watermark(T1)).hasValue(IN_2010 + 91 * SECOND);
    }

    @Test
    void shouldHoldTheMaximumWhenAllAreIdle() {
        observe(0, 70);
        observe(1, 5);

        silentFor(31, Map.of(T1, idle(70)), Map.of(T1, idle(5)));

        assertThat(tracker.watermark(T1)).hasValue(IN_2010 + 70);
    }

    @Test
    void shouldDefineTheWatermarkOfASingleEventAfterTheTimeout() {
        observe(0, 70);
        silentFor(30, Map.of(T1, idle(70)), Map.of());
        assertThat(tracker.watermark(T1)).isEmpty();

        silentFor(1, Map.of(T1, idle(70)), Map.of());

        assertThat(tracker.watermark(T1)).hasValue(IN_2010 + 70);
    }

    @Test
    void shouldWaitForEachPartitionAgainWhenAQuietReplayGoesOn() {
        observe(0, 70);
        observe(1, 60);
        silentFor(3_600, Map.of(T1, idle(70)), Map.of(T1, idle(60)));

        observe(0, 5 * HOUR);
        tracker.heartbeat(1, Map.of(T1, idle(60)), tick());
        assertThat(tracker.watermark(T1)).hasValue(IN_2010 + 70);

        observe(1, 4 * HOUR);
        assertThat(tracker.watermark(T1)).hasValue(IN_2010 + 4 * HOUR);
    }

    @Test
    void shouldWaitForEachPartitionAgainWhenAHeartbeatTellsThatTheReplayGoesOn() {
        observe(0, 70);
        observe(1, 60);
        silentFor(60, Map.of(T1, idle(70)), Map.of(T1, idle(60)));

        tracker.heartbeat(0, Map.of(T1, active(5 * HOUR)), tick());
        tracker.heartbeat(1, Map.of(T1, idle(60)), tick());

        assertThat(tracker.watermark(T1)).hasValue(IN_2010 + 70);
    }

    @Test
    void shouldWaitForThePartitionThatFellSilentFirstWhenAReplayGoesOn() {
        observe(0, 70);
        observe(1, 60);
        silentFor(10, Map.of(T1, active(70)), Map.of(T1, active(60)));
        observe(0, 80);
        silentFor(25, Map.of(T1, active(80)), Map.of(T1, idle(60)));

        observe(0, HOUR);
        assertThat(tracker.watermark(T1)).hasValue(IN_2010 + 80);

        observe(1, HOUR - SECOND);
        assertThat(tracker.watermark(T1)).hasValue(IN_2010 + HOUR - SECOND);
    }
}
