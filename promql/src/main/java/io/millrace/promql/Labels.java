package io.millrace.promql;

import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.Map.Entry;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The labels of a series by name, its metric name among them as {@value #METRIC_NAME}. A label with an empty value is no
 * label. Two series with equal labels are the same series. Sorted by name; ordered as Prometheus orders series, by the
 * first name or value that differs. Immutable and thread-safe.
 */
public final class Labels implements Comparable<Labels> {

    /** The label that holds the name of the metric. */
    public static final String METRIC_NAME = "__name__";

    private static final Labels EMPTY = new Labels(new TreeMap<>());
    private static final Comparator<Entry<String, String>> BY_NAME_AND_VALUE = Entry.<String, String>comparingByKey().thenComparing(
            Entry.comparingByValue());

    private final NavigableMap<String, String> byName;
    private final int hash;

    private Labels(NavigableMap<String, String> byName) {
        this.byName = byName;
        this.hash = byName.hashCode();
    }

    /** No labels, not even a metric name. */
    public static Labels empty() {
        return EMPTY;
    }

    /** The labels of a map. */
    public static Labels of(Map<String, String> labels) {
        var byName = new TreeMap<>(labels);
        byName.values().removeIf(String::isEmpty);
        return new Labels(byName);
    }

    /** A metric name and the labels of a map. */
    public static Labels of(String metricName, Map<String, String> labels) {
        var all = new TreeMap<>(labels);
        all.put(METRIC_NAME, metricName);
        return of(all);
    }

    /** The value of a label; empty when there is none. */
    public String get(String name) {
        return byName.getOrDefault(name, "");
    }

    /** The name of the metric; empty when there is none. */
    public String metricName() {
        return get(METRIC_NAME);
    }

    /** All labels by name, the metric name included; unmodifiable and sorted. */
    public NavigableMap<String, String> asMap() {
        return Collections.unmodifiableNavigableMap(byName);
    }

    @Override
    public int compareTo(Labels other) {
        Iterator<Entry<String, String>> mine = byName.entrySet().iterator();
        Iterator<Entry<String, String>> others = other.byName.entrySet().iterator();
        while (mine.hasNext() && others.hasNext()) {
            var order = BY_NAME_AND_VALUE.compare(mine.next(), others.next());
            if (order != 0) {
                return order;
            }
        }
        return Boolean.compare(mine.hasNext(), others.hasNext());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Labels that && hash == that.hash && byName.equals(that.byName);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** As in a query: {@code revenue_sum{tenant="t1",window="1m"}}. */
    @Override
    public String toString() {
        var others = new TreeSet<>(byName.keySet());
        others.remove(METRIC_NAME);
        if (others.isEmpty() && byName.containsKey(METRIC_NAME)) {
            return metricName();
        }
        return others.stream().map(name -> name + "=" + Token.quoted(get(name))).collect(
                Collectors.joining(",", metricName() + "{", "}"));
    }
}
