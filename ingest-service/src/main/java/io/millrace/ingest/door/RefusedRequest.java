package io.millrace.ingest.door;

import java.util.Map;

/** A request that is refused as a whole: the HTTP status, the reason for people, and further members of the answer. */
final class RefusedRequest extends RuntimeException {

    private final int status;
    private final transient Map<String, Object> members;
    private final long retryAfterSeconds;

    private RefusedRequest(int status, String reason, Map<String, Object> members, long retryAfterSeconds) {
        super(reason, null, false, false);
        this.status = status;
        this.members = members;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** A request that will be refused again when sent again. */
    static RefusedRequest forGood(int status, String reason) {
        return new RefusedRequest(status, reason, Map.of(), 0);
    }

    /** The same with further members. */
    static RefusedRequest forGood(int status, String reason, Map<String, Object> members) {
        return new RefusedRequest(status, reason, members, 0);
    }

    /** A request that may be sent again after some seconds. */
    static RefusedRequest forNow(int status, String reason, long retryAfterSeconds) {
        return new RefusedRequest(status, reason, Map.of(), Math.max(1, retryAfterSeconds));
    }

    int status() {
        return status;
    }

    String title() {
        return switch (status) {
            case 400 -> "Nothing could be read";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 405 -> "Method not allowed";
            case 413 -> "Too large";
            case 429 -> "Too many events";
            case 503 -> "Not stored";
            default -> "Refused";
        };
    }

    Map<String, Object> members() {
        return members;
    }

    /** After how many seconds to try again; 0 for never. */
    long retryAfterSeconds() {
        return retryAfterSeconds;
    }

}
