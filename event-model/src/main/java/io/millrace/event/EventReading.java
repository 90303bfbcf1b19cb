package io.millrace.event;

/** What came of reading a sender's event. */
public sealed interface EventReading {

    /**
     * A valid event.
     *
     * @param event
     *            normalised, with all defaults filled in
     * @param clamped
     *            whether its timestamp lay too far in the future and was set to the time of receipt
     */
    record Accepted(Event event, boolean clamped) implements EventReading {}

    /**
     * An event that can't be taken.
     *
     * @param reason
     *            why, for people
     * @param code
     *            why, for counters
     * @param field
     *            the field at fault ({@code data}, {@code metadata.ip_address}), or null for the event as a whole
     * @param eventId
     *            the sender's id of it, if it could be read, or null
     */
    record Rejected(RejectionCode code, String reason, String field, String eventId) implements EventReading {}

}
