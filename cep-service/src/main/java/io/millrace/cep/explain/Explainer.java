package io.millrace.cep.explain;

import io.millrace.cep.event.IncomingEvent;
import io.millrace.result.Explanation.OpenBranch;
import io.millrace.result.Explanation.Refused;
import io.millrace.result.Explanation.Why;
import io.millrace.cep.pattern.ActivePattern;
import io.millrace.cep.result.Results;
import io.millrace.pattern.Branch;
import io.millrace.pattern.Captured;
import io.millrace.result.CapturedEvent;
import io.millrace.result.Explanation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Puts into words why a pattern has not matched for a key. Thread-safe. */
public final class Explainer {

    /** A branch of a version of the pattern. */
    public record Open(long version, Branch<IncomingEvent> branch) {}

    private final ActivePattern pattern;

    public Explainer(ActivePattern pattern) {
        this.pattern = pattern;
    }

    /**
     * The explanation for a key.
     *
     * @param open
     *            what has begun
     * @param refused
     *            the events that moved nothing
     */
    public Explanation explain(String tenant, String key, List<Open> open, List<IncomingEvent> refused) {
        return new Explanation(pattern.name(), pattern.id().version(), tenant, key,
                open.stream().map(Explainer::open).toList(),
                refused.stream().map(event -> refused(event, open)).toList());
    }

    private static OpenBranch open(Open open) {
        var branch = open.branch();
        return new OpenBranch(open.version(), branch.awaited(), Instant.ofEpochMilli(branch.startMillis()),
                Instant.ofEpochMilli(branch.lastMillis()), instant(branch.deadlineMillis()), branch.pending(),
                Results.captured(branch.captured()));
    }

    private Refused refused(IncomingEvent event, List<Open> open) {
        var why = new ArrayList<Why>();
        for (var one : open) {
            for (var variable : one.branch().awaited()) {
                why.add(why(variable, Instant.ofEpochMilli(one.branch().startMillis()), event,
                        one.branch().captured()));
            }
        }
        for (var variable : pattern.behaviour().pattern().firstVariables()) {
            why.add(why(variable, null, event, Map.of()));
        }
        return new Refused(event.captured(), why);
    }

    private Why why(String variable, Instant runStart, IncomingEvent event,
            Map<String, List<IncomingEvent>> captured) {
        Captured<IncomingEvent> before = name -> captured.getOrDefault(name, List.of());
        var refusal = pattern.behaviour().explain(variable, event, before);
        return refusal.map(why -> new Why(variable, runStart, why.reason(), why.expression(), why.values())).orElseGet(
                () -> new Why(variable, runStart, "the event fits; it came when the pattern did not wait for it", "",
                        Map.of()));
    }

    private static Instant instant(OptionalLong millis) {
        return millis.isPresent() ? Instant.ofEpochMilli(millis.getAsLong()) : null;
    }

}
