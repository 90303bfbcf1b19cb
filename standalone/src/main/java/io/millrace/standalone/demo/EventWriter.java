package io.millrace.standalone.demo;

import io.millrace.event.Timestamps;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Writes events down and puts them on the agenda. */
final class EventWriter {

    private static final String SHOP = "https://shop.example";

    private final Agenda agenda;
    private final RandomGenerator random;

    EventWriter(Agenda agenda, RandomGenerator random) {
        this.agenda = agenda;
        this.random = random;
    }

    /** Something that a visitor did on the web. */
    void web(long at, String type, Visitor visitor, String page, String referrer, Map<String, Object> data) {
        var metadata = metadata(visitor);
        metadata.put("page_url", SHOP + page);
        if (referrer != null) {
            metadata.put("referrer", referrer);
        }
        write(at, type, visitor, "web", data, metadata);
    }

    /** Something that happened on a server or in a warehouse. */
    void server(long at, String type, Visitor visitor, String source, Map<String, Object> data) {
        write(at, type, visitor, source, data, metadata(visitor));
    }

    private static Map<String, Object> metadata(Visitor visitor) {
        var metadata = new LinkedHashMap<String, Object>();
        put(metadata, "ip_address", visitor.address());
        put(metadata, "user_agent", visitor.userAgent());
        return metadata;
    }

    private void write(long at, String type, Visitor visitor, String source, Map<String, Object> data,
            Map<String, Object> metadata) {
        var json = new LinkedHashMap<String, Object>();
        json.put("event_id", id(at));
        json.put("event_type", type);
        put(json, "user_id", visitor.userId());
        put(json, "anonymous_id", visitor.anonymousId());
        put(json, "session_id", visitor.sessionId());
        var timestamp = Instant.ofEpochMilli(at);
        json.put("timestamp", Timestamps.format(timestamp));
        json.put("source", source);
        json.put("data", data);
        json.put("metadata", metadata);
        agenda.tell(new ShopEvent(timestamp, json));
    }

    /** A UUIDv7: time in milliseconds, then random bits. */
    private String id(long at) {
        long high = at << 16 | 0x7000 | random.nextInt(0x1000);
        long low = random.nextLong() >>> 2 | Long.MIN_VALUE;
        return new UUID(high, low).toString();
    }

    private static void put(Map<String, Object> json, String name, String value) {
        if (value != null) {
            json.put(name, value);
        }
    }

}
