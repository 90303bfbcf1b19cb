package io.millrace.ingest;

/**
 * The meters of the ingest service and their labels.
 *
 * <p>
 * Two sums hold, apart from what is on its way:
 *
 * <pre>
 * {@link #DOOR_RECEIVED} = {@link #DOOR_ACCEPTED} + {@link #DOOR_REJECTED} + {@link #DOOR_UNACKNOWLEDGED}
 * {@link #DOOR_ACCEPTED} + records of other producers = {@link #RECORDS_READ}
 *                        = {@link #NORMALISED} + {@link #RECORDS_REJECTED} + {@link #DUPLICATES}
 * </pre>
 *
 * The second is exact for one run: when Streams starts a transaction again after a failure, the records of the aborted
 * one are counted once more, although their results are not. An unacknowledged event may nevertheless have reached the
 * log; then it counts as one of another producer.
 */
public final class IngestMeters {

    /** Requests at the door; labels {@link #ROUTE} and {@link #STATUS}. Alert on a growing share of 503. */
    public static final String DOOR_REQUESTS = "millrace.ingest.door.requests";
    /** How long requests waited for the broker's acknowledgement. */
    public static final String DOOR_ACKNOWLEDGEMENT = "millrace.ingest.door.acknowledgement";
    /** Events that came to the door in requests that could be read. */
    public static final String DOOR_RECEIVED = "millrace.ingest.door.events.received";
    /** Events that the broker acknowledged. */
    public static final String DOOR_ACCEPTED = "millrace.ingest.door.events.accepted";
    /** Events that were refused one by one and stand on {@code events.rejected}; label {@link #REASON}. */
    public static final String DOOR_REJECTED = "millrace.ingest.door.events.rejected";
    /** Events of requests that were answered 503: their senders were told to send them again. */
    public static final String DOOR_UNACKNOWLEDGED = "millrace.ingest.door.events.unacknowledged";
    /** Events whose timestamp lay too far in the future and was set to the time of receipt at the door. */
    public static final String DOOR_CLAMPED = "millrace.ingest.door.events.clamped";

    /** Records read from {@code events.raw}. */
    public static final String RECORDS_READ = "millrace.ingest.records.read";
    /** Records that are no valid event and went to {@code events.rejected}; label {@link #REASON}. */
    public static final String RECORDS_REJECTED = "millrace.ingest.records.rejected";
    /** Records whose timestamp lay too far in the future and was set to the time of receipt. */
    public static final String RECORDS_CLAMPED = "millrace.ingest.records.clamped";
    /** Records that were not in the partition of their event's key and took the way through {@code rekeyed}. */
    public static final String RECORDS_REKEYED = "millrace.ingest.records.rekeyed";
    /** Events whose id had been seen within the retention, and were left out. */
    public static final String DUPLICATES = "millrace.ingest.events.duplicate";
    /** Events put on {@code events}. */
    public static final String NORMALISED = "millrace.ingest.events.normalised";
    /** Ids of events that expired and were removed from the deduplication store. */
    public static final String IDS_EXPIRED = "millrace.ingest.ids.expired";

    /** Changes after which a profile says something else; label {@link #SOURCE}. */
    public static final String PROFILES_UPDATES = "millrace.ingest.profiles.updates";
    /** Changes that said what a profile says already, or what is older than that. */
    public static final String PROFILES_UNCHANGED = "millrace.ingest.profiles.unchanged";
    /** Changes of a profile that were refused and stand on {@code events.rejected}; label {@link #REASON}. */
    public static final String PROFILES_REFUSED = "millrace.ingest.profiles.refused";
    /** Events that would change a profile but have no {@code user_id}: nothing comes of them but the event. */
    public static final String PROFILES_ANONYMOUS = "millrace.ingest.profiles.anonymous";
    /** Events of users; label {@link #OUTCOME}. Those of anonymous visitors are not counted. */
    public static final String PROFILES_JOINS = "millrace.ingest.profiles.joins";

    /** Label: why an event was rejected, a {@link io.millrace.event.RejectionCode#label()}. */
    public static final String REASON = "reason";
    /** Label: what changes a profile: {@code identify}, {@code registered}, or {@code record} of {@code profiles}. */
    public static final String SOURCE = "source";
    /** Label: {@code hit} for an event of a user with a profile, else {@code miss}. */
    public static final String OUTCOME = "outcome";
    /** Label: {@code events}, {@code batch} or {@code pixel}. */
    public static final String ROUTE = "route";
    /** Label: the HTTP status of the answer; for the pixel, which always answers 200, what it would have been. */
    public static final String STATUS = "status";

    private IngestMeters() {}

}
