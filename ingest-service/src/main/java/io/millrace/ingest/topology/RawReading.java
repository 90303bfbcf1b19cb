package io.millrace.ingest.topology;

import io.millrace.event.Event;
import io.millrace.result.RejectedEvent;

/** What came of reading a record of {@code events.raw}. */
sealed interface RawReading {

    /** A valid event. */
    sealed interface Taken extends RawReading {

        /** The event, normalised. */
        Event event();
    }

    /** A valid event in the partition where the events of its key meet. */
    record Settled(Event event) implements Taken {}

    /** A valid event in another partition than that of its key: its producer chose another key. */
    record Stray(Event event) implements Taken {}

    /** Not a valid event. */
    record Refused(RejectedEvent rejection) implements RawReading {}

}
