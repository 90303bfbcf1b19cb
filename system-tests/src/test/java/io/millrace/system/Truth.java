package io.millrace.system;

import io.millrace.testkit.data.ReferenceData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Tables of reference results, and Millrace's answers in the same form. */
final class Truth {

    /** Sums of money agree to this; they are added in another order. */
    private static final double TOLERANCE = 1e-6;

    private final List<Map<String, String>> rows;

    private Truth(List<Map<String, String>> rows) {
        this.rows = rows;
    }

    static Truth rows(String table) {
        var lines = ReferenceData.gzipLines(ReferenceData.file("truth/" + table + ".csv.gz").orElseThrow());
        var columns = lines.getFirst().split(",", -1);
        return new Truth(lines.stream().skip(1).map(line -> {
            var cells = line.split(",", -1);
            var row = new TreeMap<String, String>();
            for (int i = 0; i < columns.length; i++) {
                row.put(columns[i], cells[i]);
            }
            return (Map<String, String>) row;
        }).toList());
    }

    Truth only(String column, String value) {
        return new Truth(rows.stream().filter(row -> row.get(column).equals(value)).toList());
    }

    Truth without(String column, String value) {
        return new Truth(rows.stream().filter(row -> !row.get(column).equals(value)).toList());
    }

    Map<String, Double> toMap(List<String> key, String value) {
        return rows.stream().collect(Collectors.toMap(
                row -> key.stream().map(row::get).map(Truth::normal).collect(Collectors.joining("|")),
                row -> Double.valueOf(row.get(value)), (a, _) -> a, TreeMap::new));
    }

    /** A number of the only row. */
    double number(String column) {
        if (rows.size() != 1) {
            throw new IllegalStateException("there are %d rows, not one".formatted(rows.size()));
        }
        return Double.parseDouble(rows.getFirst().get(column));
    }

    List<String> texts(String... columns) {
        return rows.stream().map(row -> Arrays.stream(columns).map(row::get).map(Truth::normal).collect(
                Collectors.joining("|"))).toList();
    }

    /** Windows of the native read, by start and group. */
    @SuppressWarnings("unchecked")
    static Map<String, Double> windows(List<Map<String, Object>> windows, String aggregate) {
        var byKey = new TreeMap<String, Double>();
        for (var window : windows) {
            var parts = new ArrayList<String>();
            parts.add(normal((String) window.get("start")));
            parts.addAll(((Map<String, String>) window.get("group")).values());
            byKey.put(String.join("|", parts), ((Map<String, Double>) window.get("values")).get(aggregate));
        }
        return byKey;
    }

    /** Matches of a view, cart and buy funnel, by key and times. */
    @SuppressWarnings("unchecked")
    static List<String> funnels(List<Map<String, Object>> matches) {
        return matches.stream().map(match -> {
            var events = (Map<String, List<Map<String, Object>>>) match.get("events");
            return match.get("key") + "|"
                    + List.of("view", "cart", "buy").stream().map(
                            step -> normal((String) events.get(step).getFirst().get("timestamp"))).collect(
                                    Collectors.joining("|"));
        }).toList();
    }

    /** The first differences, for people to read; empty when equal. */
    static List<String> differences(Map<String, Double> actual, Map<String, Double> expected) {
        var differences = new ArrayList<String>();
        var keys = new java.util.TreeSet<>(expected.keySet());
        keys.addAll(actual.keySet());
        for (var key : keys) {
            var is = actual.get(key);
            var should = expected.get(key);
            if (is == null || should == null || Math.abs(is - should) > TOLERANCE) {
                differences.add("%s: is %s, should be %s".formatted(key, is, should));
            }
        }
        return differences.size() <= 5
                ? differences
                : List.of(differences.size() + " differences, such as " + differences.subList(0, 5));
    }

    private static String normal(String text) {
        return text.length() >= 20 && text.charAt(10) == 'T' && text.endsWith("Z")
                ? Instant.parse(text).toString()
                : text;
    }

}
