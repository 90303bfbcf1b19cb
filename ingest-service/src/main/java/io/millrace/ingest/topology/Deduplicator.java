package io.millrace.ingest.topology;

import io.millrace.event.Event;
import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Lets the first event of a tenant with some id through and leaves out later ones, until the id expires.
 *
 * <p>
 * Ids expire by arrival (wall clock), not by event time: events may be years old, and a replay of them must not expire
 * what has just arrived. They are removed by a sweep through the store in small steps.
 */
final class Deduplicator implements Processor<String, Event, String, Event> {

    private final String storeName;
    private final Duration retention;
    private final Duration sweepInterval;
    private final Clock clock;
    private final TopologyMeters meters;
    private final EventIdHash hash = new EventIdHash();

    private ProcessorContext<String, Event> context;
    private KeyValueStore<Bytes, Long> arrivals;
    private ExpirySweep sweep;

    Deduplicator(String storeName, Duration retention, Duration sweepInterval, Clock clock, TopologyMeters meters) {
        this.storeName = storeName;
        this.retention = retention;
        this.sweepInterval = sweepInterval;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    public void init(ProcessorContext<String, Event> context) {
        this.context = context;
        this.arrivals = context.getStateStore(storeName);
        this.sweep = new ExpirySweep(arrivals);
        context.schedule(sweepInterval, PunctuationType.WALL_CLOCK_TIME, _ -> sweepExpired());
    }

    @Override
    public void process(Record<String, Event> record) {
        long now = clock.millis();
        var id = hash.of(record.value());
        var arrival = arrivals.get(id);
        if (arrival != null && !isExpired(arrival, now)) {
            meters.duplicate();
            return;
        }
        arrivals.put(id, now);
        sweep.noteArrival();
        meters.normalised();
        context.forward(record.withTimestamp(record.value().timestampMillis()));
    }

    private boolean isExpired(long arrival, long now) {
        return arrival <= now - retention.toMillis();
    }

    private void sweepExpired() {
        meters.expired(sweep.step(clock.millis() - retention.toMillis()));
    }

}
