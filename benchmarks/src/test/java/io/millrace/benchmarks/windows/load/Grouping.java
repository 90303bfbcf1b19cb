package io.millrace.benchmarks.windows.load;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** By what the events are grouped; decides the number of series. */
public enum Grouping {

    /** 10 series. */
    SOURCE(10, event -> event.source, Map.of("source", "source")),
    /** 200 series: 8 types in 25 countries. */
    TYPE_AND_COUNTRY(200, event -> event.eventType + "|" + event.data.country, typeAndCountry()),
    /** 1,000 series. */
    PRODUCT(1_000, event -> event.data.product, Map.of("product", "data.product")),
    /** 100,000 series. */
    USER(100_000, event -> event.userId, Map.of("user", "user_id"));

    private final int series;
    private final Function<ShopEvent, String> key;
    private final Map<String, String> dimensions;

    Grouping(int series, Function<ShopEvent, String> key, Map<String, String> dimensions) {
        this.series = series;
        this.key = key;
        this.dimensions = dimensions;
    }

    /** How many groups the events of a large enough load have. */
    public int series() {
        return series;
    }

    /** The group of an event, as text. */
    public String keyOf(ShopEvent event) {
        return key.apply(event);
    }

    /** Dimension to the path of its field in the event's JSON. */
    public Map<String, String> dimensions() {
        return dimensions;
    }

    private static Map<String, String> typeAndCountry() {
        var paths = new LinkedHashMap<String, String>();
        paths.put("type", "event_type");
        paths.put("country", "data.country");
        return paths;
    }

}
