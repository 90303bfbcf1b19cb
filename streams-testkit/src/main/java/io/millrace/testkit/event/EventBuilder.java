package io.millrace.testkit.event;

import io.millrace.event.Event;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/** Builds an event of tenant {@code t1} on 2024-01-01 at midnight, unless told otherwise. Not thread-safe. */
public final class EventBuilder {

    /** The day of events that are given a time only. */
    public static final LocalDate DAY = LocalDate.of(2024, 1, 1);

    private static long nextId = 1;

    private final String type;
    private final Map<String, Object> data = new LinkedHashMap<>();
    private String id;
    private String tenant = "t1";
    private String user;
    private Instant timestamp = at(LocalTime.MIDNIGHT);

    private EventBuilder(String type) {
        this.type = type;
        this.id = "event-" + nextId();
    }

    /** An event of that type, with an id of its own. */
    public static EventBuilder event(String type) {
        return new EventBuilder(type);
    }

    public EventBuilder id(String eventId) {
        this.id = eventId;
        return this;
    }

    public EventBuilder tenant(String tenantId) {
        this.tenant = tenantId;
        return this;
    }

    public EventBuilder user(String userId) {
        this.user = userId;
        return this;
    }

    /** At a time of {@link #DAY} ({@code 10:00:05}), or at a full ISO-8601 instant. */
    public EventBuilder at(String time) {
        this.timestamp = time.length() > 12 ? Instant.parse(time) : at(LocalTime.parse(time));
        return this;
    }

    public EventBuilder at(Instant instant) {
        this.timestamp = instant;
        return this;
    }

    public EventBuilder data(String name, Object value) {
        data.put(name, value instanceof Integer number ? number.longValue() : value);
        return this;
    }

    public Event build() {
        return new Event(id, type, tenant, user, null, null, timestamp, timestamp, null, null, Map.copyOf(data),
                Map.of(), Map.of(), Map.of());
    }

    private static Instant at(LocalTime time) {
        return DAY.atTime(time).toInstant(ZoneOffset.UTC);
    }

    private static synchronized long nextId() {
        return nextId++;
    }

}
