package io.millrace.standalone.demo;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Answers requests, and writes down how: slower or not at all while an incident is going on. */
final class Servers {

    private static final double USUAL_FAILURES = 0.002;
    private static final double INCIDENT_FAILURES = 0.6;
    private static final double INCIDENT_SLOWDOWN = 20;

    private final EventWriter events;
    private final IncidentSchedule incidents;
    private final SplittableRandom random;

    Servers(EventWriter events, IncidentSchedule incidents, SplittableRandom random) {
        this.events = events;
        this.incidents = incidents;
        this.random = random;
    }

    /** Whether {@code service} answered a visitor's request as it should. */
    boolean answer(long at, ShopService service, String method, String path, Visitor visitor) {
        var now = Instant.ofEpochMilli(at);
        boolean isFailing = incidents.concerns(IncidentKind.ERRORS, service, now);
        boolean failed = random.nextDouble() < (isFailing ? INCIDENT_FAILURES : USUAL_FAILURES);
        int status = failed ? isFailing ? 503 : 500 : method.equals("POST") ? 201 : 200;
        var data = new LinkedHashMap<String, Object>();
        data.put("service", service.label());
        data.put("method", method);
        data.put("path", path);
        data.put("status", status);
        data.put("duration_ms", durationMillis(service, now));
        events.server(at, "http_request", visitor.asSeenByServers(), "server", data);
        if (failed) {
            events.server(at, "error", visitor.asSeenByServers(), "server",
                    Map.of("service", service.label(), "code", status, "path", path, "message",
                            isFailing ? "upstream connect error" : "unexpected error"));
        }
        return !failed;
    }

    private long durationMillis(ShopService service, Instant now) {
        double slowdown = incidents.concerns(IncidentKind.SLOWNESS, service, now) ? INCIDENT_SLOWDOWN : 1;
        return Math.max(1, Math.round(service.typicalMillis() * slowdown * Math.exp(0.5 * random.nextGaussian())));
    }

}
