package io.millrace.cep.match;

import io.millrace.cep.ActivePattern;
import io.millrace.cep.ActivePatterns;
import io.millrace.cep.CepMeters;
import io.millrace.cep.CepProperties;
import io.millrace.cep.candidate.PatternMessage;
import io.millrace.cep.candidate.PatternMessage.Candidate;
import io.millrace.cep.candidate.PatternMessage.Heartbeat;
import io.millrace.cep.match.Agenda.Work;
import io.millrace.event.Event;
import io.millrace.event.EventJson;
import io.millrace.pattern.Outcome;
import io.millrace.result.LateEvent;
import io.millrace.result.PatternMatch;
import io.millrace.result.PatternTimeout;
import io.millrace.statistics.WatermarkTracker;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Holds events until the watermark has passed them by their pattern's grace, applies them in the order of their times
 * (those of one time as they arrived) to the open runs of their keys, and ends runs as their deadlines pass in between.
 *
 * <p>
 * Forwards {@link PatternMatch} and {@link PatternTimeout} under the pattern key, stamped with their ends, and
 * {@link LateEvent} for what came behind the point up to which events had been applied.
 */
public final class MatchProcessor implements Processor<String, PatternMessage, String, Object> {

    /** No more at once, so that a long backlog does not outlast a transaction; the rest follows with the next record. */
    private static final int WORK_AT_A_TIME = 10_000;

    private final ActivePatterns patterns;
    private final CepMeters meters;
    private final CepProperties properties;
    private final IntSupplier sourcePartitions;
    private final Results results;
    private final Map<String, Long> lastMoved = new HashMap<>();
    private ProcessorContext<String, Object> context;
    private KeyValueStore<Bytes, byte[]> kept;
    private WatermarkTracker tracker;
    private ProgressStore progress;
    private Agenda agenda;
    private HeldEvents held;
    private OpenRuns runs;

    private MatchProcessor(ActivePatterns patterns, CepMeters meters, CepProperties properties,
            IntSupplier sourcePartitions) {
        this.patterns = patterns;
        this.meters = meters;
        this.properties = properties;
        this.sourcePartitions = sourcePartitions;
        results = new Results(meters);
    }

    /** A supplier that brings the processor's stores along. */
    public static ProcessorSupplier<String, PatternMessage, String, Object> supplier(ActivePatterns patterns,
            CepMeters meters, CepProperties properties, IntSupplier sourcePartitions) {
        return new ProcessorSupplier<>() {

            @Override
            public Processor<String, PatternMessage, String, Object> get() {
                return new MatchProcessor(patterns, meters, properties, sourcePartitions);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(HeldEvents.builder(), OpenRuns.builder(), ResultStore.builder(),
                        ProgressStore.builder(), ProgressStore.appliedBuilder());
            }

        };
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        this.context = context;
        kept = context.getStateStore(ResultStore.NAME);
        agenda = new Agenda();
        held = new HeldEvents(context.getStateStore(HeldEvents.NAME), agenda, meters);
        KeyValueStore<Bytes, byte[]> runsStore = context.getStateStore(OpenRuns.NAME);
        runs = new OpenRuns(runsStore, agenda, meters);
        runs.restore(patterns);
        progress = new ProgressStore(context.getStateStore(ProgressStore.NAME),
                context.getStateStore(ProgressStore.APPLIED));
        tracker = new WatermarkTracker(sourcePartitions.getAsInt(), properties.idleTimeout(), properties.liveBound());
        tracker.restore(progress.readAll(held.restore(patterns)));
        var sweep = new Sweep(patterns, meters, kept, runsStore, runs);
        context.schedule(properties.clockInterval(), PunctuationType.WALL_CLOCK_TIME, this::tick);
        context.schedule(properties.sweepInterval(), PunctuationType.WALL_CLOCK_TIME, sweep::next);
    }

    @Override
    public void process(Record<String, PatternMessage> record) {
        switch (record.value()) {
            case Candidate candidate -> take(candidate);
            case Heartbeat(var partition, var statuses) ->
                tracker.heartbeat(partition, statuses, context.currentSystemTimeMs()).forEach(this::moved);
        }
    }

    @Override
    public void close() {
        held.close();
        runs.close();
    }

    private void moved(String tenantId) {
        lastMoved.put(tenantId, context.currentSystemTimeMs());
        advance(tenantId);
    }

    private void take(Candidate candidate) {
        var applied = tracker.watermark(candidate.tenantId());
        patterns.find(candidate.pattern(), candidate.version()).ifPresentOrElse(pattern -> {
            long due = candidate.timestampMillis() + pattern.graceMillis();
            if (applied.isPresent() && due < applied.getAsLong()) {
                late(pattern, candidate, applied.getAsLong());
            } else {
                held.add(candidate, due);
            }
        }, meters::orphaned);
        tracker.observe(candidate.tenantId(), candidate.sourcePartition(), candidate.timestampMillis(),
                context.currentSystemTimeMs());
        moved(candidate.tenantId());
        held.keepNewest();
    }

    private void late(ActivePattern pattern, Candidate candidate, long watermarkMillis) {
        meters.late(pattern.name());
        var event = EventJson.read(candidate.event());
        var late = new LateEvent("pattern/" + pattern.name(),
                "it came more than its grace of %s behind the watermark".formatted(pattern.behaviour().grace()),
                candidate.tenantId(), event.timestamp(), Instant.ofEpochMilli(watermarkMillis),
                Map.of("event_id", event.eventId(), "event_type", event.eventType(), "data", event.data()));
        context.forward(new Record<>(event.key(), late, candidate.timestampMillis()));
    }

    /** Does what the tenant's watermark has made due, in the order of event time. */
    private void advance(String tenantId) {
        var watermark = tracker.watermark(tenantId);
        if (watermark.isEmpty()) {
            return;
        }
        int done = 0;
        while (done < WORK_AT_A_TIME) {
            var work = agenda.takeNext(tenantId, watermark.getAsLong());
            if (work == null) {
                break;
            }
            switch (work) {
                case Work.Held(_, var sequence) -> apply(held.take(sequence));
                case Work.Deadline(var due, var key) -> expire(key, due);
            }
            done++;
        }
        if (done > 0) {
            progress.applied(tenantId, watermark.getAsLong());
        }
    }

    /**
     * Lets go of the last events of a stream of the past that has gone quiet, since nothing may ever come that moves its
     * watermark on. It is not put on record as applied, so that an event that does come after all is not late.
     */
    private void release(String tenantId, long wallMillis) {
        var watermark = tracker.watermark(tenantId);
        long quietSince = lastMoved.computeIfAbsent(tenantId, _ -> wallMillis);
        if (watermark.isEmpty() || wallMillis - watermark.getAsLong() <= properties.liveBound().toMillis()
                || wallMillis - quietSince < properties.releaseAfter().toMillis()) {
            return;
        }
        for (var work : agenda.takeHeld(tenantId, watermark.getAsLong() + patterns.longestGraceMillis(),
                WORK_AT_A_TIME)) {
            apply(held.take(work.sequence()));
        }
    }

    private void apply(Candidate candidate) {
        patterns.find(candidate.pattern(), candidate.version()).ifPresentOrElse(pattern -> {
            var key = new RunKey(candidate.pattern(), candidate.version(), candidate.tenantId(), candidate.key());
            report(pattern, key, runs.apply(pattern, key, EventJson.read(candidate.event())));
        }, meters::orphaned);
    }

    private void expire(Bytes storeKey, long dueMillis) {
        var key = RunKey.of(storeKey);
        patterns.find(key.pattern(), key.version()).ifPresentOrElse(
                pattern -> report(pattern, key, runs.expire(pattern, key, dueMillis - pattern.graceMillis())),
                () -> runs.drop(storeKey));
    }

    private void report(ActivePattern pattern, RunKey key, List<Outcome<Event>> outcomes) {
        for (var outcome : outcomes) {
            switch (outcome) {
                case Outcome.Match<Event> match -> {
                    meters.matched(pattern.name());
                    var result = results.match(pattern.behaviour(), key, match);
                    publish(ResultKind.MATCH, key, result.matchId(), result);
                }
                case Outcome.Timeout<Event> timeout -> {
                    meters.timedOut(pattern.name());
                    var result = results.timeout(key, timeout);
                    publish(ResultKind.TIMEOUT, key, result.matchId(), result);
                }
                case Outcome.Overflow<Event> _ -> meters.overflowed(pattern.name(), 1);
            }
        }
    }

    private <R> void publish(ResultKind<R> kind, RunKey key, String matchId, R result) {
        ResultStore.put(kept, kind, key, matchId, result, context.currentSystemTimeMs());
        context.forward(new Record<>(key.key(), result, kind.end().apply(result).toEpochMilli()));
    }

    private void tick(long wallMillis) {
        tracker.advanceQuiet(wallMillis);
        for (var tenantId : agenda.tenants()) {
            advance(tenantId);
            release(tenantId, wallMillis);
        }
        progress.write(tracker.snapshot());
    }

}
