package io.millrace.metrics;

import io.millrace.runtime.LogKeys;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns of metrics with too many series, each at most once in a while. Thread-safe. */
final class OverflowWarnings {

    private static final Logger log = LoggerFactory.getLogger(OverflowWarnings.class);
    private static final long PAUSE_NANOS = Duration.ofMinutes(10).toNanos();

    private final Map<String, Long> warnedAt = new ConcurrentHashMap<>();

    void warn(String metric) {
        long now = System.nanoTime();
        var last = warnedAt.get(metric);
        if (last == null || now - last > PAUSE_NANOS) {
            warnedAt.put(metric, now);
            log.atWarn().addKeyValue(LogKeys.DEFINITION, "metric/" + metric).log(
                    "A metric has as many series as its max_series allows; what is new goes to the series 'other'");
        }
    }

}
