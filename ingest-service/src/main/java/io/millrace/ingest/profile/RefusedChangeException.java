package io.millrace.ingest.profile;

import io.millrace.event.EventReading.Rejected;
import io.millrace.event.RejectionCode;

/** A change of a profile that can't be made. It says which field is at fault, for the one who sent it. */
final class RefusedChangeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final RejectionCode code;
    private final String field;

    /**
     * @param field
     *            the field at fault, or null for the change as a whole
     */
    RefusedChangeException(RejectionCode code, String field, String reason) {
        super(reason, null, false, false);
        this.code = code;
        this.field = field;
    }

    /** The reason, for {@code events.rejected}. */
    Rejected reason(String eventId) {
        return new Rejected(code, getMessage(), field, eventId);
    }

}
