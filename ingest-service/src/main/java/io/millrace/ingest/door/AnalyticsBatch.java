package io.millrace.ingest.door;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The form of {@code POST /api/analytics/batch}: {@code {"id","name","properties","context","timestamp"}}.
 *
 * <p>
 * {@code id}, {@code name} and {@code properties} are our {@code event_id}, {@code event_type} and {@code data}. Of the
 * context, in which the event's own fields go before those of the batch, the identities, {@code source} and
 * {@code tags} become the event's fields, everything else its metadata. Fields of ours that an event has itself stand
 * before what its context says.
 */
final class AnalyticsBatch implements EventForm {

    private static final Map<String, String> EVENT_FIELDS = Map.of("id", "event_id", "name", "event_type",
            "properties", "data");

    private static final Map<String, String> CONTEXT_FIELDS = Map.ofEntries(Map.entry("user_id", "user_id"),
            Map.entry("userId", "user_id"), Map.entry("anonymous_id", "anonymous_id"),
            Map.entry("anonymousId", "anonymous_id"), Map.entry("session_id", "session_id"),
            Map.entry("sessionId", "session_id"), Map.entry("tenant_id", "tenant_id"),
            Map.entry("tenantId", "tenant_id"), Map.entry("source", "source"), Map.entry("tags", "tags"));

    private static final Map<String, String> METADATA = Map.of("ip", "ip_address", "userAgent", "user_agent",
            "requestId", "request_id", "referer", "referrer", "url", "page_url", "pageUrl", "page_url");

    private final Map<String, Object> batchContext;

    AnalyticsBatch(Map<String, Object> batchContext) {
        this.batchContext = batchContext;
    }

    @Override
    public Map<String, Object> fields(Map<String, Object> sent) {
        var event = OWN.fields(sent);
        EVENT_FIELDS.forEach((theirs, ours) -> rename(event, theirs, ours));
        switch (sent.get("context")) {
            case null -> addContext(event, batchContext);
            case Map<?, ?> own -> addContext(event, merged(own));
            case Object wrong -> event.put("context", wrong);
        }
        return event;
    }

    private static void rename(Map<String, Object> event, String theirs, String ours) {
        if (event.get(ours) == null && event.containsKey(theirs)) {
            event.put(ours, event.remove(theirs));
        }
    }

    private Map<String, Object> merged(Map<?, ?> own) {
        var merged = new LinkedHashMap<>(batchContext);
        own.forEach((name, value) -> {
            if (value != null) {
                merged.put((String) name, value);
            }
        });
        return merged;
    }

    private static void addContext(Map<String, Object> event, Map<String, Object> context) {
        var metadata = new LinkedHashMap<String, Object>();
        context.forEach((name, value) -> {
            var field = CONTEXT_FIELDS.get(name);
            if (field != null) {
                putIfAbsent(event, field, value);
            } else if (name.equals("page")) {
                addPage(metadata, value);
            } else {
                putIfAbsent(metadata, METADATA.getOrDefault(name, name), value);
            }
        });
        addMetadata(event, metadata);
    }

    private static void addPage(Map<String, Object> metadata, Object page) {
        if (page instanceof Map<?, ?> parts) {
            putIfAbsent(metadata, "page_url", parts.get("url"));
            putIfAbsent(metadata, "referrer", parts.get("referrer"));
            putIfAbsent(metadata, "page", page);
        } else {
            putIfAbsent(metadata, "page_url", page);
        }
    }

    private static void addMetadata(Map<String, Object> event, Map<String, Object> metadata) {
        switch (event.get("metadata")) {
            case null -> event.put("metadata", metadata);
            case Map<?, ?> own -> {
                own.forEach((name, value) -> metadata.put((String) name, value));
                event.put("metadata", metadata);
            }
            case Object _ -> {
                // Of the wrong type; the event is rejected for it.
            }
        }
    }

    private static void putIfAbsent(Map<String, Object> map, String name, Object value) {
        if (value != null && map.get(name) == null) {
            map.put(name, value);
        }
    }

}
