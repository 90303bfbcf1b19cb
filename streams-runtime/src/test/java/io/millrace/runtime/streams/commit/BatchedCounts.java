package io.millrace.runtime.streams.commit;

import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Counts records in memory; before a commit it sends how many there were and stores how many there are. */
final class BatchedCounts implements Processor<String, String, String, Long> {

    static final String IN = "in";
    static final String OUT = "out";
    static final String HOOK = "counts-hook";
    private static final String STORE = "counts";

    private final LongConsumer beforeCommit;
    private ProcessorContext<String, Long> context;
    private KeyValueStore<String, Long> store;
    private long pending;

    private BatchedCounts(LongConsumer beforeCommit) {
        this.beforeCommit = beforeCommit;
    }

    /**
     * @param beforeCommit
     *            told, inside the action, how many records are pending
     */
    static Topology topology(LongConsumer beforeCommit) {
        var builder = new StreamsBuilder();
        builder.stream(IN, Consumed.with(Serdes.String(), Serdes.String()).withName("read")).process(
                new ProcessorSupplier<String, String, String, Long>() {

                    @Override
                    public Processor<String, String, String, Long> get() {
                        return new BatchedCounts(beforeCommit);
                    }

                    @Override
                    public Set<StoreBuilder<?>> stores() {
                        return Set.of(BeforeCommit.builder(HOOK),
                                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(STORE), Serdes.String(),
                                        Serdes.Long()).withLoggingEnabled(Map.of()));
                    }

                }, Named.as("count")).to(OUT, Produced.with(Serdes.String(), Serdes.Long()).withName("write"));
        return builder.build();
    }

    /** The topic that has what the action stores. */
    static String changelog(String applicationId) {
        return applicationId + "-" + STORE + "-changelog";
    }

    @Override
    public void init(ProcessorContext<String, Long> context) {
        this.context = context;
        store = context.getStateStore(STORE);
        context.<BeforeCommit<BatchedCounts>>getStateStore(HOOK).attach(context, this, this::send);
    }

    @Override
    public void process(Record<String, String> record) {
        pending++;
    }

    private void send() {
        beforeCommit.accept(pending);
        if (pending > 0) {
            context.forward(new Record<>("total", pending, context.currentSystemTimeMs()));
            var before = store.get("total");
            store.put("total", before == null ? pending : before + pending);
            pending = 0;
        }
    }

}
