package io.millrace.cep.explain;

import io.millrace.event.Event;
import java.util.List;
import java.util.Map;

/** Tells why a variable of a pattern does not take an event. */
public interface RefusalReasons {

    /**
     * The reason, for people.
     *
     * @param variable
     *            of the pattern
     * @param captured
     *            variable to the events that the run has taken so far
     */
    Reason of(String variable, Event event, Map<String, List<Event>> captured);

    /**
     * A reason.
     *
     * @param kind
     *            what is at fault
     * @param part
     *            the part of the condition that is not met, or null
     * @param text
     *            for people
     */
    record Reason(Kind kind, String part, String text) {}

    /** What is at fault. */
    enum Kind {

        /** The event is of another type. */
        TYPE,
        /** A part of the condition is not met. */
        CONDITION,
        /** A part of the condition fails on the event. */
        FAILURE,
        /** Nothing: the event fits by now, and came at another moment. */
        NONE

    }

}
