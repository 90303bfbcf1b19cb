package io.millrace.cep.read;

import io.millrace.cep.funnel.FunnelStore;
import io.millrace.cep.match.MatchHalf;
import io.millrace.cep.pattern.ActivePattern;
import io.millrace.cep.pattern.ActivePatterns;
import io.millrace.cep.pattern.PatternVersion;
import io.millrace.result.FunnelPartial;
import io.millrace.runtime.reads.PartitionedRows;
import io.millrace.runtime.web.ProblemException;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers internal reads of funnels. */
@Hidden
@RestController
class FunnelController {

    private final ActivePatterns patterns;
    private final Halves halves;

    FunnelController(ActivePatterns patterns, Halves halves) {
        this.patterns = patterns;
        this.halves = halves;
    }

    /** The steps of a version of a pattern in the hours that begin in {@code [from, to)}, as of the last commit. */
    @GetMapping("/internal/funnel")
    PartitionedRows<FunnelPartial> funnel(@RequestParam String pattern, @RequestParam long version,
            @RequestParam(required = false) String tenant, @RequestParam long from, @RequestParam long to,
            @RequestParam int limit, @RequestParam List<Integer> partitions) {
        var active = patterns.find(new PatternVersion(pattern, version)).orElseThrow(() -> new ProblemException(
                HttpStatus.NOT_FOUND, "unknown version %d of pattern '%s'".formatted(version, pattern)));
        var found = halves.read(MatchHalf::funnels, QueryableStoreTypes.<Bytes, byte[]>keyValueStore(), partitions,
                (half, partition, store) -> (tenant != null
                        ? List.of(tenant)
                        : halves.tenants(half, partition)).stream().flatMap(
                                whose -> FunnelStore.read(store, active,
                                        whose, from, to, watermark(active, whose, half, partition),
                                        limit).stream()).limit(
                                                limit).toList());
        return tenant == null ? found : found.withWatermarks(halves.watermarks(tenant, partitions));
    }

    private long watermark(ActivePattern pattern, String tenant, MatchHalf half, int partition) {
        boolean runsHere = pattern.keyText().isEmpty() == (half == MatchHalf.DIRECT);
        return runsHere ? halves.watermark(tenant, half, partition).orElse(Long.MIN_VALUE) : Long.MIN_VALUE;
    }

}
