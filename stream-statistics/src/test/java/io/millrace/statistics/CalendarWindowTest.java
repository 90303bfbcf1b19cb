package io.millrace.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.millrace.statistics.WindowSpec.Aligned;
import io.millrace.statistics.WindowSpec.Calendar;
import io.millrace.statistics.WindowSpec.Cumulative;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.WeekFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarWindowTest {

    private static final List<String> ZONES = List.of("UTC", "Europe/Berlin", "America/New_York",
            "Australia/Lord_Howe", "Asia/Kolkata", "America/St_Johns", "America/Sao_Paulo", "Pacific/Apia",
            "Africa/Cairo", "Asia/Kathmandu");

    @ParameterizedTest
    @CsvSource({"day, day", "week, week", "month, month", "day-UTC, day", "day-Etc/UTC, day", "day-Z, day",
            "month-Europe/Berlin, month-Europe/Berlin", "week-America/Port-au-Prince, week-America/Port-au-Prince",
            "since-midnight@10m, since-midnight@10m", "since-midnight@60m-GMT, since-midnight@1h",
            "since-midnight@1h-Australia/Lord_Howe, since-midnight@1h-Australia/Lord_Howe", "session-30m, session-30m",
            "session-90s, session-90s", "day-+02:00, day-+02:00"})
    void shouldParseNames(String text, String name) {
        assertThat(WindowSpec.parse(text).name()).isEqualTo(name);
        assertThat(WindowSpec.parse(name)).isEqualTo(WindowSpec.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"days", "day-", "day-Mars/Olympus", "Day", "week-UTC-", "since-midnight", "since-midnight@",
            "since-midnight@7m", "since-midnight@30s", "since-midnight@0s", "since-midnight@25h", "session-", "session",
            "session-0s", "year", "day-+01:07", "since-midnight@10m-"})
    void shouldRefuseUnknownNamesAndNameThem(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> WindowSpec.parse(text)).withMessageStartingWith(
                "invalid window '" + text + "'");
    }

    @Test
    void shouldSayWhatIsWrong() {
        assertThatIllegalArgumentException().isThrownBy(
                () -> new Cumulative(Duration.ofMinutes(7), ZoneOffset.UTC)).withMessage(
                        "window step (7m) must be at least 1m and divide 24 hours");
        assertThatIllegalArgumentException().isThrownBy(
                () -> WindowSpec.parse("day-Mars/Olympus")).withMessageEndingWith(
                        "unknown time zone 'Mars/Olympus', expected one like Europe/Berlin");
        assertThatIllegalArgumentException().isThrownBy(
                () -> new Calendar(CalendarUnit.DAY, ZoneOffset.ofHoursMinutes(1, 7))).withMessage(
                        "time zone +01:07 must be whole quarters of an hour off UTC");
    }

    @Test
    void shouldHaveNominalSizes() {
        assertThat(WindowSpec.parse("day").size()).isEqualTo(Duration.ofDays(1));
        assertThat(WindowSpec.parse("week").size()).isEqualTo(Duration.ofDays(7));
        assertThat(WindowSpec.parse("month").size()).isEqualTo(Duration.ofDays(31));
        assertThat(WindowSpec.parse("since-midnight@10m").size()).isEqualTo(Duration.ofDays(1));
        assertThat(WindowSpec.parse("session-30m").size()).isEqualTo(Duration.ofMinutes(30));
    }

    @ParameterizedTest
    @CsvSource({"day-Europe/Berlin, 2024-03-31T12:00:00Z, 2024-03-30T23:00:00Z, 2024-03-31T22:00:00Z",
            "day-Europe/Berlin, 2024-10-27T12:00:00Z, 2024-10-26T22:00:00Z, 2024-10-27T23:00:00Z",
            "day-America/New_York, 2024-03-10T12:00:00Z, 2024-03-10T05:00:00Z, 2024-03-11T04:00:00Z",
            "day-America/New_York, 2024-11-03T12:00:00Z, 2024-11-03T04:00:00Z, 2024-11-04T05:00:00Z",
            "day-Australia/Lord_Howe, 2024-10-06T00:00:00Z, 2024-10-05T13:30:00Z, 2024-10-06T13:00:00Z",
            "day-Australia/Lord_Howe, 2024-04-07T00:00:00Z, 2024-04-06T13:00:00Z, 2024-04-07T13:30:00Z",
            "day-America/Sao_Paulo, 2018-11-04T12:00:00Z, 2018-11-04T03:00:00Z, 2018-11-05T02:00:00Z",
            "day-Pacific/Apia, 2011-12-30T05:00:00Z, 2011-12-29T10:00:00Z, 2011-12-30T10:00:00Z",
            "month, 2024-02-29T23:59:59.999Z, 2024-02-01T00:00:00Z, 2024-03-01T00:00:00Z",
            "month, 2023-02-28T23:59:59.999Z, 2023-02-01T00:00:00Z, 2023-03-01T00:00:00Z",
            "month, 1900-02-28T12:00:00Z, 1900-02-01T00:00:00Z, 1900-03-01T00:00:00Z",
            "month-Europe/Berlin, 2024-03-31T12:00:00Z, 2024-02-29T23:00:00Z, 2024-03-31T22:00:00Z",
            "week, 2024-12-31T12:00:00Z, 2024-12-30T00:00:00Z, 2025-01-06T00:00:00Z",
            "week, 1969-12-31T12:00:00Z, 1969-12-29T00:00:00Z, 1970-01-05T00:00:00Z",
            "week-America/New_York, 2024-03-10T12:00:00Z, 2024-03-04T05:00:00Z, 2024-03-11T04:00:00Z"})
    void shouldBeginAtTheMidnightsOfTheZone(String name, Instant event, Instant start, Instant end) {
        assertThat(windowsOf(name, event)).containsExactly(
                new TimeWindow(start.toEpochMilli(), end.toEpochMilli()));
        assertThat(windowsOf(name, start)).containsExactly(new TimeWindow(start.toEpochMilli(), end.toEpochMilli()));
        assertThat(windowsOf(name, end).getFirst().startMillis()).isEqualTo(end.toEpochMilli());
    }

    private static List<TimeWindow> windowsOf(String name, Instant event) {
        return ((Aligned) WindowSpec.parse(name)).windowsOf(event.toEpochMilli());
    }

    @Test
    void shouldFindTheUnitOfTheLocalDate() {
        var random = new Random(13);
        for (var round = 0; round < 20_000; round++) {
            var zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
            var unit = CalendarUnit.values()[random.nextInt(3)];
            var event = randomInstant(random);

            var window = new Calendar(unit, zone).windowsOf(event.toEpochMilli()).getFirst();

            assertThat(window).as("%s in %s at %s", unit, zone, event).isEqualTo(byMidnights(unit, zone, event));
        }
    }

    /** Walks the midnights of the zone, one day at a time, and finds those where a unit begins. */
    private static TimeWindow byMidnights(CalendarUnit unit, ZoneId zone, Instant event) {
        var day = LocalDate.ofInstant(event, zone).plusDays(2);
        while (!begins(unit, day) || day.atStartOfDay(zone).toInstant().isAfter(event)) {
            day = day.minusDays(1);
        }
        var next = day.plusDays(1);
        while (!begins(unit, next)) {
            next = next.plusDays(1);
        }
        return new TimeWindow(millis(day, zone), millis(next, zone));
    }

    private static boolean begins(CalendarUnit unit, LocalDate day) {
        return switch (unit) {
            case DAY -> true;
            case WEEK -> day.get(WeekFields.ISO.dayOfWeek()) == 1;
            case MONTH -> day.getDayOfMonth() == 1;
        };
    }

    private static long millis(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant().toEpochMilli();
    }

    /** From 1972 on in all zones, often close to a change of clocks or a midnight. */
    private static Instant randomInstant(Random random) {
        var instant = Instant.parse("1972-02-01T00:00:00Z").plus(random.nextLong(70L * 365 * 86_400_000),
                ChronoUnit.MILLIS);
        if (random.nextBoolean()) {
            var zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
            var change = zone.getRules().nextTransition(instant);
            instant = change == null ? instant.truncatedTo(ChronoUnit.DAYS) : change.getInstant();
            instant = instant.plusMillis(random.nextLong(-90_000_000, 90_000_000) / (random.nextBoolean() ? 1 : 1_000));
        }
        return instant;
    }

    @Test
    void shouldPutEveryInstantIntoExactlyOneDayWhateverTheClocksDo() {
        for (var zone : ZONES) {
            var cut = new PaneCut.LocalDay(ZoneId.of(zone));
            var start = cut.startOf(Instant.parse("1850-01-01T12:00:00Z").toEpochMilli());
            while (start < Instant.parse("2040-01-01T00:00:00Z").toEpochMilli()) {
                var end = cut.endOf(start);
                assertThat(end).as(zone).isGreaterThan(start);
                assertThat(cut.startOf(start)).as(zone).isEqualTo(start);
                assertThat(cut.startOf(end - 1)).as(zone).isEqualTo(start);
                assertThat(cut.startOf(start + (end - start) / 2)).as(zone).isEqualTo(start);
                assertThat(Math.floorMod(start, Duration.ofMinutes(15).toMillis())).as(zone).isZero();
                start = end;
            }
        }
    }

    @Test
    void shouldGrowCumulativeWindowsUpToTheNextMidnight() {
        var random = new Random(14);
        for (var round = 0; round < 3_000; round++) {
            var zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
            var every = Duration.ofMinutes(List.of(1, 5, 10, 15, 20, 60, 90, 360, 480, 1440).get(random.nextInt(10)));
            var event = randomInstant(random).toEpochMilli();
            var day = new Calendar(CalendarUnit.DAY, zone).windowsOf(event).getFirst();

            var windows = new Cumulative(every, zone).windowsOf(event);

            var expected = new ArrayList<TimeWindow>();
            for (var end = day.startMillis(); end < day.endMillis();) {
                end = Math.min(end + every.toMillis(), day.endMillis());
                var window = new TimeWindow(day.startMillis(), end);
                if (window.contains(event)) {
                    expected.add(window);
                }
            }
            assertThat(windows).as("%s in %s at %d", every, zone, event).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({"6h, 2024-03-31, 6 12 18 23", "6h, 2024-10-27, 6 12 18 24 25", "12h, 2024-06-01, 12 24"})
    void shouldCutTheLastCumulativeWindowWhenTheClocksChange(String every, LocalDate day, String hours) {
        var midnight = day.atStartOfDay(ZoneId.of("Europe/Berlin")).toInstant().toEpochMilli();

        var windows = ((Aligned) WindowSpec.parse("since-midnight@" + every + "-Europe/Berlin")).windowsOf(midnight);

        assertThat(windows.stream().map(window -> (window.endMillis() - midnight) / 3_600_000 + "")).containsExactly(
                hours.split(" "));
    }

    @Test
    void shouldRefuseTimesBeyondTheCalendar() {
        for (var name : List.of("day", "month-Europe/Berlin", "since-midnight@1h")) {
            for (var timestamp : new long[]{Long.MIN_VALUE, Long.MAX_VALUE}) {
                assertThatExceptionOfType(ArithmeticException.class).as(name).isThrownBy(
                        () -> ((Aligned) WindowSpec.parse(name)).windowsOf(timestamp));
            }
        }
    }
}
