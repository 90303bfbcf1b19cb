package io.millrace.query.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.statistics.TimeWindow;
import io.millrace.statistics.WindowSpec;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodTest {

    @ParameterizedTest
    @CsvSource({
            "1h,  1d,  2024-03-10T10:00:00Z, 2024-03-09T10:00:00Z",
            "1h,  90m, 2024-03-10T10:00:00Z, ",
            "1h,  1w,  2024-03-10T10:00:00Z, 2024-03-03T10:00:00Z",
            "1h,  1mo, 2024-03-31T10:00:00Z, 2024-02-29T10:00:00Z",
            "1h,  1y,  2024-03-10T10:00:00Z, 2023-03-10T10:00:00Z",
            "7d,  1mo, 2024-03-07T00:00:00Z, ",
            "10m@1m, 3m, 2024-03-10T10:00:00Z, 2024-03-10T09:57:00Z",
            "10m@1m, 30s, 2024-03-10T10:00:00Z, ",
            "day, 1d,  2024-03-10T00:00:00Z, 2024-03-09T00:00:00Z",
            "day, 12h, 2024-03-10T00:00:00Z, ",
            "week, 7d, 2024-03-04T00:00:00Z, 2024-02-26T00:00:00Z",
            "week, 1d, 2024-03-04T00:00:00Z, ",
            "week, 1mo, 2024-03-04T00:00:00Z, ",
            "month, 1mo, 2024-03-01T00:00:00Z, 2024-02-01T00:00:00Z",
            "month, 1y, 2024-02-01T00:00:00Z, 2023-02-01T00:00:00Z",
            "month, 30d, 2024-03-01T00:00:00Z, ",
            "session-30m, 1d, 2024-03-10T10:00:00Z, "})
    void shouldFindTheWindowThatLiesSoMuchEarlier(String window, String period, Instant start, Instant earlier) {
        var spec = WindowSpec.parse(window);
        var parsed = Period.of(period);

        assertThat(parsed.problemWith(spec).isPresent()).isEqualTo(earlier == null);
        if (earlier != null) {
            var aligned = (WindowSpec.Aligned) spec;
            var then = parsed.earlier(spec, aligned.windowsOf(start.toEpochMilli()).getLast());
            assertThat(Instant.ofEpochMilli(then.startMillis())).isEqualTo(earlier);
            assertThat(aligned.windowsOf(then.startMillis())).contains(then);
        }
    }

    @ParameterizedTest
    @CsvSource({
            "2024-03-31T12:00:00+02:00, 2024-03-29T23:00:00Z, 2024-03-30T23:00:00Z",
            "2024-04-01T12:00:00+02:00, 2024-03-30T23:00:00Z, 2024-03-31T22:00:00Z",
            "2024-10-28T12:00:00+01:00, 2024-10-26T22:00:00Z, 2024-10-27T23:00:00Z"})
    void shouldCompareDaysOfATimeZoneWithTheWholeDayBeforeWhateverTheClocksDo(String within, Instant start,
            Instant end) {
        var day = (WindowSpec.Aligned) WindowSpec.parse("day-Europe/Berlin");
        var today = day.windowsOf(java.time.OffsetDateTime.parse(within).toInstant().toEpochMilli()).getFirst();

        assertThat(Period.of("1d").earlier(day, today)).isEqualTo(
                new TimeWindow(start.toEpochMilli(), end.toEpochMilli()));
    }

    @Test
    void shouldCompareACumulativeWindowWithThatOfTheSameLengthOrTheWholeDay() {
        var spec = (WindowSpec.Aligned) WindowSpec.parse("since-midnight@1h-Europe/Berlin");
        var afterChange = spec.windowsOf(Instant.parse("2024-03-31T22:30:00Z").toEpochMilli());

        var first = Period.of("1d").earlier(spec, afterChange.getFirst());
        var whole = Period.of("1d").earlier(spec, afterChange.getLast());

        assertThat(first).isEqualTo(span("2024-03-30T23:00:00Z", "2024-03-31T00:00:00Z"));
        assertThat(whole).isEqualTo(span("2024-03-30T23:00:00Z", "2024-03-31T22:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0s", "1", "1 d", "-1d", "0w", "1mon", "99999y"})
    void shouldRefuseWhatIsNoPeriod(String text) {
        assertThatThrownBy(() -> Period.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static TimeWindow span(String start, String end) {
        return new TimeWindow(Instant.parse(start).toEpochMilli(), Instant.parse(end).toEpochMilli());
    }

}
