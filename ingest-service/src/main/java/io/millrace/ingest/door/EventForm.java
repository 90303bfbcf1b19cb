package io.millrace.ingest.door;

import java.util.LinkedHashMap;
import java.util.Map;

/** How an event's fields are called by its sender. */
@FunctionalInterface
interface EventForm {

    /**
     * The fields by our own names. The result is a new map that the caller may change.
     *
     * @param sent
     *            as the sender wrote them
     */
    Map<String, Object> fields(Map<String, Object> sent);

    /**
     * The form of the event itself. What only Millrace may say of an event ({@code received_at}, {@code segment},
     * {@code context}) is left out.
     */
    EventForm OWN = sent -> {
        var fields = new LinkedHashMap<>(sent);
        fields.remove("received_at");
        fields.remove("segment");
        fields.remove("context");
        return fields;
    };

    /** The own form, with the type given beside it. */
    static EventForm ofType(String eventType) {
        return sent -> {
            var fields = OWN.fields(sent);
            if (eventType != null) {
                fields.put("event_type", eventType);
            }
            return fields;
        };
    }

}
