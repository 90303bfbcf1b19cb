package io.millrace.pattern.flink;

import java.io.Serial;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.java.typeutils.GenericTypeInfo;
import org.apache.flink.cep.nfa.NFA;
import org.apache.flink.cep.nfa.NFAState;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.nfa.compiler.NFACompiler;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBuffer;
import org.apache.flink.cep.pattern.Pattern;

/**
 * What Flink finds: its automaton, driven as its operator does for one key in event time. Before each event time
 * advances to it, and after the last to the end. One thread at a time.
 */
public final class FlinkOracle implements AutoCloseable {

    /**
     * A match.
     *
     * @param moment matches of one moment were complete at the same time
     */
    public record Told(Found found, long moment) {}

    /** A partial match whose time ran out. */
    public record Expired(Found found, long deadline) {

        @Override
        public String toString() {
            return found + " timeout@" + deadline;
        }
    }

    /**
     * All that was found.
     *
     * @param matches in Flink's order
     * @param expired without repetitions
     * @param withheld whether a complete match had to wait for an earlier run to end
     */
    public record Answer(List<Told> matches, Set<Expired> expired, boolean withheld) {

        /** What was found, in Flink's order. */
        public List<Found> found() {
            return matches.stream().map(Told::found).toList();
        }
    }

    /** When time advances. */
    public enum Clock {

        /** To the time of each event, and to the end. */
        OF_EVENTS,
        /** By one millisecond from zero, so that nothing that is due waits for an event. */
        EACH_MILLISECOND

    }

    private final HeapStateStore store = new HeapStateStore();
    private final SharedBuffer<Signal> buffer = new SharedBuffer<>(store,
            new GenericTypeInfo<>(Signal.class).createSerializer(new SerializerConfigImpl()));

    /**
     * Runs a pattern.
     *
     * @throws RuntimeException Flink's own, of several types, when it refuses the pattern
     * @throws FlinkFailure when Flink breaks on it
     */
    public Answer run(Pattern<Signal, Signal> pattern, List<Signal> stream, long end, Clock clock) {
        NFA<Signal> nfa = NFACompiler.compileFactory(pattern, true).createNFA();
        var run = new Run(nfa, pattern.getAfterMatchSkipStrategy());
        store.clear();
        try {
            for (Signal signal : stream) {
                run.advance(signal.at(), clock);
                run.take(signal);
            }
            run.advance(end, clock);
        } catch (Exception e) { // Flink's methods declare no more, and the fuzz tells what breaks in Flink apart
            throw new FlinkFailure(e);
        }
        return new Answer(run.matches, run.expired, run.withheld);
    }

    @Override
    public void close() {
        buffer.releaseCacheStatisticsTimer();
    }

    /** Flink breaks on a pattern that it has accepted. */
    public static final class FlinkFailure extends RuntimeException {

        @Serial
        private static final long serialVersionUID = 1;

        FlinkFailure(Throwable cause) {
            super(cause);
        }
    }

    private final class Run {

        private final NFA<Signal> nfa;
        private final AfterMatchSkipStrategy skip;
        private final NFAState state;
        private final List<Told> matches = new ArrayList<>();
        private final Set<Expired> expired = new LinkedHashSet<>();
        private boolean withheld;
        private long moment;
        private long now;

        private Run(NFA<Signal> nfa, AfterMatchSkipStrategy skip) {
            this.nfa = nfa;
            this.skip = skip;
            this.state = nfa.createInitialNFAState();
        }

        private void advance(long time, Clock clock) throws Exception {
            long next = switch (clock) {
                case OF_EVENTS -> time;
                case EACH_MILLISECOND -> Math.min(now + 1, time);
            };
            for (now = next; now < time; now++) {
                advance();
            }
            now = time;
            advance();
        }

        private void advance() throws Exception {
            try (var accessor = buffer.getAccessor()) {
                var results = nfa.advanceTime(accessor, state, now, skip);
                tell(results.f0);
                results.f1.forEach(partial -> expired.add(new Expired(Found.of(partial.f0), partial.f1)));
            }
        }

        private void take(Signal signal) throws Exception {
            try (var accessor = buffer.getAccessor()) {
                tell(nfa.process(accessor, state, signal, signal.at(), skip, () -> 0));
            }
        }

        private void tell(Collection<Map<String, List<Signal>>> complete) {
            moment++;
            complete.forEach(match -> matches.add(new Told(Found.of(match), moment)));
            withheld |= !state.getCompletedMatches().isEmpty();
        }
    }
}
