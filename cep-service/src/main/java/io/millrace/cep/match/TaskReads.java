package io.millrace.cep.match;

import io.millrace.cep.explain.Explainer;
import io.millrace.cep.explain.Explanation;
import io.millrace.cep.explain.RefusedEvents;
import io.millrace.cep.pattern.ActivePattern;
import io.millrace.cep.result.Results;
import io.millrace.cep.state.OpenRuns;
import io.millrace.pattern.Branch;
import io.millrace.event.Event;
import io.millrace.result.OpenRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;

/** What a task shows of its live runs; what is not committed yet is in it. Thread-safe: it takes the task's lock. */
public final class TaskReads {

    /** No more branches of a key are shown. */
    private static final int MAX_BRANCHES = 100;

    private final Lock lock;
    private final OpenRuns runs;
    private final RefusedEvents refused;

    TaskReads(Lock lock, OpenRuns runs, RefusedEvents refused) {
        this.lock = lock;
        this.runs = runs;
        this.refused = refused;
    }

    /** What is open for a key of a pattern, in all of its versions. */
    public List<OpenRun> open(String pattern, String tenant, String key) {
        lock.lock();
        try {
            return branches(pattern, tenant, key).stream().map(open -> openRun(pattern, tenant, key, open)).toList();
        } finally {
            lock.unlock();
        }
    }

    /** Why a pattern has not matched for a key; no row when nothing is known of the key here. */
    public List<Explanation> explain(ActivePattern pattern, String tenant, String key) {
        lock.lock();
        try {
            var open = branches(pattern.name(), tenant, key);
            var events = refused.of(tenant, key, pattern);
            return open.isEmpty() && events.isEmpty()
                    ? List.of()
                    : List.of(new Explainer(pattern).explain(tenant, key, open, events));
        } finally {
            lock.unlock();
        }
    }

    private List<Explainer.Open> branches(String pattern, String tenant, String key) {
        var open = new ArrayList<Explainer.Open>();
        for (var ofKey = runs.first(tenant, key); ofKey != null; ofKey = ofKey.next()) {
            var version = ofKey.version();
            if (version.pattern().name().equals(pattern)) {
                long number = version.pattern().id().version();
                version.matcher().branches(runs.look(ofKey), MAX_BRANCHES).forEach(
                        branch -> open.add(new Explainer.Open(number, branch)));
            }
        }
        return open;
    }

    private static OpenRun openRun(String pattern, String tenant, String key, Explainer.Open open) {
        Branch<Event> branch = open.branch();
        return new OpenRun(pattern, open.version(), tenant, key, String.join(" | ", branch.awaited()),
                Instant.ofEpochMilli(branch.startMillis()),
                branch.deadlineMillis().isPresent() ? Instant.ofEpochMilli(branch.deadlineMillis().getAsLong()) : null,
                Results.captured(branch.captured()));
    }

}
