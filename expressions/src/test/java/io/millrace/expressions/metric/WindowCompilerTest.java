package io.millrace.expressions.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.definition.DefinitionException;
import io.millrace.definition.DefinitionReader;
import io.millrace.expressions.Expression;
import io.millrace.expressions.metric.CompiledMetric.MetricWindow;
import io.millrace.statistics.DurationText;
import io.millrace.statistics.WindowSpec;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowCompilerTest {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', delimiter = ';', textBlock = """
            {tumbling: 1m}; 1m; 6s
            {hopping: 10m, every: 10s}; 10m@10s; 1m
            {sliding: 10m, every: 10s}; 10m@10s; 1m
            {sliding: 1m}; 1m@1s; 6s
            {sliding: 10m}; 10m@1s; 1m
            {sliding: 11m}; 11m@10s; 66s
            {sliding: 1h}; 1h@10s; 6m
            {sliding: 6h}; 6h@1m; 36m
            {sliding: 1d}; 1d@10m; 144m
            {sliding: 7d}; 7d@1h; 1008m
            {session: 30m, per: user_id}; session-30m; 3m
            {day: UTC}; day; 144m
            {day: Europe/Berlin}; day-Europe/Berlin; 144m
            {week: UTC}; week; 1008m
            {month: UTC}; month; 4464m
            {cumulative: day, every: 10m}; since-midnight@10m; 1m
            {cumulative: day, every: 1h, zone: Europe/Berlin}; since-midnight@1h-Europe/Berlin; 6m
            """)
    void shouldNameEachKindOfWindowAndGiveItATenthAsGrace(String declared, String name, String grace) {
        var window = windows("windows: [" + declared + "]").getFirst();

        assertThat(window.spec().name()).isEqualTo(name);
        assertThat(WindowSpec.parse(name)).isEqualTo(window.spec());
        assertThat(window.grace()).isEqualTo(DurationText.parse(grace));
        assertThat(window.retention()).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void shouldLetWindowsOverrideGraceAndRetentionOfTheMetric() {
        var windows = windows("""
                grace: 5s
                retention: 48h
                windows: [{tumbling: 1m}, {tumbling: 1h, grace: 0s, retention: 30d}]
                """);

        assertThat(windows).extracting(MetricWindow::grace).containsExactly(Duration.ofSeconds(5), Duration.ZERO);
        assertThat(windows).extracting(MetricWindow::retention).containsExactly(Duration.ofHours(48),
                Duration.ofDays(30));
    }

    @Test
    void shouldKnowWhatSessionsAreSeparateBy() {
        var windows = windows("windows: [{tumbling: 1m}, {session: 30m, per: data.device + user_id}]");

        assertThat(windows.getFirst().per()).isEmpty();
        assertThat(windows.getLast().per()).map(Expression::text).contains("data.device + user_id");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', delimiter = ';', textBlock = """
            [{tumbling: 1m}, {tumbling: 60s}]; 3:27: metric/m: windows[1]: the window 1m is declared twice
            [{hopping: 10m, every: 1s}, {sliding: 10m}]; 3:38: metric/m: windows[1]: the window 10m@1s is declared twice
            [{size: 1m}]; 3:11: metric/m: windows[0]: must be one of tumbling, hopping, sliding, session, day, week, month, cumulative, not {size=1m}
            [{tumbling: 1m, hopping: 1m}]; 3:11: metric/m: windows[0]: must be one of tumbling
            [{tumbling: 1m, every: 1s}]; 3:33: metric/m: windows[0].every: unknown field of a tumbling window; beside tumbling there may be grace, retention
            [{day: UTC, zone: UTC}]; windows[0].zone: unknown field of a day window; beside day there may be grace, retention
            [{tumbling: 1m, per: user_id}]; windows[0].per: unknown field of a tumbling window
            [{tumbling: soon}]; 3:22: metric/m: windows[0].tumbling: invalid duration 'soon'
            [{tumbling: 0s}]; 3:11: metric/m: windows[0]: window size must be longer than 0s
            [{tumbling: 1m, grace: soon}]; 3:33: metric/m: windows[0].grace: invalid duration 'soon'
            [{tumbling: 1m, retention: soon}]; 3:37: metric/m: windows[0].retention: invalid duration 'soon'
            [{hopping: 10m}]; 3:11: metric/m: windows[0]: needs what it advances by, such as every: 10s
            [{hopping: 1m, every: 2m}]; 3:11: metric/m: windows[0]: window advance (2m) must not be longer
            [{sliding: 1m, every: soon}]; 3:32: metric/m: windows[0].every: invalid duration 'soon'
            [{sliding: 500ms}]; 3:11: metric/m: windows[0]: window advance (1s) must not be longer than its size (500ms)
            [{sliding: 601d}]; 3:11: metric/m: windows[0]: needs what it advances by, such as every: 10s
            [{session: 30m}]; 3:11: metric/m: windows[0]: a session window needs what sessions are separate by, such as per: user_id
            [{session: 30m, per: usr}]; 3:31: metric/m: windows[0].per: undeclared reference to 'usr'
            [{session: 0s, per: user_id}]; 3:11: metric/m: windows[0]: window gap must be longer than 0s
            [{day: Berlin}]; 3:17: metric/m: windows[0].day: unknown time zone 'Berlin'; write it as UTC or Europe/Berlin
            [{month: "+01:07"}]; 3:11: metric/m: windows[0]: time zone +01:07 must be whole quarters of an hour off UTC
            [{cumulative: week, every: 1h}]; 3:24: metric/m: windows[0].cumulative: must be day, not 'week'
            [{cumulative: day}]; 3:11: metric/m: windows[0]: needs what it advances by, such as every: 10s
            [{cumulative: day, every: 7m}]; 3:11: metric/m: windows[0]: window step (7m) must be at least 1m and divide 24 hours
            [{cumulative: day, every: 1h, zone: Mars}]; 3:46: metric/m: windows[0].zone: unknown time zone 'Mars'
            """)
    void shouldNameThePlaceAndTheReason(String declared, String problem) {
        assertThatThrownBy(() -> windows("windows: " + declared)).isInstanceOf(
                DefinitionException.class).hasMessageContaining(problem);
    }

    private static List<MetricWindow> windows(String fields) {
        return MetricCompiler.compile(DefinitionReader.readAll("kind: metric\nname: m\n" + fields).getFirst(),
                1).windows();
    }

}
