package io.millrace.cep.result;

import io.millrace.runtime.LogKeys;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns of patterns whose runs are dropped, of each at most once a minute. Belongs to one task. */
public final class OverflowWarnings {

    private static final Logger log = LoggerFactory.getLogger(OverflowWarnings.class);
    private static final long PAUSE_MILLIS = Duration.ofMinutes(1).toMillis();

    private final Map<String, Long> warnedAt = new HashMap<>();

    /** Warns of a pattern, unless that was done within the last minute. */
    public void warn(String pattern, String tenant, long wallMillis) {
        var last = warnedAt.get(pattern);
        if (last == null || wallMillis - last > PAUSE_MILLIS) {
            warnedAt.put(pattern, wallMillis);
            log.atWarn().addKeyValue(LogKeys.DEFINITION, "pattern/" + pattern).addKeyValue(LogKeys.TENANT, tenant).log(
                    "A key of a pattern has as many open runs as its limits allow, or more than can be kept: runs are dropped");
        }
    }

}
