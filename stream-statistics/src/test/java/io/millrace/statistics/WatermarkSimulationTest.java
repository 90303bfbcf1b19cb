package io.millrace.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WatermarkSimulationTest {

    private static final long HOUR = 3_600_000;
    private static final long IN_2010 = 1_262_304_000_000L;
    private static final long NOW = 1_800_000_000_000L;

    static IntStream seeds() {
        return IntStream.range(0, 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldFindNothingLateWhilePartitionsAreDrainedAtDifferentSpeeds(int seed) {
        var random = new Random(seed);
        var replay = new ReplaySimulation(random, 2 + random.nextInt(12), NOW);
        replay.send(IN_2010, IN_2010 + 1_000 * HOUR, 20_000);
        replay.absent(0, random.nextInt(300));
        replay.absent(1, random.nextInt(300));

        replay.runUntilDrained();
        replay.run(31);

        assertThat(replay.read()).isEqualTo(20_000);
        assertThat(replay.late()).isZero();
        assertThat(replay.behindTheFastest()).isGreaterThan(1_000);
        assertThat(replay.watermark()).hasValue(replay.latestRead());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldFindNothingLateAfterTheSenderPaused(int seed) {
        var random = new Random(seed);
        var replay = new ReplaySimulation(random, 6, NOW);
        for (var part = 0; part < 6; part++) {
            replay.send(IN_2010 + part * HOUR, IN_2010 + (part + 1) * HOUR, 3_000);
            replay.runUntilDrained();
            replay.run(part == 0 ? 3_600 : 20 + random.nextInt(40));
        }

        assertThat(replay.late()).isZero();
        assertThat(replay.behindTheFastest()).isGreaterThan(1_000);
        assertThat(replay.watermark().orElseThrow()).isGreaterThan(IN_2010 + 4 * HOUR);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldFindNothingLateAfterAnInterruptionOfAnHour(int seed) {
        var random = new Random(seed);
        var replay = new ReplaySimulation(random, 6, NOW);
        replay.send(IN_2010, IN_2010 + 1_000 * HOUR, 20_000);
        replay.run(1 + random.nextInt(100));

        replay.restartAfter(3_600);
        replay.absent(random.nextInt(6), random.nextInt(120));
        replay.runUntilDrained();
        replay.run(31);

        assertThat(replay.read()).isEqualTo(20_000);
        assertThat(replay.late()).isZero();
        assertThat(replay.watermark()).hasValue(replay.latestRead());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldFindNothingLateWhenAPartitionIsGoneForAWhile(int seed) {
        var random = new Random(seed);
        var replay = new ReplaySimulation(random, 4, NOW);
        replay.send(IN_2010, IN_2010 + 1_000 * HOUR, 10_000);
        for (var i = 0; i < 5; i++) {
            replay.run(1 + random.nextInt(10));
            replay.absent(random.nextInt(4), 20 + random.nextInt(100));
        }
        replay.runUntilDrained();

        assertThat(replay.late()).isZero();
    }

    @Test
    void shouldProceedWithATenantOfOneUser() {
        var random = new Random(1);
        var live = new ReplaySimulation(random, 12, NOW);
        for (var second = 0; second < 31; second++) {
            live.sendTo(7, live.wall());
            live.run(1);
        }
        assertThat(live.watermark()).isEmpty();

        for (var second = 0; second < 60; second++) {
            live.sendTo(7, live.wall());
            live.run(1);
        }

        assertThat(live.late()).isZero();
        assertThat(live.watermark()).hasValue(live.latestRead());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 20, 45, 90})
    void shouldStayCloseToALiveStreamOfAnyRate(int secondsBetweenEvents) {
        var random = new Random(secondsBetweenEvents);
        var live = new ReplaySimulation(random, 12, NOW);
        for (var event = 0; event < 100; event++) {
            live.sendTo(random.nextInt(12), live.wall() - random.nextInt(1_000));
            live.run(secondsBetweenEvents);
        }

        assertThat(live.watermark().orElseThrow()).isGreaterThanOrEqualTo(
                live.wall() - 1_000L * (32 + secondsBetweenEvents));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 20, 29, 31, 90})
    void shouldProceedWithAReplayThatTrickles(int secondsBetweenEvents) {
        var replay = new ReplaySimulation(new Random(1), 12, NOW);
        for (var event = 0; event < 50; event++) {
            replay.sendTo(7, IN_2010 + event * HOUR);
            replay.run(secondsBetweenEvents);
        }

        assertThat(replay.late()).isZero();
        assertThat(replay.watermark()).hasValue(replay.latestRead());
    }

    @Test
    void shouldFindEventsLateOfAPartitionThatWasRightlyLeftOut() {
        var replay = new ReplaySimulation(new Random(1), 2, NOW);
        for (var second = 0; second < 60; second++) {
            replay.sendTo(0, IN_2010 + second * HOUR);
            replay.run(1);
        }

        replay.sendTo(1, IN_2010);
        replay.run(1);

        assertThat(replay.late()).isEqualTo(1);
    }
}
