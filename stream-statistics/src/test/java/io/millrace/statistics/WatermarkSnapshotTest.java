package io.millrace.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.millrace.statistics.TenantProgress.PartitionProgress;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WatermarkSnapshotTest extends WatermarkScenario {

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
