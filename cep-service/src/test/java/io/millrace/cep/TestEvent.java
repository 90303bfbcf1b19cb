package io.millrace.cep;

import io.millrace.event.Event;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Builds events that show only what matters; the id follows from type, user and time unless it is given. */
public record TestEvent(String id, String type, String tenant, String user, String at, Map<String, Object> data) {

    private static final String DAY = "2024-01-01T";

    /** An event of user {@code u1} of tenant {@code shop} at ten o'clock. */
    public static TestEvent event(String type) {
        return new TestEvent(null, type, "shop", "u1", "10:00:00", Map.of());
    }

    /** The instant of that time of the day of all test events. */
    public static Instant instant(String time) {
        return Instant.parse(DAY + time + "Z");
    }

    public TestEvent at(String time) {
        return new TestEvent(id, type, tenant, user, time, data);
    }

    public TestEvent user(String name) {
        return new TestEvent(id, type, tenant, name, at, data);
    }

    public TestEvent anonymous() {
        return user(null);
    }

    public TestEvent tenant(String name) {
        return new TestEvent(id, type, name, user, at, data);
    }

    public TestEvent id(String eventId) {
        return new TestEvent(eventId, type, tenant, user, at, data);
    }

    public TestEvent with(String field, Object value) {
        var more = new LinkedHashMap<>(data);
        more.put(field, value);
        return new TestEvent(id, type, tenant, user, at, more);
    }

    public Event build() {
        var eventId = id != null ? id : type + "-" + user + "-" + at;
        return new Event(eventId, type, tenant, user, user == null ? "visitor" : null, null, instant(at), instant(at),
                null, null, data, Map.of(), Map.of(), Map.of());
    }

}
