package io.millrace.pattern.flink;

import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;

/** A condition that both engines can be given: what an event must be, and what it must be beside those taken before. */
public sealed interface SignalTest {

    /** The part that needs the event alone. */
    boolean fits(Signal signal);

    /**
     * The rest.
     *
     * @param captured the events taken so far by variable, oldest first; none where there are none
     */
    boolean holds(Signal signal, Function<String, List<Signal>> captured);

    /** The whole. */
    default boolean test(Signal signal, Function<String, List<Signal>> captured) {
        return fits(signal) && holds(signal, captured);
    }

    /** Needs the event alone. */
    sealed interface OfEvent extends SignalTest {

        @Override
        default boolean holds(Signal signal, Function<String, List<Signal>> captured) {
            return true;
        }
    }

    /** One of some kinds, each a letter. */
    record OfKind(String kinds) implements OfEvent {

        @Override
        public boolean fits(Signal signal) {
            return kinds.indexOf(signal.kind()) >= 0;
        }

        @Override
        public String toString() {
            return kinds;
        }
    }

    /** Any condition. */
    record Both(Predicate<Signal> fitting, BiPredicate<Signal, Function<String, List<Signal>>> holding)
            implements
                SignalTest {

        @Override
        public boolean fits(Signal signal) {
            return fitting.test(signal);
        }

        @Override
        public boolean holds(Signal signal, Function<String, List<Signal>> captured) {
            return holding.test(signal, captured);
        }
    }

    /** Of the product of the last event taken under a variable; false when there is none. */
    record SameProduct(String kinds, String variable) implements SignalTest {

        @Override
        public boolean fits(Signal signal) {
            return kinds.indexOf(signal.kind()) >= 0;
        }

        @Override
        public boolean holds(Signal signal, Function<String, List<Signal>> captured) {
            List<Signal> earlier = captured.apply(variable);
            return !earlier.isEmpty() && earlier.getLast().product() == signal.product();
        }

        @Override
        public String toString() {
            return kinds + " && product == " + variable + ".last.product";
        }
    }

    /** While fewer than so many events were taken under a variable. */
    record SizeBelow(String kinds, String variable, int limit) implements SignalTest {

        @Override
        public boolean fits(Signal signal) {
            return kinds.indexOf(signal.kind()) >= 0;
        }

        @Override
        public boolean holds(Signal signal, Function<String, List<Signal>> captured) {
            return captured.apply(variable).size() < limit;
        }

        @Override
        public String toString() {
            return kinds + " && size(" + variable + ") < " + limit;
        }
    }

    /** When the products of the event and of those taken under a variable sum up to at least so much. */
    record SumReaches(String kinds, String variable, int limit) implements SignalTest {

        @Override
        public boolean fits(Signal signal) {
            return kinds.indexOf(signal.kind()) >= 0;
        }

        @Override
        public boolean holds(Signal signal, Function<String, List<Signal>> captured) {
            return captured.apply(variable).stream().mapToInt(Signal::product).sum() + signal.product() >= limit;
        }

        @Override
        public String toString() {
            return kinds + " && product + sum(" + variable + ".product) >= " + limit;
        }
    }
}
