package io.millrace.ingest.door;

import io.millrace.event.EventReading.Rejected;
import io.millrace.event.JsonTree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of a request's events.
 *
 * @param accepted
 *            how many the log has
 * @param rejections
 *            the others
 */
record Receipt(int accepted, List<Rejection> rejections) {

    /**
     * @param index
     *            place of the event in the request, from 0
     */
    record Rejection(int index, Rejected why) {}

    /**
     * {@code {"accepted":n,"rejected":[{"index":i,"event_id":"…","reason":"…","code":"…","field":"…"}]}} in UTF-8;
     * {@code event_id} and {@code field} only where they are known.
     */
    byte[] toJson() {
        var json = new LinkedHashMap<String, Object>(4);
        json.put("accepted", accepted);
        json.put("rejected", rejections.stream().map(Receipt::json).toList());
        return JsonTree.write(json);
    }

    private static Map<String, Object> json(Rejection rejection) {
        var why = rejection.why();
        var json = new LinkedHashMap<String, Object>(8);
        json.put("index", rejection.index());
        if (why.eventId() != null) {
            json.put("event_id", why.eventId());
        }
        json.put("reason", why.reason());
        json.put("code", why.code().label());
        if (why.field() != null) {
            json.put("field", why.field());
        }
        return json;
    }

}
