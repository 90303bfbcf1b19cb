package io.millrace.ingest.door;

import io.millrace.event.JsonSyntaxException;
import io.millrace.ingest.log.NotAcknowledgedException;
import io.millrace.runtime.MillraceProperties.Role;
import io.millrace.runtime.security.Access.Granted;
import io.millrace.runtime.security.Access.Refused;
import io.millrace.runtime.security.AccessKeys;
import io.millrace.runtime.security.Problems;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The door: {@code POST /v1/events}, {@code POST /api/analytics/batch}, {@code GET /v1/pixel.gif}. A plain servlet, since
 * dispatch through MVC costs half as much again as all of the rest; it never asks the request for parameters.
 *
 * <p>
 * Answers 202 once the log has everything; 400, 401, 403, 405, 413, 429 or 503 with a problem otherwise. The pixel
 * answers its picture whatever happens, and the meters tell what did.
 */
public final class DoorServlet extends HttpServlet {

    private static final long RETRY_SECONDS = 1;

    private final transient AccessKeys keys;
    private final transient RateLimits rateLimits;
    private final transient ClientAddress addresses;
    private final transient BodyReader bodies;
    private final transient SentEventsReader events;
    private final transient EventIntake intake;
    private final transient DoorMeters meters;
    private final transient Clock clock;

    DoorServlet(AccessKeys keys, RateLimits rateLimits, ClientAddress addresses, BodyReader bodies,
            SentEventsReader events, EventIntake intake, DoorMeters meters, Clock clock) {
        this.keys = keys;
        this.rateLimits = rateLimits;
        this.addresses = addresses;
        this.bodies = bodies;
        this.events = events;
        this.intake = intake;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var route = Route.of(request.getServletPath());
        if (route == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        Cors.allow(request, response);
        if (request.getMethod().equals("OPTIONS")) {
            Cors.preflight(request, response, route);
            return;
        }
        answer(route, request, response);
    }

    private void answer(Route route, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var requestId = Sender.requestId(request);
        response.setHeader(Sender.REQUEST_ID, requestId);
        int status = HttpServletResponse.SC_ACCEPTED;
        Receipt receipt = null;
        RefusedRequest refused = null;
        try {
            receipt = take(route, request, requestId);
        } catch (RefusedRequest e) {
            refused = e;
            status = e.status();
        }
        meters.request(route.label(), status);
        if (route == Route.PIXEL && status != HttpServletResponse.SC_METHOD_NOT_ALLOWED) {
            Pixel.answer(response, request.getMethod().equals("GET"));
        } else if (refused != null) {
            refuse(refused, route, response);
        } else {
            accept(receipt, response);
        }
    }

    private Receipt take(Route route, HttpServletRequest request, String requestId) {
        if (!route.takes(request.getMethod())) {
            throw RefusedRequest.forGood(405, "%s takes %s".formatted(route.path(), route.methods()));
        }
        var access = access(request);
        rateLimits.check(access);
        var sender = Sender.of(request, access, addresses.of(request), requestId, clock.instant());
        try {
            return switch (route) {
                case EVENTS -> takeBody(request, sender, false);
                case BATCH -> takeBody(request, sender, true);
                case PIXEL -> takePixel(request, sender);
            };
        } catch (JsonSyntaxException e) {
            throw RefusedRequest.forGood(400, withEncoding(e.getMessage(), request),
                    Map.of("line", (long) e.line(), "column", (long) e.column()));
        } catch (NotAcknowledgedException _) {
            throw RefusedRequest.forNow(503,
                    "the broker did not acknowledge the events; send all of them again, with the same event_id",
                    RETRY_SECONDS);
        }
    }

    private Granted access(HttpServletRequest request) {
        return switch (keys.access(request, Role.WRITE)) {
            case Granted granted -> granted;
            case Refused refused -> throw RefusedRequest.forGood(refused.status(), refused.reason());
        };
    }

    private Receipt takeBody(HttpServletRequest request, Sender sender, boolean isBatch) {
        var sent = events.read(bodies.read(request), isLines(request.getContentType()));
        rateLimits.charge(sender.access(), sent.places().size());
        return intake.take(sent, isBatch ? new AnalyticsBatch(sent.context()) : EventForm.OWN, sender);
    }

    private Receipt takePixel(HttpServletRequest request, Sender sender) {
        if (request.getMethod().equals("HEAD")) {
            return new Receipt(0, List.of());
        }
        var pixel = Pixel.of(request.getQueryString());
        rateLimits.charge(sender.access(), 1);
        return intake.take(SentEvents.one(pixel.json()), EventForm.ofType(pixel.eventType()), sender);
    }

    private static boolean isLines(String contentType) {
        if (contentType == null) {
            return false;
        }
        var type = contentType.toLowerCase(Locale.ROOT);
        return type.contains("ndjson") || type.contains("jsonl") || type.contains("json-lines");
    }

    private static String withEncoding(String reason, HttpServletRequest request) {
        var encoding = request.getHeader("Content-Encoding");
        return encoding == null || encoding.equalsIgnoreCase("gzip") || encoding.equalsIgnoreCase("identity")
                ? reason
                : "%s (Content-Encoding %s is not taken, send gzip or plain)".formatted(reason, encoding);
    }

    private static void accept(Receipt receipt, HttpServletResponse response) throws IOException {
        var body = receipt.toJson();
        response.setStatus(HttpServletResponse.SC_ACCEPTED);
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static void refuse(RefusedRequest refused, Route route, HttpServletResponse response)
            throws IOException {
        if (refused.retryAfterSeconds() > 0) {
            response.setHeader("Retry-After", Long.toString(refused.retryAfterSeconds()));
        }
        if (refused.status() == HttpServletResponse.SC_METHOD_NOT_ALLOWED) {
            response.setHeader("Allow", route.methods());
        }
        Problems.write(response, refused.status(), refused.title(), refused.getMessage(), refused.members());
    }

}
