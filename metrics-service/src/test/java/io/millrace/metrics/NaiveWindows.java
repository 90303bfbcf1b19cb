package io.millrace.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.millrace.event.Event;
import io.millrace.expressions.metric.CompiledMetric;
import io.millrace.expressions.metric.CompiledMetric.Dimension;
import io.millrace.result.WindowResult;
import io.millrace.statistics.TimeWindow;
import io.millrace.statistics.WindowSpec;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a metric must give, computed the plain way: each window of each series has a list of its events. Knows metrics
 * whose dimensions are fields of {@code data}, whose value is {@code data.amount}, whose sessions go per
 * {@code user_id}, and the aggregates of {@link #values}.
 */
final class NaiveWindows {

    private final CompiledMetric metric;
    private final Map<String, List<Event>> windows = new TreeMap<>();

    private NaiveWindows(CompiledMetric metric) {
        this.metric = metric;
    }

    /** Window and series to values. */
    static Map<String, Map<String, Double>> of(CompiledMetric metric, Collection<Event> events) {
        var naive = new NaiveWindows(metric);
        for (var window : metric.windows()) {
            switch (window.spec()) {
                case WindowSpec.Aligned spec -> events.forEach(event -> naive.add(spec, event));
                case WindowSpec.Session session -> naive.addSessions(session, events);
            }
        }
        var values = new TreeMap<String, Map<String, Double>>();
        naive.windows.forEach((key, inside) -> values.put(key, values(inside)));
        return values;
    }

    /** Results in the same form; each must be there once. */
    static Map<String, Map<String, Double>> of(Collection<WindowResult> results) {
        var values = new TreeMap<String, Map<String, Double>>();
        for (var result : results) {
            var key = key(result.tenantId(), result.window(),
                    new TimeWindow(result.start().toEpochMilli(), result.end().toEpochMilli() + 1), result.group());
            assertThat(values.put(key, result.values())).as("a second " + key).isNull();
        }
        return values;
    }

    /** Quantiles within 1 %, sums and averages but for the last bits of a double, all else exactly. */
    static void assertSame(Map<String, Map<String, Double>> actual, Map<String, Map<String, Double>> expected) {
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        expected.forEach((key, values) -> {
            assertThat(actual.get(key)).as(key).containsOnlyKeys(values.keySet());
            values.forEach((name, value) -> assertThat(actual.get(key).get(name)).as(key + " " + name).isCloseTo(value,
                    offset(name.startsWith("p") ? Math.abs(value) / 100 : 1e-9)));
        });
    }

    private void add(WindowSpec.Aligned spec, Event event) {
        for (var span : spec.windowsOf(event.timestampMillis())) {
            add(spec, event, new TimeWindow(span.startMillis(), span.endMillis() + 1),
                    metric.by().stream().map(Dimension::name).toList());
            metric.rollups().forEach(
                    kept -> add(spec, event, new TimeWindow(span.startMillis(), span.endMillis() + 1), kept));
        }
    }

    private void add(WindowSpec spec, Event event, TimeWindow span, List<String> dimensions) {
        windows.computeIfAbsent(key(event.tenantId(), spec.name(), span, group(event, dimensions)),
                _ -> new ArrayList<>()).add(event);
    }

    private void addSessions(WindowSpec.Session session, Collection<Event> events) {
        var bySeries = new HashMap<List<Object>, List<Event>>();
        for (var event : events) {
            if (event.userId() != null) {
                bySeries.computeIfAbsent(List.of(event.tenantId(), sessionGroup(event)), _ -> new ArrayList<>()).add(
                        event);
            }
        }
        bySeries.values().forEach(series -> cut(session, series));
    }

    private void cut(WindowSpec.Session session, List<Event> series) {
        series.sort(Comparator.comparing(Event::timestamp));
        int first = 0;
        for (int i = 1; i <= series.size(); i++) {
            if (i == series.size() || series.get(i).timestampMillis()
                    - series.get(i - 1).timestampMillis() > session.gap().toMillis()) {
                var inside = series.subList(first, i);
                var span = new TimeWindow(inside.getFirst().timestampMillis(),
                        inside.getLast().timestampMillis() + 1);
                windows.put(key(inside.getFirst().tenantId(), session.name(), span, sessionGroup(inside.getFirst())),
                        inside);
                first = i;
            }
        }
    }

    private Map<String, String> sessionGroup(Event event) {
        var group = new TreeMap<>(group(event, metric.by().stream().map(Dimension::name).toList()));
        group.put("user_id", event.userId());
        return group;
    }

    private static Map<String, String> group(Event event, List<String> dimensions) {
        var group = new TreeMap<String, String>();
        dimensions.forEach(name -> group.put(name, Objects.toString(event.data().get(name), "")));
        return group;
    }

    /** A session may be a single instant, so ends are one later here. */
    private static String key(String tenant, String window, TimeWindow span, Map<String, String> group) {
        return "%s %s %d..%d %s".formatted(tenant, window, span.startMillis(), span.endMillis(), new TreeMap<>(group));
    }

    private static Map<String, Double> values(List<Event> events) {
        var values = new HashMap<String, Double>();
        values.put("count", (double) events.size());
        values.put("distinct", (double) new HashSet<>(events.stream().map(Event::userId).filter(
                Objects::nonNull).toList()).size());
        var amounts = events.stream().map(event -> (Double) event.data().get("amount")).filter(
                Objects::nonNull).sorted().toList();
        if (!amounts.isEmpty()) {
            var sum = amounts.stream().map(amount -> new BigDecimal(amount.toString())).reduce(BigDecimal.ZERO,
                    BigDecimal::add).doubleValue();
            values.put("sum", sum);
            values.put("avg", sum / amounts.size());
            values.put("min", amounts.getFirst());
            values.put("max", amounts.getLast());
            values.put("p90", amounts.get((int) Math.ceil(0.9 * amounts.size() - 1e-9) - 1));
        }
        return values;
    }

}
