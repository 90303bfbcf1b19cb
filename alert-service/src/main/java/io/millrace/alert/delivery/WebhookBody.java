package io.millrace.alert.delivery;

import io.millrace.result.Alert;
import io.millrace.result.AlertState;
import io.millrace.result.Notification;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The body of a webhook: the shape of Alertmanager's version 4, which receivers already know, with one alert. */
final class WebhookBody {

    private static final String NOT_ENDED = "0001-01-01T00:00:00Z";

    private WebhookBody() {}

    static Map<String, Object> of(Notification notification) {
        var alert = notification.alert();
        var status = alert.state() == AlertState.RESOLVED ? "resolved" : "firing";
        var labels = labels(alert);
        var annotations = Map.of("message", alert.message(), "reason", alert.reason());
        return Map.ofEntries(Map.entry("version", "4"), Map.entry("status", status),
                Map.entry("receiver", notification.channel()),
                Map.entry("groupKey", "{}:{alertname=\"%s\"}".formatted(alert.rule())),
                Map.entry("groupLabels", Map.of("alertname", alert.rule())), Map.entry("commonLabels", labels),
                Map.entry("commonAnnotations", annotations), Map.entry("externalURL", ""),
                Map.entry("truncatedAlerts", 0L), Map.entry("deliveryId", notification.deliveryId()),
                Map.entry("alerts", List.of(alert(alert, status, labels, annotations))));
    }

    private static Map<String, Object> alert(Alert alert, String status, Map<String, String> labels,
            Map<String, String> annotations) {
        return Map.of("status", status, "labels", labels, "annotations", annotations, "startsAt", alert.startedAt(),
                "endsAt", alert.state() == AlertState.RESOLVED ? alert.changedAt().toString() : NOT_ENDED,
                "generatorURL", "", "fingerprint", alert.fingerprint());
    }

    private static Map<String, String> labels(Alert alert) {
        var labels = new TreeMap<>(alert.labels());
        labels.put("alertname", alert.rule());
        labels.put("severity", alert.severity());
        labels.put("tenant", alert.tenantId());
        return labels;
    }

}
