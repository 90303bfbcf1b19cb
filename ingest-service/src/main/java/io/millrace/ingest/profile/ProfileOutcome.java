package io.millrace.ingest.profile;

import io.millrace.event.Event;
import io.millrace.result.RejectedEvent;

/** What comes of joining an event, or of a record of {@code profiles}. */
sealed interface ProfileOutcome {

    /** An event with what is known of its user. */
    record Joined(Event event) implements ProfileOutcome {}

    /**
     * A profile that changed; its record's key is the profile's.
     *
     * @param json
     *            the whole profile, or null for a tombstone
     */
    record Published(byte[] json) implements ProfileOutcome {}

    /** A change that was refused. */
    record Refused(RejectedEvent rejection) implements ProfileOutcome {}

}
