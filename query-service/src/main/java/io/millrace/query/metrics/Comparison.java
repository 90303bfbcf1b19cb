package io.millrace.query.metrics;

import io.millrace.result.WindowResult;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a window, or range, was some time earlier.
 *
 * @param values
 *            its aggregates then
 * @param change
 *            aggregate to (now - then) / then; absent where that is undefined
 */
record Comparison(Map<String, Double> values, Map<String, Double> change) {

    static Comparison of(WindowResult now, WindowResult then) {
        var change = new TreeMap<String, Double>();
        now.values().forEach((aggregate, value) -> {
            var before = then.values().get(aggregate);
            if (before != null && before != 0 && Double.isFinite((value - before) / before)) {
                change.put(aggregate, (value - before) / before);
            }
        });
        return new Comparison(then.values(), change);
    }

}
