package io.millrace.ingest.door;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The ways in. */
enum Route {

    EVENTS("/v1/events", "POST, OPTIONS"), BATCH("/api/analytics/batch", "POST, OPTIONS"),
    PIXEL("/v1/pixel.gif", "GET, HEAD, OPTIONS");

    private final String path;
    private final String methods;

    Route(String path, String methods) {
        this.path = path;
        this.methods = methods;
    }

    /** The paths of all routes. */
    static String[] paths() {
        return Arrays.stream(values()).map(Route::path).toArray(String[]::new);
    }

    /** The route of that path, or null. */
    static Route of(String path) {
        return switch (path) {
            case "/v1/events" -> EVENTS;
            case "/api/analytics/batch" -> BATCH;
            case "/v1/pixel.gif" -> PIXEL;
            default -> null;
        };
    }

    String path() {
        return path;
    }

    /** The methods it takes, as in an {@code Allow} header. */
    String methods() {
        return methods;
    }

    boolean takes(String method) {
        return List.of(methods.split(", ")).contains(method);
    }

    /** Its name in meters. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

}
