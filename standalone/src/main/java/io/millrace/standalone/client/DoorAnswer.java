package io.millrace.standalone.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What came of a request to the ingest door. */
public sealed interface DoorAnswer {

    /** The broker has the events, but for the rejected ones. */
    record Taken(long accepted, List<RejectedLine> rejected) implements DoorAnswer {}

    /** Nothing is certain; the same request may succeed later, and what it repeats is recognised by its event ids. */
    record NotNow(String reason, Optional<Duration> retryAfter) implements DoorAnswer {}

    /** Too many events, or too many bytes, for one request. */
    record TooLarge(String reason) implements DoorAnswer {}

    /** The door could make nothing of the body. */
    record Unreadable(String reason) implements DoorAnswer {}

    /** The door will not take it from this sender: a wrong key, a wrong address. */
    record Refused(String reason) implements DoorAnswer {}

    /**
     * An event that was rejected.
     *
     * @param index
     *            its place in the request, from 0
     */
    record RejectedLine(int index, String reason) {}

}
