package io.millrace.system;

import io.millrace.event.JsonTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What a Grafana dashboard asks its data sources for. */
final class Dashboard {

    private static final Pattern LABEL = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((\\w+)[,{]");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?\\w+}?");

    private final Set<String> dataSources = new TreeSet<>();
    private final List<Query> queries = new ArrayList<>();
    private final Set<String> variableMetrics = new TreeSet<>();

    /**
     * A query of a panel.
     *
     * @param expression
     *            with its variables replaced by a value
     * @param labels
     *            those that the legend names
     */
    record Query(String expression, Set<String> labels) {
    }

    Dashboard(String json) {
        collect(JsonTree.read(json.getBytes(StandardCharsets.UTF_8)));
    }

    /** The uids of the data sources. */
    Set<String> dataSources() {
        return dataSources;
    }

    /** The queries of all panels. */
    List<Query> queries() {
        return queries;
    }

    /** The metrics whose label values the dashboard's variables take. */
    Set<String> variableMetrics() {
        return variableMetrics;
    }

    private void collect(Object tree) {
        switch (tree) {
            case Map<?, ?> fields -> {
                note(fields);
                fields.values().forEach(this::collect);
            }
            case List<?> list -> list.forEach(this::collect);
            case null, default -> {
            }
        }
    }

    private void note(Map<?, ?> fields) {
        if (fields.get("datasource") instanceof Map<?, ?> source) {
            dataSources.add(String.valueOf(source.get("uid")));
        }
        if (fields.get("expr") instanceof String expression) {
            queries.add(new Query(VARIABLE.matcher(expression).replaceAll(".*"),
                    labels(String.valueOf(fields.get("legendFormat")))));
        }
        if (fields.get("query") instanceof String query) {
            LABEL_VALUES.matcher(query).results().forEach(found -> variableMetrics.add(found.group(1)));
        }
    }

    private static Set<String> labels(String legend) {
        var labels = new HashSet<String>();
        LABEL.matcher(legend).results().forEach(found -> labels.add(found.group(1)));
        return labels;
    }

}
