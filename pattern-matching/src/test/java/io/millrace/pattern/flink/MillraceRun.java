package io.millrace.pattern.flink;

import io.millrace.pattern.CompiledPattern;
import io.millrace.pattern.Condition;
import io.millrace.pattern.Condition.Correlation;
import io.millrace.pattern.EventCodec;
import io.millrace.pattern.KeyState;
import io.millrace.pattern.MatchOrder;
import io.millrace.pattern.Outcome;
import io.millrace.pattern.PatternCompiler;
import io.millrace.pattern.PatternMatcher;
import io.millrace.pattern.PatternOptions;
import io.millrace.pattern.SkipStrategy;
import java.io.Serial;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * What our matcher finds. At random moments its state is stored and read again, and time is told to it while nothing
 * happens; neither may make a difference.
 */
final class MillraceRun {

    private static final int LIMIT = 200_000;
    private static final int MAX_MATCHES = 500;
    private static final int MAX_BRANCHES = 500;

    private final PatternMatcher<Signal> matcher;
    private final FuzzCase of;
    private final Random random;
    private KeyState<Signal> state;
    private byte[] written = {};
    private long changesWritten = -1;
    private final List<Found> matches = new ArrayList<>();
    private final Set<FlinkOracle.Expired> expired = new LinkedHashSet<>();

    private MillraceRun(FuzzCase of, CompiledPattern<Signal> pattern) {
        this.of = of;
        matcher = PatternMatcher.of(pattern);
        state = matcher.newState();
        random = new Random(of.stream().hashCode());
    }

    /** @throws io.millrace.pattern.PatternCompileException when we refuse the pattern */
    static CompiledPattern<Signal> compile(FuzzCase of) {
        var conditions = new HashMap<String, Condition<Signal>>();
        of.tests().forEach((name, test) -> conditions.put(name, condition(test)));
        MatchOrder order = of.skip() instanceof SkipStrategy.None ? MatchOrder.AS_COMPLETED : MatchOrder.BY_START;
        PatternOptions options = PatternOptions.defaults().skipping(of.skip()).ordered(order).openRunsUpTo(
                LIMIT).keptEventsUpTo(LIMIT);
        options = of.window().isPresent() ? options.within(of.window().get()) : options;
        return PatternCompiler.compile(of.pattern(), conditions,
                of.tellsTimeouts() ? options.emittingTimeouts() : options);
    }

    /**
     * Runs the stream up to its end.
     *
     * @throws TooManyBranches when it is not worth while
     */
    static MillraceRun of(FuzzCase of) {
        var run = new MillraceRun(of, compile(of));
        run.run();
        return run;
    }

    List<Found> matches() {
        return matches;
    }

    Set<FlinkOracle.Expired> expired() {
        return expired;
    }

    private void run() {
        long now = 0;
        for (Signal signal : of.stream()) {
            idle(now, signal.at());
            now = signal.at();
            int before = matches.size();
            matcher.onEvent(state, signal, now, this::take);
            requireInOrderOfStarts(matches.subList(before, matches.size()), signal.index());
            if (matcher.branches(state, MAX_BRANCHES + 1).size() > MAX_BRANCHES) {
                throw new TooManyBranches("more branches than " + MAX_BRANCHES);
            }
        }
        idle(now, of.end());
        matcher.onTime(state, of.end(), this::take);
    }

    private void idle(long from, long to) {
        if (random.nextInt(3) == 0) {
            storeAndRestore();
        }
        if (random.nextInt(3) == 0) {
            matcher.onTime(state, from + random.nextLong(to - from + 1), this::take);
        }
    }

    private void storeAndRestore() {
        byte[] stored = matcher.write(state, new ByIndex());
        require(PatternMatcher.storedDeadline(stored).equals(state.nextDeadline()), "deadline of the stored state");
        require(PatternMatcher.storedRuns(stored) == state.openRuns(), "runs of the stored state");
        require(state.isEmpty() == (state.openRuns() == 0), "emptiness of the state");
        require(state.changes() != changesWritten || Arrays.equals(stored, written), "a change that is not counted");
        if (random.nextBoolean()) {
            state = matcher.read(stored, new ByIndex());
            stored = matcher.write(state, new ByIndex());
        }
        written = stored;
        changesWritten = state.changes();
    }

    /** What an event completes is told in the order of the starts. */
    private static void requireInOrderOfStarts(List<Found> told, int index) {
        int[] firsts = told.stream().filter(match -> match.last() == index).mapToInt(Found::first).toArray();
        int[] sorted = firsts.clone();
        Arrays.sort(sorted);
        require(Arrays.equals(firsts, sorted), "order of matches");
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("wrong: " + what);
        }
    }

    private void take(Outcome<Signal> outcome) {
        switch (outcome) {
            case Outcome.Match<Signal> match -> add(Found.of(match.captured()));
            case Outcome.Timeout<Signal> timeout ->
                expired.add(new FlinkOracle.Expired(Found.of(timeout.captured()), timeout.deadlineMillis()));
            case Outcome.Overflow<Signal> overflow ->
                throw new TooManyBranches(overflow.toString());
        }
    }

    private void add(Found found) {
        matches.add(found);
        if (matches.size() > MAX_MATCHES) {
            throw new TooManyBranches("more matches than " + MAX_MATCHES);
        }
    }

    private static Condition<Signal> condition(SignalTest test) {
        return switch (test) {
            case SignalTest.OfEvent ofEvent -> Condition.onEvent(ofEvent::fits);
            case SignalTest.SameProduct(_, var variable) -> Condition.correlated(test::fits,
                    new Correlation<>(Signal::product, captured -> {
                        List<Signal> earlier = captured.events(variable);
                        return earlier.isEmpty() ? null : (Object) earlier.getLast().product();
                    }), (signal, captured) -> test.holds(signal, captured::events));
            case SignalTest.SizeBelow _,SignalTest.SumReaches _,SignalTest.Both _ -> Condition.lookingBack(test::fits,
                    (signal, captured) -> test.holds(signal, captured::events));
        };
    }

    /** A case has more branches than are worth while: their number is exponential in some patterns. */
    static final class TooManyBranches extends RuntimeException {

        @Serial
        private static final long serialVersionUID = 1;

        TooManyBranches(String message) {
            super(message);
        }
    }

    /** Stores an event as its index. */
    private final class ByIndex implements EventCodec<Signal> {

        @Override
        public byte[] write(Signal signal) {
            return ByteBuffer.allocate(Integer.BYTES).putInt(signal.index()).array();
        }

        @Override
        public Signal read(byte[] stored) {
            return of.stream().get(ByteBuffer.wrap(stored).getInt());
        }
    }
}
