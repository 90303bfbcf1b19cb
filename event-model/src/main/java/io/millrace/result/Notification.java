package io.millrace.result;

import java.time.Instant;

/**
 * An alert on its way to a channel.
 *
 * @param deliveryId
 *            the same for every attempt, so that receivers can drop repeats
 * @param channel
 *            name of the channel
 * @param createdAt
 *            when it was decided to notify
 */
public record Notification(String deliveryId, String channel, Alert alert, Instant createdAt) {}
