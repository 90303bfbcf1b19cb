package io.millrace.ingest.log;

import io.millrace.event.Event;
import io.millrace.result.RejectedEvent;

/** A durable log of events. Thread-safe. */
public interface EventLog {

    /** Begins to append what one request brought; cheap. */
    Append begin();

    /**
     * What one request appends, in order. Events of one key keep that order. Not thread-safe.
     *
     * <p>
     * After a {@link NotAcknowledgedException} some of the events may be in the log and some not: the sender sends all
     * of them again, and their ids make duplicates known.
     */
    interface Append {

        /**
         * Appends an event; does not wait for the acknowledgement.
         *
         * @throws NotAcknowledgedException
         *             when it is already clear that the log can't take it
         */
        void add(Event event);

        /**
         * Appends a rejection; does not wait for the acknowledgement.
         *
         * @throws NotAcknowledgedException
         *             when it is already clear that the log can't take it
         */
        void add(RejectedEvent rejection);

        /**
         * Waits until everything is acknowledged.
         *
         * @throws NotAcknowledgedException
         *             when it is not, or not in time
         */
        void await();

    }

}
