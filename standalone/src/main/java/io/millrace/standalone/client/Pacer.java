package io.millrace.standalone.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Tells when recorded events are due: the first at once, the others as long after it as the speed says. */
final class Pacer {

    private final ReplaySpeed speed;
    private final WallClock clock;
    private Instant firstEvent;
    private long firstNanos;

    Pacer(ReplaySpeed speed, WallClock clock) {
        this.speed = speed;
        this.clock = clock;
    }

    /** How long until an event of that time is due; zero or less when it is. Events without a time are always due. */
    Duration untilDue(Optional<Instant> timestamp) {
        if (!speed.isPaced() || timestamp.isEmpty()) {
            return Duration.ZERO;
        }
        if (firstEvent == null) {
            firstEvent = timestamp.get();
            firstNanos = clock.nanos();
        }
        double recorded = Duration.between(firstEvent, timestamp.get()).toMillis() * 1e6;
        return Duration.ofNanos(firstNanos + (long) (recorded / speed.factor()) - clock.nanos());
    }

}
