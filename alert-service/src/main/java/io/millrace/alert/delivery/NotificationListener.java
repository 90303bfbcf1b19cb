package io.millrace.alert.delivery;

import io.millrace.alert.AlertMeters;
import io.millrace.result.Notification;
import org.springframework.kafka.annotation.KafkaListener;

/** Takes each notification to its channel; a failure is thrown, and the container tries again. */
class NotificationListener {

    private final Channels channels;
    private final AlertMeters meters;

    NotificationListener(Channels channels, AlertMeters meters) {
        this.channels = channels;
        this.meters = meters;
    }

    @KafkaListener(id = "alert-delivery", topics = "#{notificationsTopic}", containerFactory = "notificationContainers")
    void deliver(Notification notification) {
        channels.send(notification);
        meters.delivered(notification.channel());
    }

}
