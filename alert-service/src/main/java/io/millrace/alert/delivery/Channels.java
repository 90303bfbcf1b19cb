package io.millrace.alert.delivery;

import io.millrace.alert.AlertProperties;
import io.millrace.alert.AlertProperties.Channel;
import io.millrace.event.JsonTree;
import io.millrace.result.Notification;
import io.millrace.runtime.LogKeys;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The channels that notifications can be sent to. Thread-safe. */
final class Channels {

    private static final Logger log = LoggerFactory.getLogger(Channels.class);
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int REQUEST_TIMEOUT = 408;

    private final Map<String, Channel> channels;
    private final HttpClient http;

    Channels(AlertProperties properties, HttpClient http) {
        this.channels = properties.channels();
        this.http = http;
    }

    /**
     * Sends a notification, once.
     *
     * @throws DeliveryException
     *             when its channel did not take it
     */
    void send(Notification notification) {
        var channel = channels.get(notification.channel());
        if (channel == null) {
            throw new DeliveryException("no channel of that name is set up", true);
        }
        switch (channel.type()) {
            case WEBHOOK -> post(notification, channel);
            case LOG -> log.atInfo().addKeyValue(LogKeys.CHANNEL, notification.channel()).addKeyValue(LogKeys.STATE,
                    notification.alert().state().label()).addKeyValue(LogKeys.DEFINITION,
                            "rule/" + notification.alert().rule()).log("Alert: {}", notification.alert().message());
        }
    }

    private void post(Notification notification, Channel channel) {
        var request = HttpRequest.newBuilder(channel.url()).timeout(channel.timeout()).header("Content-Type",
                "application/json").header("X-Millrace-Delivery", notification.deliveryId()).POST(
                        HttpRequest.BodyPublishers.ofByteArray(JsonTree.write(WebhookBody.of(notification))));
        channel.headers().forEach(request::header);
        try {
            requireTaken(http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode());
        } catch (IOException e) {
            throw new DeliveryException("can't be reached: " + e, false);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new DeliveryException("interrupted", false);
        }
    }

    private static void requireTaken(int status) {
        if (status >= 300) {
            boolean isPermanent = status < 500 && status != TOO_MANY_REQUESTS && status != REQUEST_TIMEOUT;
            throw new DeliveryException("answered HTTP " + status, isPermanent);
        }
    }

}
