package io.millrace.query.live;

import io.millrace.result.ResultJson;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * A result on its way to clients: whose it is, and its JSON as it stands on the topic. The bytes are shared by all
 * clients and must not be changed.
 */
sealed interface LiveRecord {

    /** Whose it is. */
    String tenantId();

    /** The record's JSON in UTF-8. */
    byte[] json();

    /** State: only the newest value of a window matters. */
    record WindowChange(WindowKey key, byte[] json) implements LiveRecord {

        @Override
        public String tenantId() {
            return key.tenantId();
        }
    }

    /** History: each one matters. */
    record Happening(Kind kind, String tenantId, byte[] json) implements LiveRecord {}

    /**
     * Which window of which series.
     *
     * @param end
     *            absent for a session, which is the same one while it grows
     */
    record WindowKey(String tenantId, String metric, String window, Instant start, Instant end,
            Map<String, String> group) {

        private WindowKey ofOneWindow() {
            return window != null && window.startsWith("session-")
                    ? new WindowKey(tenantId, metric, window, start, null, group)
                    : this;
        }
    }

    /** What happened. */
    enum Kind {

        MATCH, TIMEOUT, ALERT;

        /** Name of the event that tells it. */
        String event() {
            return name().toLowerCase(Locale.ROOT);
        }

    }

    /**
     * A record of {@code metrics.windows}.
     *
     * @throws IllegalArgumentException
     *             when it is none
     */
    static LiveRecord window(byte[] json) {
        var key = ResultJson.read(json, WindowKey.class);
        if (key.tenantId() == null || key.metric() == null || key.start() == null) {
            throw new IllegalArgumentException("not a window: tenant, metric or start is missing");
        }
        return new WindowChange(key.ofOneWindow(), json);
    }

    /**
     * A record of one of the other result topics.
     *
     * @throws IllegalArgumentException
     *             when it names no tenant
     */
    static LiveRecord happening(Kind kind, byte[] json) {
        var owner = ResultJson.read(json, Owner.class);
        if (owner.tenantId() == null) {
            throw new IllegalArgumentException("not a result: the tenant is missing");
        }
        return new Happening(kind, owner.tenantId(), json);
    }

    /** The part of a result that says whose it is. */
    record Owner(String tenantId) {}

}
