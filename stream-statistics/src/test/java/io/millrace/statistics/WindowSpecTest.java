package io.millrace.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.millrace.statistics.WindowSpec.Hopping;
import io.millrace.statistics.WindowSpec.Tumbling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowSpecTest {

    private static WindowSpec.Aligned aligned(String name) {
        return (WindowSpec.Aligned) WindowSpec.parse(name);
    }

    @Test
    void shouldNameWindowsInTheLargestUnitThatDivides() {
        assertThat(new Tumbling(Duration.ofSeconds(60)).name()).isEqualTo("1m");
        assertThat(new Tumbling(Duration.ofMinutes(90)).name()).isEqualTo("90m");
        assertThat(new Tumbling(Duration.ofHours(24)).name()).isEqualTo("1d");
        assertThat(new Hopping(Duration.ofMinutes(10), Duration.ofSeconds(10)).name()).isEqualTo("10m@10s");
    }

    @ParameterizedTest
    @CsvSource({"1m, 1m", "10m@10s, 10m@10s", "1h, 1h", "1d, 1d", "24h, 1d", "60s@5000ms, 1m@5s", "1h30m, 90m"})
    void shouldParseNames(String text, String name) {
        assertThat(WindowSpec.parse(text).name()).isEqualTo(name);
        assertThat(WindowSpec.parse(name)).isEqualTo(WindowSpec.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "m", "1", "1m@", "@1m", "1m@1s@1s", "0s", "1m@0s", "10s@1m", "1m @ 1s"})
    void shouldRefuseUnknownNamesAndNameThem(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> WindowSpec.parse(text)).withMessageStartingWith(
                "invalid window '" + text + "', expected a name like 1m, 10m@10s, day,");
    }

    @Test
    void shouldRefuseSizesThatMakeNoWindows() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Tumbling(Duration.ZERO)).withMessage(
                "window size must be longer than 0s");
        assertThatIllegalArgumentException().isThrownBy(() -> new Tumbling(Duration.ofNanos(1_500_000)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Tumbling(Duration.ofMinutes(-1)));
        assertThatIllegalArgumentException().isThrownBy(
                () -> new Hopping(Duration.ofSeconds(10), Duration.ofMinutes(1))).withMessage(
                        "window advance (1m) must not be longer than its size (10s)");
    }

    @Test
    void shouldRefuseToPutAnEventIntoCountlessWindows() {
        assertThat(aligned("10000s@1s").windowsOf(0)).hasSize(WindowSpec.MAX_WINDOWS_PER_EVENT);
        assertThatIllegalArgumentException().isThrownBy(
                () -> new Hopping(Duration.ofDays(30), Duration.ofMillis(1))).withMessage(
                        "window of 30d every 1ms puts an event into more than 10000 windows");
    }

    @Test
    void shouldPutAnEventIntoOneTumblingWindowOpenAtItsEnd() {
        var minute = aligned("1m");

        assertThat(minute.windowsOf(0)).containsExactly(new TimeWindow(0, 60_000));
        assertThat(minute.windowsOf(59_999)).containsExactly(new TimeWindow(0, 60_000));
        assertThat(minute.windowsOf(60_000)).containsExactly(new TimeWindow(60_000, 120_000));
    }

    @Test
    void shouldAlignToTheEpochBefore1970() {
        assertThat(aligned("1m").windowsOf(-1)).containsExactly(new TimeWindow(-60_000, 0));
        assertThat(aligned("1m").windowsOf(-60_000)).containsExactly(new TimeWindow(-60_000, 0));
        assertThat(aligned("1m").windowsOf(-60_001)).containsExactly(new TimeWindow(-120_000, -60_000));
        assertThat(aligned("20s@10s").windowsOf(-1)).containsExactly(new TimeWindow(-20_000, 0),
                new TimeWindow(-10_000, 10_000));
    }

    @Test
    void shouldPutAnEventIntoEveryHoppingWindowOverItEarliestFirst() {
        assertThat(aligned("30s@10s").windowsOf(25_000)).containsExactly(new TimeWindow(0, 30_000),
                new TimeWindow(10_000, 40_000), new TimeWindow(20_000, 50_000));
        assertThat(aligned("30s@10s").windowsOf(30_000)).containsExactly(new TimeWindow(10_000, 40_000),
                new TimeWindow(20_000, 50_000), new TimeWindow(30_000, 60_000));
    }

    @Test
    void shouldHopWithAnAdvanceThatDoesNotDivideTheSize() {
        assertThat(aligned("10ms@4ms").windowsOf(9)).containsExactly(new TimeWindow(0, 10),
                new TimeWindow(4, 14), new TimeWindow(8, 18));
        assertThat(aligned("10ms@4ms").windowsOf(10)).containsExactly(new TimeWindow(4, 14),
                new TimeWindow(8, 18));
    }

    @Test
    void shouldFindExactlyTheAlignedWindowsThatContainTheEvent() {
        var random = new Random(2);
        for (var i = 0; i < 2_000; i++) {
            var size = random.nextLong(1, 200);
            var advance = random.nextLong(1, size + 1);
            var timestamp = random.nextLong(-1_000, 1_000);

            var windows = new Hopping(Duration.ofMillis(size), Duration.ofMillis(advance)).windowsOf(timestamp);

            assertThat(windows).as("%d@%d at %d", size, advance, timestamp).isEqualTo(
                    byDefinition(size, advance, timestamp));
        }
    }

    @Test
    void shouldFindTheEarliestWindowThatIsOpen() {
        var random = new Random(3);
        for (var spec : List.of("10s", "10m@10s", "25s@10s", "day", "since-midnight@10m", "day-Europe/Berlin")) {
            for (var i = 0; i < 500; i++) {
                var timestamp = random.nextLong(-200_000_000, 200_000_000);
                var grace = random.nextLong(0, 100_000);
                var watermark = timestamp + random.nextLong(-100_000_000, 100_000_000) / random.nextLong(1, 10_000);

                assertThat(aligned(spec).earliestOpen(timestamp, watermark, grace)).as(
                        "%s at %d, watermark %d, grace %d",
                        spec, timestamp, watermark, grace).isEqualTo(
                                aligned(spec).windowsOf(timestamp).stream().filter(
                                        window -> !window.isClosed(watermark, grace)).findFirst());
            }
        }
        assertThat(aligned("10m@10s").earliestOpen(5, Long.MIN_VALUE, 0)).contains(new TimeWindow(-590_000, 10_000));
        assertThat(aligned("10m@10s").earliestOpen(5, 600_000, 0)).isEmpty();
    }

    private static List<TimeWindow> byDefinition(long size, long advance, long timestamp) {
        var windows = new ArrayList<TimeWindow>();
        for (var multiple = -2_000L; multiple <= 2_000; multiple++) {
            var window = new TimeWindow(multiple * advance, multiple * advance + size);
            if (window.contains(timestamp)) {
                windows.add(window);
            }
        }
        return windows;
    }

    @Test
    void shouldRefuseTimesAtTheEndsOfTheRange() {
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(
                () -> aligned("1m").windowsOf(Long.MIN_VALUE));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(
                () -> aligned("10m@1m").windowsOf(Long.MIN_VALUE));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(
                () -> aligned("1m").windowsOf(Long.MAX_VALUE));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(
                () -> aligned("10m@1m").windowsOf(Long.MAX_VALUE));
    }

    @Test
    void shouldCloseWhenTheWatermarkReachesEndPlusGrace() {
        var window = new TimeWindow(0, 60_000);

        assertThat(window.isClosed(59_999, 0)).isFalse();
        assertThat(window.isClosed(60_000, 0)).isTrue();
        assertThat(window.isClosed(65_999, 6_000)).isFalse();
        assertThat(window.isClosed(66_000, 6_000)).isTrue();
    }

    @Test
    void shouldRefuseAnEmptyWindow() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TimeWindow(5, 5)).withMessage(
                "window [5, 5) is empty");
    }
}
