package io.millrace.cep.read;

import io.millrace.cep.ActivePattern;
import io.millrace.cep.ActivePatterns;
import io.millrace.cep.match.OpenRuns;
import io.millrace.cep.match.ProgressStore;
import io.millrace.cep.match.ResultKind;
import io.millrace.cep.match.ResultStore;
import io.millrace.result.OpenRun;
import io.millrace.result.PatternMatch;
import io.millrace.result.PatternTimeout;
import io.millrace.runtime.reads.LocalStores;
import io.millrace.runtime.reads.PartitionedRows;
import io.millrace.runtime.web.ProblemException;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
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
    private final LocalStores stores;

    PatternsController(ActivePatterns patterns, LocalStores stores) {
        this.patterns = patterns;
        this.stores = stores;
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

    /** The open runs of a key. */
    @GetMapping("/internal/partial")
    PartitionedRows<OpenRun> partial(@RequestParam String pattern, @RequestParam(required = false) String tenant,
            @RequestParam String key, @RequestParam List<Integer> partitions) {
        var declared = declared(pattern);
        return stores.read(OpenRuns.NAME, QueryableStoreTypes.<Bytes, byte[]>keyValueStore(), partitions,
                (partition, store) -> tenants(tenant, partition).stream().flatMap(
                        whose -> OpenRuns.read(store, declared, whose, key).stream()).toList());
    }

    private record Wanted(String pattern, String tenant, long from, long to, String key, int limit) {}

    private <R> PartitionedRows<R> results(ResultKind<R> kind, Wanted wanted, List<Integer> partitions) {
        var latestFirst = Comparator.<R, Instant>comparing(kind.end()).reversed();
        return stores.read(ResultStore.NAME, QueryableStoreTypes.<Bytes, byte[]>keyValueStore(), partitions,
                (partition, store) -> tenants(wanted.tenant(), partition).stream().flatMap(
                        whose -> ResultStore.read(store, kind, wanted.pattern(), whose, wanted.from(), wanted.to(),
                                wanted.key(), wanted.limit()).stream()).sorted(latestFirst).limit(
                                        wanted.limit()).toList());
    }

    private ActivePattern declared(String pattern) {
        return patterns.find(pattern).orElseThrow(
                () -> new ProblemException(HttpStatus.NOT_FOUND, "unknown pattern '" + pattern + "'"));
    }

    private List<String> tenants(String tenant, int partition) {
        return tenant != null
                ? List.of(tenant)
                : stores.read(ProgressStore.NAME, QueryableStoreTypes.<String, byte[]>keyValueStore(),
                        List.of(partition), (_, store) -> ProgressStore.tenants(store)).rows();
    }

}
