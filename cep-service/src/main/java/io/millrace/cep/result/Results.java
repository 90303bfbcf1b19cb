package io.millrace.cep.result;

import io.millrace.cep.event.IncomingEvent;
import io.millrace.cep.CepMeters;
import io.millrace.cep.state.RunKey;
import io.millrace.expressions.pattern.BehaviourResults;
import io.millrace.expressions.pattern.BehaviourResults.Owner;
import io.millrace.expressions.pattern.CompiledBehaviour;
import io.millrace.pattern.Outcome;
import io.millrace.result.CapturedEvent;
import io.millrace.result.DroppedRun;
import io.millrace.result.PatternMatch;
import io.millrace.result.PatternTimeout;
import java.util.List;
import java.util.Map;

/** Turns what came of a run into the record that is published and kept, and counts measures that fail. Thread-safe. */
public final class Results {

    private final BehaviourResults results;

    public Results(CepMeters meters) {
        results = new BehaviourResults(meters::expressionFailed);
    }

    /** A match with its measures; one that fails or is absent is left out. */
    public PatternMatch match(CompiledBehaviour pattern, RunKey key, Outcome.Match<IncomingEvent> match) {
        return results.match(pattern, owner(key), match);
    }

    /** A timeout. */
    public PatternTimeout timeout(RunKey key, Outcome.Timeout<IncomingEvent> timeout) {
        return results.timeout(owner(key), timeout);
    }

    /** A run that was dropped. */
    public DroppedRun dropped(RunKey key, Outcome.Overflow<IncomingEvent> overflow) {
        return results.dropped(owner(key), overflow);
    }

    /** Captured events as they stand in results. */
    public static Map<String, List<CapturedEvent>> captured(Map<String, List<IncomingEvent>> events) {
        return BehaviourResults.captured(events);
    }

    private static Owner owner(RunKey key) {
        return new Owner(key.pattern(), key.version(), key.tenantId(), key.key());
    }

}
