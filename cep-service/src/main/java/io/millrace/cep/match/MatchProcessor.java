package io.millrace.cep.match;

import io.millrace.cep.CepMeters;
import io.millrace.cep.CepProperties;
import io.millrace.cep.event.IncomingEvent;
import io.millrace.cep.event.PatternMessage;
import io.millrace.cep.event.PatternMessage.Candidate;
import io.millrace.cep.event.PatternMessage.Heartbeat;
import io.millrace.cep.explain.RefusedEvents;
import io.millrace.cep.funnel.FunnelStore;
import io.millrace.cep.funnel.Funnels;
import io.millrace.cep.order.EventTime;
import io.millrace.cep.order.HeldEvents;
import io.millrace.cep.order.ProgressStore;
import io.millrace.cep.order.TenantTime;
import io.millrace.cep.pattern.ActivePatterns;
import io.millrace.cep.result.ResultStore;
import io.millrace.cep.result.ResultSweep;
import io.millrace.cep.result.WrittenResult;
import io.millrace.cep.state.KeptVersions;
import io.millrace.cep.state.OpenRuns;
import io.millrace.result.LateEvent;
import io.millrace.runtime.streams.commit.BeforeCommit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
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
 * Matches the events of a partition: puts them in order within the grace of each pattern, gives them to the open runs of
 * their keys, and ends runs as their deadlines pass. What changed is written right before each commit.
 *
 * <p>
 * Forwards matches and timeouts, as {@link WrittenResult}, under the pattern key, stamped with their ends, and
 * {@link LateEvent} for what came further behind the watermark than a pattern's grace.
 */
public final class MatchProcessor implements Processor<String, PatternMessage, String, Object> {

    private final MatchHalf half;
    private final ActivePatterns patterns;
    private final CepMeters meters;
    private final CepProperties properties;
    private final IntSupplier partitions;
    /** Held while anything changes, so that reads from outside see a whole. */
    private final ReentrantLock lock = new ReentrantLock();
    private ProcessorContext<String, Object> context;
    private KeyValueStore<String, byte[]> progress;
    private EventTime time;
    private HeldEvents held;
    private OpenRuns runs;
    private Funnels funnels;
    private Matching matching;
    private Intake intake;
    private TenantStreams tenants;

    private MatchProcessor(MatchHalf half, ActivePatterns patterns, CepMeters meters, CepProperties properties,
            IntSupplier partitions) {
        this.half = half;
        this.patterns = patterns;
        this.meters = meters;
        this.properties = properties;
        this.partitions = partitions;
    }

    /**
     * A supplier that brings the processor's stores along.
     *
     * @param partitions
     *            the number of partitions of {@code events}
     */
    public static ProcessorSupplier<String, PatternMessage, String, Object> supplier(MatchHalf half,
            ActivePatterns patterns, CepMeters meters, CepProperties properties, IntSupplier partitions) {
        return new ProcessorSupplier<>() {

            @Override
            public Processor<String, PatternMessage, String, Object> get() {
                return new MatchProcessor(half, patterns, meters, properties, partitions);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return new LinkedHashSet<>(List.of(HeldEvents.builder(half.heldEvents()),
                        OpenRuns.builder(half.openRuns()), ResultStore.builder(half.results()),
                        ProgressStore.builder(half.progress()), KeptVersions.builder(half.versions()),
                        FunnelStore.builder(half.funnels()), BeforeCommit.builder(half.processor())));
            }

        };
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        this.context = context;
        var kept = new KeptVersions(context.getStateStore(half.versions()), patterns);
        KeyValueStore<Bytes, byte[]> results = context.getStateStore(half.results());
        progress = context.getStateStore(half.progress());
        time = new EventTime(sources(), properties);
        time.restore(ProgressStore.readAll(progress));
        runs = new OpenRuns(context.getStateStore(half.openRuns()), patterns, kept, meters, memoryOfOneTask());
        runs.restore();
        held = new HeldEvents(context.getStateStore(half.heldEvents()), meters);
        funnels = new Funnels(context.getStateStore(half.funnels()), patterns);
        var refused = new RefusedEvents();
        matching = new Matching(patterns, meters, runs, held, refused,
                new Outcomes(meters, results, funnels, context::currentSystemTimeMs, context::forward));
        tenants = new TenantStreams(time, held, runs);
        intake = new Intake(patterns, meters, time, matching, context::forward);
        var sweep = new ResultSweep(patterns, meters, results);
        context.<BeforeCommit<TaskReads>>getStateStore(half.processor()).attach(context,
                new TaskReads(lock, runs, refused), this::write);
        context.schedule(properties.clockInterval(), PunctuationType.WALL_CLOCK_TIME, this::tick);
        context.schedule(properties.sweepInterval(), PunctuationType.WALL_CLOCK_TIME, sweep::next);
        context.schedule(properties.sweepInterval(), PunctuationType.WALL_CLOCK_TIME, funnels::sweep);
    }

    @Override
    public void process(Record<String, PatternMessage> record) {
        long wallMillis = context.currentSystemTimeMs();
        lock.lock();
        try {
            runs.follow();
            switch (record.value()) {
                case IncomingEvent event -> intake.take(tenants.of(event.tenantId()), event, record.key(),
                        wallMillis);
                case Candidate candidate -> intake.take(tenants.of(candidate.event().tenantId()), candidate,
                        wallMillis);
                case Heartbeat heartbeat -> take(heartbeat, wallMillis);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        held.close();
        runs.close();
    }

    private void take(Heartbeat heartbeat, long wallMillis) {
        var heard = half == MatchHalf.DIRECT ? new Heartbeat(0, heartbeat.statuses()) : heartbeat;
        for (var tenant : time.heartbeat(heard, wallMillis)) {
            var stream = tenants.of(tenant);
            matching.advance(stream, stream.time().watermark());
        }
    }

    private void tick(long wallMillis) {
        lock.lock();
        try {
            runs.follow();
            time.tick(wallMillis);
            for (var tenant : tenants.all()) {
                pass(tenant, wallMillis);
            }
            patterns.forgetFinished(wallMillis);
        } finally {
            lock.unlock();
        }
    }

    /** Lets time pass for a tenant, by the clock where the tenant is silent. */
    private void pass(TenantStream tenant, long wallMillis) {
        long watermark = tenant.time().watermark();
        long reached = Math.max(watermark, time.silentTime(tenant.time(), wallMillis));
        if (reached != TenantTime.NONE) {
            matching.advance(tenant, reached);
        }
        if (!tenant.queue().isEmpty() && time.isPastAndQuiet(tenant.time(), wallMillis)) {
            matching.release(tenant, watermark + patterns.longestGraceMillis());
        }
    }

    private void write() {
        lock.lock();
        try {
            runs.follow();
            matching.flush();
            funnels.flush(context.currentSystemTimeMs());
            time.takeChanged(tenant -> ProgressStore.write(progress, tenant));
        } finally {
            lock.unlock();
        }
    }

    private int sources() {
        return half == MatchHalf.DIRECT ? 1 : partitions.getAsInt();
    }

    private long memoryOfOneTask() {
        return properties.stateMemory().toBytes() / MatchHalf.all().size() / partitions.getAsInt();
    }

}
