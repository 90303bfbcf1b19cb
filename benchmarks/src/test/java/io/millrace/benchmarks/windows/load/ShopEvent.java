package io.millrace.benchmarks.windows.load;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * An event as the peers of Millrace read it: all of its JSON, bound to public fields, the usual way with Jackson and the
 * form that Flink serializes best.
 */
public class ShopEvent {

    @JsonProperty("event_id")
    public String eventId;
    @JsonProperty("event_type")
    public String eventType;
    @JsonProperty("tenant_id")
    public String tenantId;
    @JsonProperty("user_id")
    public String userId;
    @JsonProperty("timestamp")
    public String timestamp;
    @JsonProperty("received_at")
    public String receivedAt;
    @JsonProperty("source")
    public String source;
    @JsonProperty("data")
    public Data data;

    /** What the shop itself says of the event. */
    public static class Data {

        @JsonProperty("country")
        public String country;
        @JsonProperty("amount")
        public double amount;
        @JsonProperty("product")
        public String product;

    }

}
