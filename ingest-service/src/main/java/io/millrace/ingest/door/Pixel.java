package io.millrace.ingest.door;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The event of {@code GET /v1/pixel.gif?e=TYPE&d=…} and the picture that answers it. {@code d} is a JSON object, plain or
 * as base64url: the event without its type, in which unknown fields are {@code data} as everywhere.
 *
 * @param eventType
 *            {@code e}, or null
 * @param json
 *            {@code d} decoded; as it stands when it can't be decoded
 */
record Pixel(String eventType, byte[] json) {

    /** A transparent picture of one pixel: the 43 bytes that the web has always used. */
    private static final byte[] GIF = Base64.getDecoder().decode(
            "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==");

    /** Reads the query string, which may be null. */
    static Pixel of(String query) {
        String type = null;
        var data = "{}";
        for (var pair : query == null ? new String[0] : query.split("&")) {
            if (pair.startsWith("e=")) {
                type = decoded(pair.substring(2));
            } else if (pair.startsWith("d=") && pair.length() > 2) {
                data = decoded(pair.substring(2));
            }
        }
        return new Pixel(type, json(data));
    }

    /** Answers with the picture, which nobody may keep. */
    static void answer(HttpServletResponse response, boolean withBody) throws IOException {
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType("image/gif");
        response.setContentLength(GIF.length);
        response.setHeader("Cache-Control", "no-store, no-cache, must-revalidate, private");
        response.setHeader("Pragma", "no-cache");
        response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
        if (withBody) {
            response.getOutputStream().write(GIF);
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return text;
        }
    }

    private static byte[] json(String data) {
        if (!data.startsWith("{")) {
            try {
                return Base64.getUrlDecoder().decode(urlAlphabet(data));
            } catch (IllegalArgumentException _) {
                // Neither: the event is rejected with these bytes.
            }
        }
        return data.getBytes(StandardCharsets.UTF_8);
    }

    /** Takes the other alphabet of base64 too, whose '+' has become a space on the way. */
    private static String urlAlphabet(String base64) {
        return base64.replace('+', '-').replace(' ', '-').replace('/', '_');
    }

}
