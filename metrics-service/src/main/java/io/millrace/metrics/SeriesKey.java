package io.millrace.metrics;

import io.millrace.event.JsonTree;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The record key of a series' windows: {@code tenant/metric/{"dimension":"value"}}. */
public final class SeriesKey {

    private SeriesKey() {}

    /** The key of the series of that tenant, metric and group. */
    public static String of(String tenantId, String metric, Map<String, String> group) {
        return tenantId + "/" + metric + "/"
                + (group.isEmpty() ? "{}" : new String(JsonTree.write(group), StandardCharsets.UTF_8));
    }

}
