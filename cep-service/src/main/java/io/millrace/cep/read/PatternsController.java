package io.millrace.cep.read;

import io.millrace.result.Explanation;
import io.millrace.cep.match.MatchHalf;
import io.millrace.cep.match.TaskReads;
import io.millrace.cep.pattern.ActivePattern;
import io.millrace.cep.pattern.ActivePatterns;
import io.millrace.result.DroppedRun;
import io.millrace.cep.result.ResultKind;
import io.millrace.cep.result.ResultStore;
import io.millrace.result.OpenRun;
import io.millrace.result.PatternMatch;
import io.millrace.result.PatternTimeout;
import io.millrace.runtime.reads.PartitionedRows;
import io.millrace.runtime.streams.commit.BeforeCommit;
import io.millrace.runtime.web.ProblemException;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers internal reads of patterns. An absent tenant stands for all tenants, an absent key for all keys. */
@Hidden
@RestController
class PatternsController {

    private final ActivePatterns patterns;
    private final Halves halves;

    PatternsController(ActivePatterns patterns, Halves halves) {
        this.patterns = patterns;
        this.halves = halves;
    }

    /** Matches that ended in {@code [from, to)}; of each partition the latest {@code limit}, the latest first. */
    @GetMapping("/internal/matches")
    PartitionedRows<PatternMatch> matches(@RequestParam String pattern, @RequestParam(required = false) String tenant,
            @RequestParam long from, @RequestParam long to, @RequestParam(required = false) String key,
            @RequestParam int limit, @RequestParam List<Integer> partitions) {
        return results(ResultKind.MATCH, new Wanted(declared(pattern).name(), tenant, from, to, key, limit),
                partitions);
    }

    /** Timeouts whose deadline was in {@code [from, to)}; of each partition the latest {@code limit}, the latest first. */
    @GetMapping("/internal/timeouts")
    PartitionedRows<PatternTimeout> timeouts(@RequestParam String pattern,
            @RequestParam(required = false) String tenant, @RequestParam long from, @RequestParam long to,
            @RequestParam(required = false) String key, @RequestParam int limit,
            @RequestParam List<Integer> partitions) {
        return results(ResultKind.TIMEOUT, new Wanted(declared(pattern).name(), tenant, from, to, key, limit),
                partitions);
    }

    /** Runs that were dropped for a limit in {@code [from, to)}; of each partition the latest, the latest first. */
    @GetMapping("/internal/overflows")
    PartitionedRows<DroppedRun> overflows(@RequestParam String pattern, @RequestParam(required = false) String tenant,
            @RequestParam long from, @RequestParam long to, @RequestParam(required = false) String key,
            @RequestParam int limit, @RequestParam List<Integer> partitions) {
        return results(ResultKind.OVERFLOW, new Wanted(declared(pattern).name(), tenant, from, to, key, limit),
                partitions);
    }

    /** The open runs of a key, as they are now; without a key the latest of each partition. */
    @GetMapping("/internal/partial")
    PartitionedRows<OpenRun> partial(@RequestParam String pattern, @RequestParam(required = false) String tenant,
            @RequestParam(required = false) String key, @RequestParam(defaultValue = "100") int limit,
            @RequestParam List<Integer> partitions) {
        var name = declared(pattern).name();
        return live(tenant, partitions,
                (task, whose) -> key == null ? task.latest(name, whose, limit) : task.open(name, whose, key));
    }

    /** Why a pattern has not matched for a key. */
    @GetMapping("/internal/explain")
    PartitionedRows<Explanation> explain(@RequestParam String pattern, @RequestParam(required = false) String tenant,
            @RequestParam String key, @RequestParam List<Integer> partitions) {
        var declared = declared(pattern);
        return live(tenant, partitions, (task, whose) -> task.explain(declared, whose, key));
    }

    private record Wanted(String pattern, String tenant, long from, long to, String key, int limit) {}

    private <R> PartitionedRows<R> results(ResultKind<R> kind, Wanted wanted, List<Integer> partitions) {
        var latestFirst = Comparator.<R, Instant>comparing(kind.end()).reversed();
        var found = halves.read(MatchHalf::results, QueryableStoreTypes.<Bytes, byte[]>keyValueStore(), partitions,
                (half, partition, store) -> tenants(wanted.tenant(), half, partition).stream().flatMap(
                        whose -> ResultStore.read(store, kind, wanted.pattern(), whose, wanted.from(), wanted.to(),
                                wanted.key(), wanted.limit()).stream()).sorted(latestFirst).limit(
                                        wanted.limit()).toList());
        return withWatermarks(found, wanted.tenant(), partitions);
    }

    private <R> PartitionedRows<R> live(String tenant, List<Integer> partitions,
            BiFunction<TaskReads, String, List<R>> read) {
        var found = halves.read(MatchHalf::processor, BeforeCommit.<TaskReads>viewType(), partitions,
                (half, partition, view) -> tenants(tenant, half, partition).stream().flatMap(
                        whose -> read.apply(ready(view), whose).stream()).toList());
        return withWatermarks(found, tenant, partitions);
    }

    private <R> PartitionedRows<R> withWatermarks(PartitionedRows<R> found, String tenant, List<Integer> partitions) {
        return tenant == null ? found : found.withWatermarks(halves.watermarks(tenant, partitions));
    }

    private static TaskReads ready(Optional<TaskReads> view) {
        return view.orElseThrow(() -> new IllegalStateException("it is not ready"));
    }

    private ActivePattern declared(String pattern) {
        return patterns.find(pattern).orElseThrow(
                () -> new ProblemException(HttpStatus.NOT_FOUND, "unknown pattern '" + pattern + "'"));
    }

    private List<String> tenants(String tenant, MatchHalf half, int partition) {
        return tenant != null
                ? List.of(tenant)
                : halves.tenants(half, partition);
    }

}
