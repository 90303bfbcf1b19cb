package io.millrace.query.metrics;

import io.millrace.query.metrics.ReadableMetric.Aggregated;
import io.millrace.query.metrics.ReadableMetric.Ratio;
import io.millrace.result.WindowResult;
import io.millrace.runtime.reads.GatheredRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Divides the windows of one metric by those of another. */
final class Quotients {

    private Quotients() {}

    /**
     * The windows of a ratio: one for each that both metrics have, final when both are. It is without a value where that is
     * undefined: where the divisor is 0, or one of the two is undefined.
     *
     * @param read
     *            reads one of the two metrics
     * @param key
     *            what is alike in two windows that belong together
     */
    static GatheredRows<WindowResult> of(Ratio ratio, Function<Aggregated, GatheredRows<WindowResult>> read,
            Function<WindowResult, Object> key) {
        var of = read.apply(ratio.of());
        var to = ratio.of().equals(ratio.to()) ? of : read.apply(ratio.to());
        var divisors = new HashMap<Object, WindowResult>();
        to.rows().forEach(window -> divisors.put(key.apply(window), window));
        var quotients = new ArrayList<WindowResult>();
        for (var dividend : of.rows()) {
            var divisor = divisors.get(key.apply(dividend));
            if (divisor != null) {
                quotients.add(quotient(ratio, dividend, divisor));
            }
        }
        var warnings = new LinkedHashSet<>(of.warnings());
        warnings.addAll(to.warnings());
        var watermarks = new TreeMap<>(of.watermarks());
        to.watermarks().forEach((partition, watermark) -> watermarks.merge(partition, watermark, Math::min));
        return new GatheredRows<>(quotients, List.copyOf(warnings), watermarks);
    }

    private static WindowResult quotient(Ratio ratio, WindowResult of, WindowResult to) {
        return new WindowResult(ratio.name(), ratio.version(), of.tenantId(), of.window(),
                earlier(of.start(), to.start()),
                later(of.end(), to.end()), of.group(),
                value(of.values().get(ratio.ratio().of().aggregate()), to.values().get(ratio.ratio().to().aggregate())),
                null, null, of.isFinal() && to.isFinal(), of.revised() == null ? to.revised() : of.revised(),
                later(of.lastEventAt(), to.lastEventAt()));
    }

    private static Map<String, Double> value(Double of, Double to) {
        if (of == null || to == null || to == 0 || !Double.isFinite(of / to)) {
            return Map.of();
        }
        return Map.of(Ratio.VALUE, of / to);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

}
