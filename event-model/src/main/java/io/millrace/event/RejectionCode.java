package io.millrace.event;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why an event was rejected; the values of the {@code reason} label of the rejection counters. */
public enum RejectionCode {

    /** The bytes are not JSON. */
    NOT_JSON,
    /** JSON, but not an object. */
    NOT_AN_OBJECT,
    /** A required field is absent or blank. */
    MISSING_FIELD,
    /** A field has the wrong JSON type. */
    WRONG_TYPE,
    /** A field's value is out of its range or form. */
    BAD_VALUE,
    /** The event is larger than allowed. */
    TOO_LARGE,
    /** The event names a tenant that its key may not write. */
    WRONG_TENANT;

    /** The label value: {@code not_json} and so on. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

}
