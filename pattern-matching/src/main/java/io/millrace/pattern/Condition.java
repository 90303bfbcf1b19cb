package io.millrace.pattern;

import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Decides whether an event can be taken under a name of the pattern. Its functions must be free of side effects and
 * thread-safe, and give the same answer for the same arguments. What they throw passes through the matcher, whose state
 * is undefined afterwards.
 *
 * @param <E> the type of the events
 */
public sealed interface Condition<E> {

    /** Whether the event alone could be taken: necessary, and sufficient unless the condition looks back. */
    Predicate<? super E> fits();

    /** Depends on the event alone, and so is tested once per event, however many runs are open. */
    record OnEvent<E>(Predicate<? super E> fits) implements Condition<E> {

        /** Requires the predicate. */
        public OnEvent {
            Objects.requireNonNull(fits, "fits");
        }
    }

    /**
     * Depends on what the run has captured too, and so is tested for each run that waits for the event.
     *
     * @param fits the part that needs the event alone
     * @param correlation an equality without which {@code holds} is never true; runs are looked up by it
     * @param holds the rest
     */
    record LookBack<E>(Predicate<? super E> fits, Optional<Correlation<E>> correlation,
            BiPredicate<? super E, ? super Captured<E>> holds) implements Condition<E> {

        /** Requires all three. */
        public LookBack {
            Objects.requireNonNull(fits, "fits");
            Objects.requireNonNull(correlation, "correlation");
            Objects.requireNonNull(holds, "holds");
        }
    }

    /**
     * An equality between the event and what the run has captured: {@code cart.data.sku == view.data.sku}. Values are
     * compared by {@code equals}; null equals nothing.
     *
     * @param ofEvent the value of the event at hand
     * @param ofCaptured the value of the run; it may not change while the run waits in one place
     */
    record Correlation<E>(Function<? super E, ?> ofEvent, Function<? super Captured<E>, ?> ofCaptured) {

        /** Requires both. */
        public Correlation {
            Objects.requireNonNull(ofEvent, "ofEvent");
            Objects.requireNonNull(ofCaptured, "ofCaptured");
        }
    }

    /** A condition on the event alone. */
    static <E> Condition<E> onEvent(Predicate<? super E> fits) {
        return new OnEvent<>(fits);
    }

    /** A condition that looks back. */
    static <E> Condition<E> lookingBack(Predicate<? super E> fits, BiPredicate<? super E, ? super Captured<E>> holds) {
        return new LookBack<>(fits, Optional.empty(), holds);
    }

    /** A condition that looks back and holds only where a value of the event equals one of the run. */
    static <E> Condition<E> correlated(Predicate<? super E> fits, Correlation<E> correlation,
            BiPredicate<? super E, ? super Captured<E>> holds) {
        return new LookBack<>(fits, Optional.of(correlation), holds);
    }
}
