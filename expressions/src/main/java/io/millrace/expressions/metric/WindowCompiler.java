package io.millrace.expressions.metric;

import io.millrace.definition.MetricDefinition;
import io.millrace.expressions.EventExpressions;
import io.millrace.expressions.Expression;
import io.millrace.expressions.Problems;
import io.millrace.expressions.metric.CompiledMetric.MetricWindow;
import io.millrace.statistics.CalendarUnit;
import io.millrace.statistics.DurationText;
import io.millrace.statistics.WindowSpec;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Compiles the windows of one metric. Not thread-safe. */
final class WindowCompiler {

    /** How many steps a sliding window has at most where its step is chosen for it. */
    static final int MAX_STEPS = 600;

    private static final Duration DEFAULT_RETENTION = Duration.ofHours(24);

    /** What a sliding window may advance by where that is not said. */
    private static final List<Duration> STEPS = Stream.of("1s", "10s", "1m", "10m", "1h", "1d").map(
            DurationText::parse).toList();

    /** Kind of window to the fields it may have beside its own. */
    private static final Map<String, Set<String>> KINDS = kinds();

    private final MetricDefinition metric;
    private final Problems problems;
    private final Optional<Duration> grace;
    private final Duration retention;
    private final Set<String> names = new HashSet<>();

    WindowCompiler(MetricDefinition metric, Problems problems) {
        this.metric = metric;
        this.problems = problems;
        grace = problems.duration("grace", metric.grace());
        retention = problems.duration("retention", metric.retention()).orElse(DEFAULT_RETENTION);
    }

    private static Map<String, Set<String>> kinds() {
        var kinds = new LinkedHashMap<String, Set<String>>();
        kinds.put("tumbling", Set.of());
        kinds.put("hopping", Set.of("every"));
        kinds.put("sliding", Set.of("every"));
        kinds.put("session", Set.of("per"));
        kinds.put("day", Set.of());
        kinds.put("week", Set.of());
        kinds.put("month", Set.of());
        kinds.put("cumulative", Set.of("every", "zone"));
        return kinds;
    }

    /** The retention of windows that say nothing else. */
    Duration retention() {
        return retention;
    }

    List<MetricWindow> windows() {
        var windows = new ArrayList<MetricWindow>();
        for (int i = 0; i < metric.windows().size(); i++) {
            window("windows[" + i + "]", metric.windows().get(i)).ifPresent(windows::add);
        }
        return List.copyOf(windows);
    }

    private Optional<MetricWindow> window(String path, Map<String, String> fields) {
        var kinds = fields.keySet().stream().filter(KINDS::containsKey).toList();
        if (kinds.size() != 1) {
            problems.add(path, "must be one of %s, not %s".formatted(String.join(", ", KINDS.keySet()), fields));
            return Optional.empty();
        }
        var kind = kinds.getFirst();
        refuseUnknown(path, kind, fields);
        var ownGrace = problems.duration(path + ".grace", fields.get("grace"));
        var ownRetention = problems.duration(path + ".retention", fields.get("retention"));
        var per = kind.equals("session") ? per(path, fields) : Optional.<Expression>empty();
        return spec(path, kind, fields).map(spec -> {
            if (!names.add(spec.name())) {
                problems.add(path, "the window " + spec.name() + " is declared twice");
            }
            return new MetricWindow(spec, per, ownGrace.or(() -> grace).orElse(usualGrace(spec)),
                    ownRetention.orElse(retention));
        });
    }

    private void refuseUnknown(String path, String kind, Map<String, String> fields) {
        for (var field : fields.keySet()) {
            if (!field.equals(kind) && !KINDS.get(kind).contains(field) && !Set.of("grace", "retention").contains(
                    field)) {
                var others = Stream.concat(KINDS.get(kind).stream().sorted(), Stream.of("grace", "retention"));
                problems.add(path + "." + field, "unknown field of a %s window; beside %s there may be %s".formatted(
                        kind, kind, String.join(", ", others.toList())));
            }
        }
    }

    private Optional<Expression> per(String path, Map<String, String> fields) {
        if (!fields.containsKey("per")) {
            problems.add(path, "a session window needs what sessions are separate by, such as per: user_id");
        }
        return problems.expression(path + ".per", fields.get("per"), EventExpressions::value);
    }

    private Optional<WindowSpec> spec(String path, String kind, Map<String, String> fields) {
        try {
            return switch (kind) {
                case "tumbling" -> duration(path, kind, fields).map(WindowSpec.Tumbling::new);
                case "hopping" -> duration(path, kind, fields).flatMap(
                        size -> every(path, fields, Optional.empty()).map(
                                every -> new WindowSpec.Hopping(size, every)));
                case "sliding" -> duration(path, kind, fields).flatMap(
                        size -> every(path, fields, step(size)).map(every -> new WindowSpec.Hopping(size, every)));
                case "session" -> duration(path, kind, fields).map(WindowSpec.Session::new);
                case "cumulative" -> cumulative(path, fields);
                default -> zone(path, kind, fields).map(
                        zone -> new WindowSpec.Calendar(CalendarUnit.valueOf(kind.toUpperCase(Locale.ROOT)), zone));
            };
        } catch (IllegalArgumentException e) {
            problems.add(path, e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<WindowSpec> cumulative(String path, Map<String, String> fields) {
        if (!fields.get("cumulative").equals("day")) {
            problems.add(path + ".cumulative", "must be day, not '%s'".formatted(fields.get("cumulative")));
        }
        var every = every(path, fields, Optional.empty());
        var zone = zone(path, "zone", fields);
        return every.flatMap(step -> zone.map(place -> new WindowSpec.Cumulative(step, place)));
    }

    private Optional<Duration> duration(String path, String field, Map<String, String> fields) {
        return problems.duration(path + "." + field, fields.get(field));
    }

    private Optional<Duration> every(String path, Map<String, String> fields, Optional<Duration> usual) {
        if (!fields.containsKey("every")) {
            if (usual.isEmpty()) {
                problems.add(path, "needs what it advances by, such as every: 10s");
            }
            return usual;
        }
        return duration(path, "every", fields);
    }

    /** The finest step that gives a sliding window at most {@value #MAX_STEPS} of them. */
    private static Optional<Duration> step(Duration size) {
        return STEPS.stream().filter(step -> size.compareTo(step.multipliedBy(MAX_STEPS)) <= 0).findFirst();
    }

    private Optional<ZoneId> zone(String path, String field, Map<String, String> fields) {
        var text = fields.getOrDefault(field, "UTC");
        try {
            return Optional.of(ZoneId.of(text));
        } catch (DateTimeException _) {
            problems.add(path + "." + field, "unknown time zone '%s'; write it as UTC or Europe/Berlin".formatted(
                    text));
            return Optional.empty();
        }
    }

    /** A tenth of the window; of a cumulative one, a tenth of its step. */
    private static Duration usualGrace(WindowSpec spec) {
        return (spec instanceof WindowSpec.Cumulative(var every, _) ? every : spec.size()).dividedBy(10);
    }

}
