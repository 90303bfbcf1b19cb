package io.millrace.standalone.demo;

import java.time.Instant;
import java.util.Map;

/**
 * Something that happened in the shop.
 *
 * @param timestamp
 *            when it happened
 * @param json
 *            the event as a sender writes it, in the order of its fields
 */
public record ShopEvent(Instant timestamp, Map<String, Object> json) {

    /** What kind of event it is: {@code order.created}. */
    public String type() {
        return (String) json.get("event_type");
    }

    /** The sender's own fields. */
    @SuppressWarnings("unchecked")
    public Map<String, Object> data() {
        return (Map<String, Object>) json.get("data");
    }

    /** The known user, or null. */
    public String userId() {
        return (String) json.get("user_id");
    }

}
