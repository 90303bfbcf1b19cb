package io.millrace.ingest.door;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Lets web pages of any origin send: a key, not the origin, decides who may. The origin is echoed, since a wildcard does
 * not go with credentials, which beacons always have.
 */
final class Cors {

    private static final String DAY = "86400";

    private Cors() {}

    /** Adds what every answer to a page needs. */
    static void allow(HttpServletRequest request, HttpServletResponse response) {
        response.addHeader("Vary", "Origin");
        var origin = request.getHeader("Origin");
        if (origin != null) {
            response.setHeader("Access-Control-Allow-Origin", origin);
            response.setHeader("Access-Control-Allow-Credentials", "true");
            response.setHeader("Access-Control-Expose-Headers", "Retry-After, " + Sender.REQUEST_ID);
        }
    }

    /** Answers a preflight request. */
    static void preflight(HttpServletRequest request, HttpServletResponse response, Route route) {
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        response.setHeader("Allow", route.methods());
        response.setHeader("Access-Control-Allow-Methods", route.methods());
        response.setHeader("Access-Control-Max-Age", DAY);
        var headers = request.getHeader("Access-Control-Request-Headers");
        if (headers != null) {
            response.setHeader("Access-Control-Allow-Headers", headers);
            response.addHeader("Vary", "Access-Control-Request-Headers");
        }
    }

}
