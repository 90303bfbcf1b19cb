package io.millrace.result;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where an alert stands. */
public enum AlertState {

    /** The condition holds, not yet for long enough. */
    PENDING,
    /** The condition has held for long enough. */
    FIRING,
    /** It fired, and the condition no longer holds. */
    RESOLVED,
    /** It was pending, and the condition no longer holds. */
    INACTIVE;

    /** {@code firing} and so on. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

}
