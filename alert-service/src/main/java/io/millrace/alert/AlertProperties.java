package io.millrace.alert;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the alert service.
 *
 * @param checkInterval
 *            how often alerts are checked for series that have gone silent
 * @param silenceSlack
 *            how much longer than a window and its grace a series may be silent before its alert is cleared
 * @param patternHold
 *            how long an alert of a pattern rule stays up after the last match
 * @param historyRetention
 *            how long transitions stay readable
 * @param expiryInterval
 *            how often transitions are checked for the end of their retention
 * @param retryFor
 *            how long a notification is tried again before it is given up
 * @param channels
 *            name to channel
 */
@ConfigurationProperties("millrace.alert")
public record AlertProperties(@DefaultValue("1s") Duration checkInterval, @DefaultValue("10s") Duration silenceSlack,
        @DefaultValue("5m") Duration patternHold, @DefaultValue("30d") Duration historyRetention,
        @DefaultValue("1m") Duration expiryInterval, @DefaultValue("2m") Duration retryFor,
        @DefaultValue Map<String, Channel> channels) {

    /**
     * @param type
     *            {@code webhook} posts to {@code url}; {@code log} writes a log line
     * @param url
     *            where a webhook posts to
     * @param headers
     *            what a webhook sends along
     * @param timeout
     *            how long one attempt may take
     */
    public record Channel(ChannelType type, URI url, @DefaultValue Map<String, String> headers,
            @DefaultValue("5s") Duration timeout) {

        public Channel {
            if (type == null) {
                throw new IllegalArgumentException("millrace.alert.channels.*.type must be webhook or log");
            }
            if (type == ChannelType.WEBHOOK && url == null) {
                throw new IllegalArgumentException("millrace.alert.channels.*.url is required for a webhook");
            }
        }
    }

    /** How a channel delivers. */
    public enum ChannelType {

        WEBHOOK, LOG

    }

}
