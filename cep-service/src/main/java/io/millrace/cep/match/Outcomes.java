package io.millrace.cep.match;

import io.millrace.cep.event.IncomingEvent;
import io.millrace.cep.CepMeters;
import io.millrace.cep.funnel.Funnels;
import io.millrace.cep.pattern.ActivePattern;
import io.millrace.cep.result.OverflowWarnings;
import io.millrace.cep.result.ResultKind;
import io.millrace.cep.result.ResultStore;
import io.millrace.cep.result.Results;
import io.millrace.cep.result.WrittenResult;
import io.millrace.cep.state.RunKey;
import io.millrace.pattern.Branch;
import io.millrace.pattern.Outcome;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Where the outcomes of runs go: they are counted, kept for reads, and published unless the pattern is a shadow. Runs that
 * were dropped are kept only. A result that no record holds is counted and left out. Belongs to one task.
 */
final class Outcomes implements Consumer<Outcome<IncomingEvent>> {

    private final CepMeters meters;
    private final KeyValueStore<Bytes, byte[]> kept;
    private final Funnels funnels;
    private final LongSupplier wallClock;
    private final Consumer<Record<String, Object>> publish;
    private final Results results;
    private final OverflowWarnings warnings = new OverflowWarnings();
    private ActivePattern pattern;
    private String tenant;
    private String key;
    private boolean isTold;

    Outcomes(CepMeters meters, KeyValueStore<Bytes, byte[]> kept, Funnels funnels, LongSupplier wallClock,
            Consumer<Record<String, Object>> publish) {
        this.meters = meters;
        this.kept = kept;
        this.funnels = funnels;
        this.wallClock = wallClock;
        this.publish = publish;
        results = new Results(meters);
    }

    /** Turns to the runs of a key of a pattern: outcomes are theirs from now on. */
    void turnTo(ActivePattern ofPattern, String ofTenant, String ofKey) {
        pattern = ofPattern;
        tenant = ofTenant;
        key = ofKey;
        isTold = false;
    }

    /** Whether there was an outcome since the last turn. */
    boolean isTold() {
        return isTold;
    }

    @Override
    public void accept(Outcome<IncomingEvent> outcome) {
        isTold = true;
        var runs = new RunKey(pattern.name(), pattern.id().version(), tenant, key);
        switch (outcome) {
            case Outcome.Match<IncomingEvent> match -> {
                meters.matched(pattern.name(), pattern.isShadow());
                var result = results.match(pattern.behaviour(), runs, match);
                keepAndPublish(runs, result.matchId(), WrittenResult.of(ResultKind.MATCH, result));
                funnels.ended(pattern, tenant, key, match, match.endMillis());
            }
            case Outcome.Timeout<IncomingEvent> timeout -> {
                funnels.ended(pattern, tenant, key, timeout, timeout.deadlineMillis());
                if (pattern.reportsTimeouts()) {
                    meters.timedOut(pattern.name(), pattern.isShadow());
                    var result = results.timeout(runs, timeout);
                    keepAndPublish(runs, result.matchId(), WrittenResult.of(ResultKind.TIMEOUT, result));
                }
            }
            case Outcome.Overflow<IncomingEvent> overflow -> {
                meters.overflowed(pattern.name());
                warnings.warn(pattern.name(), tenant, wallClock.getAsLong());
                var result = results.dropped(runs, overflow);
                keep(runs, result.runId(), WrittenResult.of(ResultKind.OVERFLOW, result));
            }
        }
    }

    /** Reports runs that are dropped since they are too large to be kept. */
    void tooLarge(List<Branch<IncomingEvent>> branches) {
        for (var branch : branches) {
            accept(new Outcome.Overflow<>(branch.captured(), branch.startMillis(), branch.lastMillis(),
                    String.join(" | ", branch.awaited())));
        }
    }

    private void keepAndPublish(RunKey runs, String id, WrittenResult result) {
        if (keep(runs, id, result) && !pattern.isShadow()) {
            publish.accept(new Record<>(key, result, result.endMillis()));
        }
    }

    private boolean keep(RunKey runs, String id, WrittenResult result) {
        boolean isKept = ResultStore.put(kept, runs, id, result, wallClock.getAsLong());
        if (!isKept) {
            meters.refused(pattern.name(), "result_too_large");
        }
        return isKept;
    }

}
