package io.millrace.definition;

import io.millrace.definition.MetricDefinition.AggregateDefinition;
import io.millrace.definition.MetricDefinition.AggregateDefinition.Buckets;
import io.millrace.definition.MetricDefinition.AggregateDefinition.Distinct;
import io.millrace.definition.MetricDefinition.AggregateDefinition.Named;
import io.millrace.definition.MetricDefinition.AggregateDefinition.Top;
import io.millrace.definition.MetricDefinition.Ratio;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the fields of metrics. */
final class MetricReader {

    private static final List<String> OF_ORDINARY_METRICS = List.of("events", "where", "value", "by", "rollup",
            "windows", "aggregates", "grace", "retention", "max_series", "late");
    private static final String FORMS = "must be a name such as count, or one of {distinct: EXPRESSION}, "
            + "{top: NUMBER, of: EXPRESSION} and {buckets: [NUMBER, …]}";

    private MetricReader() {}

    static MetricDefinition read(DefinitionFields root, String name) {
        return root.has("ratio") ? ratio(root, name) : ordinary(root, name);
    }

    private static MetricDefinition ordinary(DefinitionFields root, String name) {
        var description = root.textOr("description", "");
        root.ignore("ratio");
        root.ignore("max_series");
        var windows = root.textMaps("windows");
        if (windows.isEmpty() && root.isAbsent("windows")) {
            root.problem("windows", "at least one window is required, such as [{tumbling: 1m}]");
        }
        return new MetricDefinition(name, description, root.texts("events"), root.text("where"), root.text("value"),
                root.textMap("by"), rollup(root), windows, aggregates(root), root.text("grace"),
                root.text("retention"), root.has("max_series") ? (Integer) root.whole("max_series") : null,
                root.oneOf("late", Set.of("drop", "revise"), "drop").equals("revise"), null);
    }

    private static MetricDefinition ratio(DefinitionFields root, String name) {
        var description = root.textOr("description", "");
        for (var field : OF_ORDINARY_METRICS) {
            if (root.has(field)) {
                root.problem(field, "a ratio has none: it goes by the metrics that it is of");
            }
            root.ignore(field);
        }
        var ratio = root.object("ratio").map(fields -> {
            var read = new Ratio(fields.required("of"), fields.required("to"));
            fields.refuseUnknown();
            return read;
        });
        return new MetricDefinition(name, description, List.of(), null, null, Map.of(), List.of(), List.of(),
                List.of(), null, null, null, false, ratio.orElse(null));
    }

    private static List<AggregateDefinition> aggregates(DefinitionFields root) {
        var aggregates = new ArrayList<AggregateDefinition>();
        boolean wrong = false;
        for (var item : root.list("aggregates")) {
            var aggregate = aggregate(root, item);
            aggregate.ifPresent(aggregates::add);
            wrong |= aggregate.isEmpty();
        }
        if (aggregates.isEmpty() && !wrong) {
            aggregates.add(new Named("count"));
        }
        return List.copyOf(aggregates);
    }

    private static Optional<AggregateDefinition> aggregate(DefinitionFields root, DefinitionFields.Item item) {
        return switch (item.value()) {
            case String function -> Optional.of(new Named(function.strip()));
            case Map<?, ?> _ -> withArguments(root.object(item), root, item.path());
            case null, default -> {
                root.problem(item.path(), FORMS);
                yield Optional.empty();
            }
        };
    }

    private static Optional<AggregateDefinition> withArguments(DefinitionFields fields, DefinitionFields root,
            String path) {
        AggregateDefinition aggregate;
        if (fields.has("distinct")) {
            aggregate = new Distinct(fields.required("distinct"));
        } else if (fields.has("top")) {
            aggregate = new Top(fields.whole("top"), fields.required("of"));
        } else if (fields.has("buckets")) {
            aggregate = new Buckets(bounds(fields));
        } else {
            fields.only().ifPresentOrElse(
                    function -> root.problem(path,
                            "'%s' takes no argument; only distinct, top and buckets do".formatted(function)),
                    () -> root.problem(path, FORMS));
            return Optional.empty();
        }
        fields.refuseUnknown();
        return Optional.of(aggregate);
    }

    /** The bounds of buckets; the last one may be infinite, which goes without saying. */
    private static List<Double> bounds(DefinitionFields fields) {
        var bounds = new ArrayList<Double>();
        for (var item : fields.list("buckets")) {
            YamlNumber.valueOf(item.value()).ifPresentOrElse(bounds::add,
                    () -> fields.problem(item.path(), "must be a number"));
        }
        if (!bounds.isEmpty() && bounds.getLast() == Double.POSITIVE_INFINITY) {
            bounds.removeLast();
        }
        return List.copyOf(bounds);
    }

    private static List<List<String>> rollup(DefinitionFields root) {
        var lists = new ArrayList<List<String>>();
        for (var item : root.list("rollup")) {
            if (item.value() instanceof Collection<?> list && list.stream().allMatch(String.class::isInstance)) {
                lists.add(list.stream().map(name -> ((String) name).strip()).toList());
            } else {
                root.problem(item.path(), "must be a list of dimensions, such as [currency] or []");
            }
        }
        return List.copyOf(lists);
    }

}
