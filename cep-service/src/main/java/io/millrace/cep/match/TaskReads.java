package io.millrace.cep.match;

import io.millrace.cep.event.IncomingEvent;
import io.millrace.cep.explain.Explainer;
import io.millrace.result.Explanation;
import io.millrace.cep.explain.RefusedEvents;
import io.millrace.cep.pattern.ActivePattern;
import io.millrace.cep.result.Results;
import io.millrace.cep.state.KeyRuns;
import io.millrace.cep.state.OpenRuns;
import io.millrace.pattern.Branch;
import io.millrace.result.OpenRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
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
            runs.forgetParsed();
            lock.unlock();
        }
    }

    /** What is open for the keys of a pattern whose runs changed last, the latest first. */
    public List<OpenRun> latest(String pattern, String tenant, int limit) {
        lock.lock();
        try {
            return runs.latest(tenant, pattern, limit).stream().flatMap(
                    ofKey -> branches(ofKey).stream().map(open -> openRun(pattern, tenant, ofKey.key(), open))).sorted(
                            Comparator.comparing(OpenRun::start).reversed()).limit(limit).toList();
        } finally {
            runs.forgetParsed();
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
            runs.forgetParsed();
            lock.unlock();
        }
    }

    private List<Explainer.Open> branches(String pattern, String tenant, String key) {
        var open = new ArrayList<Explainer.Open>();
        for (var ofKey = runs.first(tenant, key); ofKey != null; ofKey = ofKey.next()) {
            if (ofKey.version().pattern().name().equals(pattern)) {
                open.addAll(branches(ofKey));
            }
        }
        return open;
    }

    private List<Explainer.Open> branches(KeyRuns ofKey) {
        var version = ofKey.version();
        long number = version.pattern().id().version();
        return version.matcher().branches(runs.look(ofKey), MAX_BRANCHES).stream().map(
                branch -> new Explainer.Open(number, branch)).toList();
    }

    private static OpenRun openRun(String pattern, String tenant, String key, Explainer.Open open) {
        Branch<IncomingEvent> branch = open.branch();
        return new OpenRun(pattern, open.version(), tenant, key, String.join(" | ", branch.awaited()),
                Instant.ofEpochMilli(branch.startMillis()),
                branch.deadlineMillis().isPresent() ? Instant.ofEpochMilli(branch.deadlineMillis().getAsLong()) : null,
                Results.captured(branch.captured()));
    }

}
