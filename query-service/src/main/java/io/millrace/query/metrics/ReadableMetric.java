package io.millrace.query.metrics;

import io.millrace.expressions.metric.CompiledMetric;
import io.millrace.expressions.metric.CompiledMetric.Dimension;
import io.millrace.expressions.metric.CompiledMetric.MetricWindow;
import io.millrace.expressions.metric.CompiledRatio;
import io.millrace.statistics.WindowSpec;
import io.millrace.statistics.aggregate.Aggregate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A metric in one version, as it can be read. Immutable and thread-safe. */
public sealed interface ReadableMetric {

    /** The metric's name. */
    String name();

    /** The version of its definition. */
    long version();

    /** The windows that it can be read by. */
    default List<MetricWindow> windows() {
        return List.of();
    }

    /** Its own dimensions, which a session window may add to. */
    default List<String> dimensions() {
        return List.of();
    }

    /** Subsets of the dimensions, over which it is kept as well. */
    default List<List<String>> rollups() {
        return List.of();
    }

    /** The names of the aggregates of a window. */
    default List<String> aggregates() {
        return List.of();
    }

    /** The names of those aggregates that are one number. */
    default List<String> numbers() {
        return List.of();
    }

    /** The window of that name. */
    default Optional<MetricWindow> window(String name) {
        return windows().stream().filter(window -> window.spec().name().equals(name)).findFirst();
    }

    /** The dimensions of the series of a window. */
    default List<String> dimensions(MetricWindow window) {
        return dimensions();
    }

    /** Aggregated from events. */
    record Aggregated(CompiledMetric metric) implements ReadableMetric {

        @Override
        public String name() {
            return metric.name();
        }

        @Override
        public long version() {
            return metric.version();
        }

        @Override
        public List<MetricWindow> windows() {
            return metric.windows();
        }

        @Override
        public List<String> dimensions() {
            return metric.by().stream().map(Dimension::name).toList();
        }

        @Override
        public List<String> dimensions(MetricWindow window) {
            return window.spec() instanceof WindowSpec.Session
                    ? metric.sessionDimensions(window).stream().map(Dimension::name).toList()
                    : dimensions();
        }

        @Override
        public List<List<String>> rollups() {
            return metric.rollups();
        }

        @Override
        public List<String> aggregates() {
            return metric.aggregates().stream().map(Aggregate::name).toList();
        }

        @Override
        public List<String> numbers() {
            return metric.numbers();
        }
    }

    /**
     * One aggregate of a metric over one of another. It has the windows that both have, but for sessions, which of two
     * metrics are never the same; and the roll-ups that both have.
     */
    record Ratio(CompiledRatio ratio, Aggregated of, Aggregated to) implements ReadableMetric {

        /** The name of its only aggregate. */
        public static final String VALUE = "ratio";

        @Override
        public String name() {
            return ratio.name();
        }

        @Override
        public long version() {
            return ratio.version();
        }

        @Override
        public List<MetricWindow> windows() {
            return of.windows().stream().filter(window -> window.spec() instanceof WindowSpec.Aligned).filter(
                    window -> to.window(window.spec().name()).isPresent()).toList();
        }

        @Override
        public List<String> dimensions() {
            return of.dimensions();
        }

        @Override
        public List<List<String>> rollups() {
            return of.rollups().stream().filter(rollup -> to.rollups().stream().anyMatch(
                    other -> new HashSet<>(other).equals(new HashSet<>(rollup)))).toList();
        }

        @Override
        public List<String> aggregates() {
            return List.of(VALUE);
        }

        @Override
        public List<String> numbers() {
            return aggregates();
        }
    }

    /**
     * A ratio of metrics that are no longer declared as it needs them.
     *
     * @param reason
     *            what is wrong, as a sentence without its end
     */
    record Unreadable(CompiledRatio ratio, String reason) implements ReadableMetric {

        @Override
        public String name() {
            return ratio.name();
        }

        @Override
        public long version() {
            return ratio.version();
        }

        @Override
        public List<String> aggregates() {
            return List.of(Ratio.VALUE);
        }

        @Override
        public List<String> numbers() {
            return aggregates();
        }
    }

    /** An earlier version whose definition is not known here: its windows can be read as they are kept. */
    record Kept(String name, long version) implements ReadableMetric {}

    /** The roll-up over exactly these dimensions, if it is declared. */
    default Optional<List<String>> rollup(Set<String> over) {
        return rollups().stream().filter(rollup -> Set.copyOf(rollup).equals(over)).findFirst();
    }

}
