package io.millrace.benchmarks.windows;

import static io.millrace.benchmarks.windows.load.Windows.HOPPING;
import static io.millrace.benchmarks.windows.load.Windows.TUMBLING;
import static io.millrace.benchmarks.windows.measure.ResultForm.BINARY_FINALS;
import static io.millrace.benchmarks.windows.measure.ResultForm.BINARY_UPDATES;
import static io.millrace.benchmarks.windows.measure.ResultForm.JSON_FINALS;
import static io.millrace.benchmarks.windows.measure.ResultForm.MILLRACE_FINALS;

import io.millrace.benchmarks.windows.load.Grouping;
import io.millrace.benchmarks.windows.load.Windows;
import io.millrace.benchmarks.windows.measure.ResultForm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All runs, in the order in which they are done. */
final class RunCatalogue {

    /** Enough for two million events on a small machine. */
    private static final Duration LONG = Duration.ofMinutes(5);
    /** For a run that would take too long. */
    private static final Duration A_WHILE = Duration.ofSeconds(40);

    private RunCatalogue() {}

    static List<RunSpec> all() {
        return Stream.of(sideBySide(), byMetrics(), bySeries()).flatMap(List::stream).toList();
    }

    private static List<RunSpec> sideBySide() {
        return List.of(spec("dsl-tumbling", "dsl.DslTumbling", TUMBLING, BINARY_UPDATES),
                spec("flink-datastream-tumbling", "flink.FlinkDataStreamTumbling", TUMBLING, BINARY_FINALS),
                spec("flink-sql-tumbling", "flink.FlinkSqlTumbling", TUMBLING, JSON_FINALS),
                spec("millrace-tumbling", "millrace.MillraceTumbling", TUMBLING, MILLRACE_FINALS),
                spec("dsl-hopping", "dsl.DslHopping", HOPPING, BINARY_UPDATES).within(
                        A_WHILE),
                spec("flink-datastream-hopping", "flink.FlinkDataStreamHopping", HOPPING, BINARY_FINALS),
                spec("flink-sql-hopping", "flink.FlinkSqlHopping", HOPPING, JSON_FINALS),
                spec("millrace-hopping", "millrace.MillraceHopping", HOPPING, MILLRACE_FINALS),
                spec("dsl-sketches", "dsl.DslSketches", TUMBLING, BINARY_UPDATES),
                spec("millrace-sketches", "millrace.MillraceSketches", TUMBLING, MILLRACE_FINALS),
                spec("millrace-sketches-hopping", "millrace.MillraceSketchesHopping", HOPPING, MILLRACE_FINALS));
    }

    private static List<RunSpec> byMetrics() {
        return Stream.of(1, 10, 100).map(metrics -> spec("millrace-%d-metrics".formatted(metrics),
                "millrace.MillraceTumbling", TUMBLING, MILLRACE_FINALS).withMetrics(metrics)).toList();
    }

    private static List<RunSpec> bySeries() {
        var runs = new ArrayList<RunSpec>();
        for (var grouping : List.of(Grouping.SOURCE, Grouping.PRODUCT, Grouping.USER)) {
            for (var run : sideBySide().subList(0, 4)) {
                var system = run.name().replace("-tumbling", "");
                runs.add(run.by(grouping).named("%s-%d-series".formatted(system, grouping.series())));
            }
        }
        return runs;
    }

    private static RunSpec spec(String name, String type, Windows windows, ResultForm form) {
        return new RunSpec(name, RunCatalogue.class.getPackageName() + "." + type, Grouping.TYPE_AND_COUNTRY, 1,
                windows, form, LONG);
    }

}
