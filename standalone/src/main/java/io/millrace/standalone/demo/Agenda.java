package io.millrace.standalone.demo;

import java.util.PriorityQueue;

/**
 * What is still to happen, by time; what is due at the same time happens in the order in which it was planned. Not
 * thread-safe.
 */
final class Agenda {

    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private long planned;

    /** Something due: an event to tell, or an actor's turn. */
    private sealed interface Due {

        record Telling(ShopEvent event) implements Due {}

        record Turn(Actor actor) implements Due {}
    }

    private record Entry(long at, long order, Due due) implements Comparable<Entry> {

        @Override
        public int compareTo(Entry other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    /** Gives {@code actor} its turn at that time, and again whenever it asks for it. */
    void plan(long at, Actor actor) {
        entries.add(new Entry(at, planned++, new Due.Turn(actor)));
    }

    /** Tells {@code event} when its time has come. */
    void tell(ShopEvent event) {
        entries.add(new Entry(event.timestamp().toEpochMilli(), planned++, new Due.Telling(event)));
    }

    /** Lets things happen up to the next event. */
    ShopEvent nextEvent() {
        while (true) {
            var entry = entries.remove();
            switch (entry.due()) {
                case Due.Telling(var event) -> {
                    return event;
                }
                case Due.Turn(var actor) -> {
                    long next = actor.act(entry.at());
                    if (next != Actor.DONE) {
                        plan(next, actor);
                    }
                }
            }
        }
    }

}
