package io.millrace.pattern;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What joins two neighbours of a {@link PatternNode.Sequence}.
 *
 * @param contiguity how close the right neighbour must come
 * @param gap the exclusive limit of the time between the last event taken on the left and the first on the right, in
 *            whole milliseconds; empty when unlimited
 */
public record Link(Contiguity contiguity, Optional<Duration> gap) {

    /** @throws IllegalArgumentException when the gap is not a positive whole number of milliseconds */
    public Link {
        Objects.requireNonNull(contiguity, "contiguity");
        gap.ifPresent(limit -> PatternDuration.requireMillis("gap", limit));
    }

    /** A link without a gap limit. */
    public static Link of(Contiguity contiguity) {
        return new Link(contiguity, Optional.empty());
    }
}
