package io.millrace.ingest.door;

import io.millrace.runtime.security.Access.Granted;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Who sends, and what the request tells of it.
 *
 * @param access
 *            for which tenants
 * @param metadata
 *            what an event's metadata gets where it says nothing itself
 * @param receivedAt
 *            when the request came in
 */
record Sender(Granted access, Map<String, Object> metadata, Instant receivedAt) {

    /** Header: the request's id, from the sender or made up here; also in the answer. */
    static final String REQUEST_ID = "X-Request-Id";

    private static final int MAX_REQUEST_ID = 200;

    /** The id that the sender gave the request, or a new one. */
    static String requestId(HttpServletRequest request) {
        var given = request.getHeader(REQUEST_ID);
        return given == null || given.isBlank() || given.length() > MAX_REQUEST_ID
                ? UUID.randomUUID().toString()
                : given.strip();
    }

    static Sender of(HttpServletRequest request, Granted access, String address, String requestId,
            Instant receivedAt) {
        var metadata = new LinkedHashMap<String, Object>();
        put(metadata, "ip_address", address);
        put(metadata, "user_agent", request.getHeader("User-Agent"));
        put(metadata, "referrer", request.getHeader("Referer"));
        put(metadata, "request_id", requestId);
        return new Sender(access, metadata, receivedAt);
    }

    /** Fills the metadata of an event in; leaves metadata of a wrong type as it is. */
    void fillIn(Map<String, Object> event) {
        var own = event.get("metadata");
        if (own == null) {
            event.put("metadata", metadata);
        } else if (own instanceof Map<?, ?> given) {
            var filled = new LinkedHashMap<String, Object>(metadata);
            given.forEach((name, value) -> {
                if (value != null) {
                    filled.put((String) name, value);
                }
            });
            event.put("metadata", filled);
        }
    }

    private static void put(Map<String, Object> metadata, String name, String value) {
        if (value != null && !value.isBlank()) {
            metadata.put(name, value);
        }
    }

}
