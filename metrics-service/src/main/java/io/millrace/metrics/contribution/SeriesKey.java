package io.millrace.metrics.contribution;

import io.millrace.event.JsonTree;
import io.millrace.metrics.contribution.SeriesMessage.Contribution;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The key of a series: {@code tenant/metric/{"dimension":"value"}}. All of a series meets in one partition by it. */
public final class SeriesKey {

    private SeriesKey() {}

    /** The key of the series of that tenant, metric and group. */
    public static String of(String tenant, String metric, Map<String, String> group) {
        return tenant + "/" + metric + "/" + groupText(group);
    }

    static String of(Contribution contribution) {
        return of(contribution.tenantId(), contribution.metric(), contribution.group());
    }

    /** The group as JSON, dimensions in the order declared. */
    public static String groupText(Map<String, String> group) {
        return group.isEmpty() ? "{}" : new String(JsonTree.write(group), StandardCharsets.UTF_8);
    }

}
