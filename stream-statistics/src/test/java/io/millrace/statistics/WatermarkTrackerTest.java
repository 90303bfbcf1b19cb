package io.millrace.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WatermarkTrackerTest extends WatermarkScenario {

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
