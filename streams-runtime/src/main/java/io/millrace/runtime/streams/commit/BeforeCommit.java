package io.millrace.runtime.streams.commit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorNode;
import org.apache.kafka.streams.processor.internals.ProcessorRecordContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.apache.kafka.streams.state.internals.StateStoreProvider;

/**
 * A store without contents, through which a processor takes part in the commit of its task.
 *
 * <p>
 * The action given to {@link #attach} runs on the task's thread when the task is about to commit, before its producer is
 * flushed: what it forwards and what it puts into stores belongs to that commit, and under exactly-once to its
 * transaction. It is the moment at which Kafka Streams empties its own record caches. An exception from the action fails
 * the task, like one from a processor.
 * <p>
 * It also shows one object of the processor, its view, to interactive queries: {@link #viewType()}. The view must be
 * thread-safe; the store is not, except for that.
 *
 * @param <V>
 *            what the processor shows to interactive queries
 */
public final class BeforeCommit<V> implements StateStore, CachedStateStore<Object, Object> {

    private final String name;
    private volatile boolean isOpen;
    private volatile V view;
    private InternalProcessorContext<?, ?> context;
    private ProcessorNode<?, ?, ?, ?> processor;
    private Runnable action = () -> {};

    private BeforeCommit(String name) {
        this.name = name;
    }

    /** Builds a store of that name for each task; it has no changelog. */
    public static <V> StoreBuilder<BeforeCommit<V>> builder(String name) {
        return new Builder<>(name);
    }

    /** Finds the view of a task; only tasks whose processor has attached have one. */
    public static <V> QueryableStoreType<Optional<V>> viewType() {
        return new ViewType<>();
    }

    /**
     * Has {@code action} run before each commit. To be called by the processor's {@code init}.
     *
     * @param view
     *            what interactive queries get to see; may be null
     */
    public void attach(ProcessorContext<?, ?> ofProcessor, V view, Runnable action) {
        this.context = (InternalProcessorContext<?, ?>) ofProcessor;
        this.processor = context.currentNode();
        this.view = view;
        this.action = action;
    }

    /** What the processor shows; null before it has attached. */
    public V view() {
        return view;
    }

    @Override
    public void flushCache() {
        if (context == null) {
            return;
        }
        var node = context.currentNode();
        var record = context.recordContext();
        context.setCurrentNode(processor);
        context.setRecordContext(
                new ProcessorRecordContext(context.currentSystemTimeMs(), -1, -1, null, new RecordHeaders()));
        try {
            action.run();
        } finally {
            context.setRecordContext(record);
            context.setCurrentNode(node);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext stateStoreContext, StateStore root) {
        stateStoreContext.register(root, (_, _) -> {});
        isOpen = true;
    }

    @Override
    public void close() {
        isOpen = false;
        view = null;
    }

    @Override
    public void commit(Map<TopicPartition, Long> changelogOffsets) {
        // Nothing is kept here.
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return isOpen;
    }

    @Override
    public Position getPosition() {
        return Position.emptyPosition();
    }

    @Override
    public boolean setFlushListener(
            org.apache.kafka.streams.state.internals.CacheFlushListener<Object, Object> listener,
            boolean sendOldValues) {
        return false;
    }

    @Override
    public void clearCache() {
        // Nothing is cached here.
    }

    private static final class ViewType<V> implements QueryableStoreType<Optional<V>> {

        @Override
        public boolean accepts(StateStore store) {
            return store instanceof BeforeCommit<?>;
        }

        @Override
        @SuppressWarnings("unchecked")
        public Optional<V> create(StateStoreProvider provider, String storeName) {
            List<?> found = provider.stores(storeName, (QueryableStoreType<Object>) (QueryableStoreType<?>) this);
            return found.stream().map(store -> ((BeforeCommit<V>) store).view).filter(
                    java.util.Objects::nonNull).findFirst();
        }

    }

    private record Builder<V>(String name) implements StoreBuilder<BeforeCommit<V>> {

        @Override
        public BeforeCommit<V> build() {
            return new BeforeCommit<>(name);
        }

        @Override
        public StoreBuilder<BeforeCommit<V>> withCachingEnabled() {
            return this;
        }

        @Override
        public StoreBuilder<BeforeCommit<V>> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<BeforeCommit<V>> withLoggingEnabled(Map<String, String> config) {
            throw new UnsupportedOperationException("a store without contents has no changelog");
        }

        @Override
        public StoreBuilder<BeforeCommit<V>> withLoggingDisabled() {
            return this;
        }

        @Override
        public Map<String, String> logConfig() {
            return Map.of();
        }

        @Override
        public boolean loggingEnabled() {
            return false;
        }

    }

}
