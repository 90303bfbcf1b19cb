package io.millrace.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import java.util.Map.Entry;
import org.junit.jupiter.api.Test;

class SourceProgressTest {

    private static final long SECOND = 1_000;

    private final SourceProgress progress = new SourceProgress(Duration.ofSeconds(30));

    @Test
    void shouldReportNothingBeforeTheFirstEvent() {
        assertThat(progress.report(0)).isEmpty();
    }

    @Test
    void shouldReportTheLatestEventTimeOfEachTenant() {
        progress.observe("t1", 500, 0);
        progress.observe("t1", 400, 0);
        progress.observe("t2", -7, 0);

        assertThat(progress.report(0)).containsOnly(entry("t1", 500, false), entry("t2", -7, false));
    }

    @Test
    void shouldReportIdleAfterTheTimeout() {
        progress.observe("t1", 500, 0);
        heartbeats(0, 29);
        assertThat(progress.report(29_999)).containsOnly(entry("t1", 500, false));

        assertThat(progress.report(30_000)).containsOnly(entry("t1", 500, true));
    }

    @Test
    void shouldReportActiveAgainWithTheNextEvent() {
        progress.observe("t1", 500, 0);
        heartbeats(0, 60);

        progress.observe("t1", 400, 60 * SECOND);

        assertThat(progress.report(60 * SECOND)).containsOnly(entry("t1", 500, false));
    }

    @Test
    void shouldMeasureSilenceOfEachTenantOnItsOwn() {
        progress.observe("silent", 1, 0);
        for (var second = 1; second <= 30; second++) {
            progress.observe("busy", second, second * SECOND);
        }

        assertThat(progress.report(30 * SECOND)).containsOnly(entry("silent", 1, true), entry("busy", 30, false));
    }

    @Test
    void shouldNotTakeAnAbsenceForSilence() {
        progress.observe("t1", 500, 0);
        heartbeats(0, 29);
        var back = 3_600;

        heartbeats(back, back + 29);
        assertThat(progress.report((back + 29) * SECOND)).containsOnly(entry("t1", 500, false));

        assertThat(progress.report((back + 30) * SECOND)).containsOnly(entry("t1", 500, true));
    }

    @Test
    void shouldBeBehindWhileItReadsEventsThatHaveWaited() {
        progress.observe("t1", 500, 90 * SECOND, 100 * SECOND);
        assertThat(progress.isBehind()).isTrue();
        assertThat(progress.isBehind()).as("nothing was read since").isFalse();

        progress.observe("t1", 500, 99 * SECOND, 100 * SECOND);
        assertThat(progress.isBehind()).isFalse();
    }

    @Test
    void shouldCountAWallClockSetBackAsNoTime() {
        progress.observe("t1", 500, 100 * SECOND);
        heartbeats(50, 79);
        assertThat(progress.report(79 * SECOND)).containsOnly(entry("t1", 500, false));

        assertThat(progress.report(80 * SECOND)).containsOnly(entry("t1", 500, true));
    }

    @Test
    void shouldRefuseATimeoutTooShortToMeasure() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SourceProgress(Duration.ofMillis(3))).withMessage(
                "idle timeout PT0.003S must be at least 4ms");
    }

    private void heartbeats(int fromSecond, int toSecond) {
        for (var second = fromSecond; second <= toSecond; second++) {
            progress.report(second * SECOND);
        }
    }

    private static Entry<String, SourceStatus> entry(String tenant, long maxEventTime, boolean idle) {
        return Map.entry(tenant, new SourceStatus(maxEventTime, idle));
    }
}
