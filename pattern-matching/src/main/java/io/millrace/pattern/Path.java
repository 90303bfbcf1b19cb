package io.millrace.pattern;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** One branch, as the events it took, the oldest first. */
final class Path<E> implements Comparable<Path<E>> {

    final Taken<E>[] events;

    Path(Taken<E>[] events) {
        this.events = events;
    }

    long startPosition() {
        return events[0].arrival.position();
    }

    long startMillis() {
        return events[0].arrival.timestampMillis();
    }

    long lastPosition() {
        return events[events.length - 1].arrival.position();
    }

    long lastMillis() {
        return events[events.length - 1].arrival.timestampMillis();
    }

    /** The position of the first event under a variable, or of the last; -1 when there is none. */
    long positionOf(int variable, boolean isLast) {
        long found = -1;
        for (Taken<E> taken : events) {
            if (taken.variable == variable) {
                found = taken.arrival.position();
                if (!isLast) {
                    return found;
                }
            }
        }
        return found;
    }

    /** The events by variable, in the order of the variables; can't be changed. */
    Map<String, List<E>> captured(List<String> variables) {
        return new CapturedPath<>(this, variables);
    }

    /** The events under a variable, the oldest first; can't be changed. */
    List<E> eventsOf(int variable) {
        E first = null;
        List<E> several = null;
        for (Taken<E> taken : events) {
            if (taken.variable == variable) {
                if (first == null) {
                    first = taken.arrival.event();
                } else {
                    several = several == null ? new ArrayList<>(List.of(first)) : several;
                    several.add(taken.arrival.event());
                }
            }
        }
        if (several != null) {
            return Collections.unmodifiableList(several);
        }
        return first == null ? List.of() : List.of(first);
    }

    /** The branch as a chain that it shares with no other. */
    Taken<E> toChain() {
        Taken<E> chain = null;
        for (Taken<E> taken : events) {
            chain = taken.before == chain ? taken : new Taken<>(taken.arrival, taken.variable, chain);
        }
        return chain;
    }

    /** By start; of equal ones, by the first event in which they differ; then the shorter one, then the variables. */
    @Override
    public int compareTo(Path<E> other) {
        int common = Math.min(events.length, other.events.length);
        for (int i = 0; i < common; i++) {
            int order = Long.compare(events[i].arrival.position(), other.events[i].arrival.position());
            if (order != 0) {
                return order;
            }
        }
        int order = Integer.compare(events.length, other.events.length);
        for (int i = 0; i < common && order == 0; i++) {
            order = Integer.compare(events[i].variable, other.events[i].variable);
        }
        return order;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Path<?> path && events.length == path.events.length
                && Arrays.equals(events, path.events, Path::compareTaken);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (Taken<E> taken : events) {
            hash = 31 * (31 * hash + Long.hashCode(taken.arrival.position())) + taken.variable;
        }
        return hash;
    }

    private static int compareTaken(Taken<?> left, Taken<?> right) {
        return left.arrival.position() == right.arrival.position() && left.variable == right.variable ? 0 : 1;
    }
}
