package io.millrace.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.millrace.statistics.TenantProgress.PartitionProgress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Two source partitions, an idle timeout of 30 s, live within 10 min; event times in 2010 unless said otherwise. */
class WatermarkTrackerTest {

    private static final long SECOND = 1_000;
    private static final long HOUR = 3_600 * SECOND;
    private static final long IN_2010 = 1_262_304_000_000L;
    private static final long NOW = 1_800_000_000_000L;
    private static final String T1 = "t1";

    private WatermarkTracker tracker = newTracker(2);
    private long wall = NOW;

    @Nested
    class Minimum {

        @Test
        void shouldBeUndefinedForATenantNeverSeen() {
            assertThat(tracker.watermark("nobody")).isEmpty();
            assertThat(tracker.tenants()).isEmpty();
        }

        @Test
        void shouldBeUndefinedUntilEachPartitionHasBroughtTheTenant() {
            assertThat(tracker.observe(T1, 0, IN_2010 + 9, wall)).isFalse();
            assertThat(tracker.watermark(T1)).isEmpty();

            assertThat(tracker.observe(T1, 1, IN_2010 + 4, wall)).isTrue();

            assertThat(tracker.watermark(T1)).hasValue(IN_2010 + 4);
        }

        @Test
        void shouldFollowTheSlowestPartition() {
            observe(0, 4);
            observe(1, 9);
            observe(1, 100);
            assertThat(tracker.watermark(T1)).hasValue(IN_2010 + 4);

            observe(0, 50);

            assertThat(tracker.watermark(T1)).hasValue(IN_2010 + 50);
        }

        @Test
        void shouldNeverGoBackwards() {
            observe(0, 10);
            observe(1, 10);

            assertThat(tracker.observe(T1, 0, IN_2010 + 3, wall)).isFalse();
            observe(1, 2);

            assertThat(tracker.watermark(T1)).hasValue(IN_2010 + 10);
        }

        @Test
        void shouldWorkBefore1970() {
            tracker.observe(T1, 0, -5, wall);
            tracker.observe(T1, 1, -9, wall);

            assertThat(tracker.watermark(T1)).hasValue(-9);
        }

        @Test
        void shouldLearnFromHeartbeatsWhatNeverCameHere() {
            observe(0, 4);

            var moved = tracker.heartbeat(1, Map.of(T1, active(3)), wall);

            assertThat(moved).containsExactly(T1);
            assertThat(tracker.watermark(T1)).hasValue(IN_2010 + 3);
        }

        @Test
        void shouldKeepTenantsApart() {
            observe(0, 1);
            observe(1, 2);
            tracker.observe("wrong-clock", 0, NOW + HOUR, wall);
            tracker.observe("wrong-clock", 1, NOW + HOUR, wall);

            assertThat(tracker.watermark(T1)).hasValue(IN_2010 + 1);
            assertThat(tracker.tenants()).containsExactlyInAnyOrder(T1, "wrong-clock");
        }

        @Test
        void shouldRefuseAPartitionThatIsNotThere() {
            assertThatIllegalArgumentException().isThrownBy(() -> tracker.observe(T1, 2, IN_2010, wall)).withMessage(
                    "source partition 2 is not one of 0 to 1");
            assertThatIllegalArgumentException().isThrownBy(() -> tracker.heartbeat(-1, Map.of(), wall));
        }

        @Test
        void shouldRefuseSettingsThatMakeNoSense() {
            assertThatIllegalArgumentException().isThrownBy(() -> newTracker(0)).withMessage(
                    "a watermark needs a source partition, got 0");
            assertThatIllegalArgumentException().isThrownBy(
                    () -> new WatermarkTracker(1, Duration.ofMillis(3), Duration.ZERO));
            assertThatIllegalArgumentException().isThrownBy(
                    () -> new WatermarkTracker(1, Duration.ofSeconds(30), Duration.ofSeconds(-1)));
        }
    }

    @Nested
    class IdlePartitions {

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

    @Nested
    class QuietStreams {

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

    @Nested
    class Snapshots {

        @Test
        void shouldRememberOverARestart() {
            observe(0, 70);
            observe(1, 5);
            tracker.observe("new", 1, IN_2010, wall + SECOND);

            assertThat(tracker.snapshot()).containsExactlyInAnyOrder(
                    new TenantProgress(T1, OptionalLong.of(IN_2010 + 5), wall,
                            List.of(new PartitionProgress(0, IN_2010 + 70), new PartitionProgress(1, IN_2010 + 5))),
                    new TenantProgress("new", OptionalLong.empty(), wall + SECOND,
                            List.of(new PartitionProgress(1, IN_2010))));
            restart(2);

            assertThat(tracker.watermark(T1)).hasValue(IN_2010 + 5);
            assertThat(tracker.watermark("new")).isEmpty();
            observe(1, 6);
            assertThat(tracker.watermark(T1)).hasValue(IN_2010 + 6);
        }

        @Test
        void shouldWaitAnewForIdlePartitionsAfterARestart() {
            observe(1, 5);
            busyFor(60, Map.of(T1, idle(5)));
            restart(2);

            busyFor(29, Map.of(T1, idle(5)));
            assertThat(tracker.watermark(T1)).hasValue(IN_2010 + 60 * SECOND);

            busyFor(6, Map.of(T1, idle(5)));
            assertThat(tracker.watermark(T1)).hasValue(IN_2010 + 95 * SECOND);
        }

        @Test
        void shouldMoveALiveQuietStreamOnAfterARestart() {
            tracker.observe(T1, 0, wall, wall);
            restart(2);
            wall += HOUR;
            silentFor(31, Map.of(), Map.of());

            assertThat(tracker.advanceQuiet(wall)).containsExactly(T1);

            assertThat(tracker.watermark(T1)).hasValue(wall);
        }

        @Test
        void shouldHoldUntilNewPartitionsAreHeardOf() {
            observe(0, 70);
            observe(1, 5);
            restart(3);

            observe(1, 60);
            assertThat(tracker.watermark(T1)).hasValue(IN_2010 + 5);

            observe(2, 50);
            assertThat(tracker.watermark(T1)).hasValue(IN_2010 + 50);
        }

        @Test
        void shouldRefuseASnapshotOfMorePartitions() {
            observe(1, 5);
            var snapshot = tracker.snapshot();
            var smaller = newTracker(1);

            assertThatIllegalArgumentException().isThrownBy(() -> smaller.restore(snapshot)).withMessage(
                    "source partition 1 is not one of 0 to 0");
            assertThat(smaller.tenants()).isEqualTo(Set.of());
        }

        private void restart(int sourcePartitions) {
            var snapshot = tracker.snapshot();
            tracker = newTracker(sourcePartitions);
            tracker.restore(snapshot);
        }
    }

    private static WatermarkTracker newTracker(int sourcePartitions) {
        return new WatermarkTracker(sourcePartitions, Duration.ofSeconds(30), Duration.ofMinutes(10));
    }

    private long tick() {
        wall += SECOND;
        return wall;
    }

    private void observe(int partition, long afterStart) {
        tracker.observe(T1, partition, IN_2010 + afterStart, wall);
    }

    /** Partition 0 brings an event a second, a second further each; partition 1 only reports. */
    private void busyFor(int seconds, Map<String, SourceStatus> reportOf1) {
        for (var second = 0; second < seconds; second++) {
            busySeconds++;
            tracker.heartbeat(1, reportOf1, tick());
            observe(0, busySeconds * SECOND);
        }
    }

    private int busySeconds;

    private void silentFor(int seconds, Map<String, SourceStatus> reportOf0, Map<String, SourceStatus> reportOf1) {
        for (var second = 0; second < seconds; second++) {
            tracker.heartbeat(0, reportOf0, tick());
            tracker.heartbeat(1, reportOf1, wall);
        }
    }

    private static SourceStatus active(long afterStart) {
        return new SourceStatus(IN_2010 + afterStart, false);
    }

    private static SourceStatus idle(long afterStart) {
        return new SourceStatus(IN_2010 + afterStart, true);
    }
}
