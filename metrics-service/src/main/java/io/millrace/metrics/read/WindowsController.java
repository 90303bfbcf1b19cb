package io.millrace.metrics.read;

import io.millrace.expressions.metric.CompiledMetric;
import io.millrace.metrics.ActiveMetrics;
import io.millrace.metrics.window.AggregateProcessor;
import io.millrace.metrics.window.WindowReads;
import io.millrace.metrics.window.WindowReads.Question;
import io.millrace.result.WindowPartial;
import io.millrace.runtime.reads.LocalStores;
import io.millrace.runtime.reads.PartitionedRows;
import io.millrace.runtime.streams.commit.BeforeCommit;
import io.millrace.runtime.web.ProblemException;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers internal reads of windows. A parameter {@code group.NAME} asks for that value of a dimension. */
@Hidden
@RestController
class WindowsController {

    private static final String GROUP_PREFIX = "group.";

    private final ActiveMetrics metrics;
    private final LocalStores stores;

    WindowsController(ActiveMetrics metrics, LocalStores stores) {
        this.metrics = metrics;
        this.stores = stores;
    }

    /**
     * Windows that start in {@code [from, to)}, per partition.
     *
     * @param version
     *            of the metric; absent for the one declared now
     * @param rollup
     *            dimensions of the roll-up whose windows are wanted, with commas between; absent for the metric's own
     * @param tenant
     *            whose windows; absent for all tenants
     * @param states
     *            whether the aggregates are wanted in their mergeable form
     */
    @GetMapping("/internal/windows")
    PartitionedRows<WindowPartial> windows(@RequestParam String metric, @RequestParam(required = false) Long version,
            @RequestParam String window, @RequestParam(required = false) String rollup,
            @RequestParam(required = false) String tenant, @RequestParam long from, @RequestParam long to,
            @RequestParam int limit, @RequestParam(defaultValue = "false") boolean states,
            @RequestParam List<Integer> partitions, @RequestParam Map<String, String> parameters) {
        var declared = find(metric, version);
        if (declared.window(window).isEmpty()) {
            throw new ProblemException(HttpStatus.NOT_FOUND,
                    "metric '%s' has no window '%s'".formatted(metric, window));
        }
        var question = new Question(metric, declared.version(), window, grouping(declared, rollup),
                Optional.ofNullable(tenant), from, to, groups(parameters), limit, states);
        var watermarks = new HashMap<Integer, Long>();
        return stores.read(AggregateProcessor.HOOK, BeforeCommit.<WindowReads>viewType(), partitions,
                (partition, view) -> {
                    var reads = view.orElseThrow(() -> new IllegalStateException("it is not ready"));
                    Optional.ofNullable(tenant).map(reads.watermarks()::get).ifPresent(
                            watermark -> watermarks.put(partition, watermark));
                    return reads.read(question);
                }).withWatermarks(watermarks);
    }

    private CompiledMetric find(String metric, Long version) {
        var found = version == null ? metrics.find(metric) : metrics.find(metric, version);
        return found.orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, version == null
                ? "unknown metric '" + metric + "'"
                : "metric '%s' has no version %d".formatted(metric, version)));
    }

    private static int grouping(CompiledMetric metric, String rollup) {
        if (rollup == null) {
            return 0;
        }
        var dimensions = rollup.isEmpty() ? Set.<String>of() : Set.of(rollup.split(","));
        for (int i = 0; i < metric.rollups().size(); i++) {
            if (Set.copyOf(metric.rollups().get(i)).equals(dimensions)) {
                return i + 1;
            }
        }
        throw new ProblemException(HttpStatus.NOT_FOUND,
                "metric '%s' has no roll-up over %s".formatted(metric.name(), dimensions));
    }

    private static Predicate<Map<String, String>> groups(Map<String, String> parameters) {
        var wanted = parameters.entrySet().stream().filter(entry -> entry.getKey().startsWith(GROUP_PREFIX)).toList();
        return group -> wanted.stream().allMatch(
                entry -> entry.getValue().equals(group.get(entry.getKey().substring(GROUP_PREFIX.length()))));
    }

}
