package io.millrace.pattern;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * A recorded case of Flink CEP turned into a pattern of ours. Names become {@code v0}, {@code v1}, …, since Flink takes
 * any text for a name. A condition is the set of events it accepts.
 */
final class FlinkCase {

    private final JsonNode json;
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final Map<String, Condition<Click>> conditions = new HashMap<>();
    private final PatternNode pattern;
    private Optional<Duration> within = Optional.empty();

    FlinkCase(JsonNode json) {
        this.json = json;
        this.pattern = sequence(json.path("pattern"));
    }

    String id() {
        return json.path("id").asString();
    }

    /** Whether Flink answers with an exception. */
    boolean expectsError() {
        return json.has("error");
    }

    PatternNode pattern() {
        return pattern;
    }

    Map<String, Condition<Click>> conditions() {
        return conditions;
    }

    Optional<Duration> within() {
        return within;
    }

    CompiledPattern<Click> compile() {
        var options = PatternOptions.defaults().skipping(skip()).ordered(MatchOrder.BY_START).within(
                within.orElse(Duration.ofDays(365)));
        return PatternCompiler.compile(pattern, conditions, options);
    }

    List<Click> events() {
        var events = new ArrayList<Click>();
        for (JsonNode event : json.path("events")) {
            int first = firstLike(events, event);
            events.add(new Click(first, event.path("name").asString(), event.path("price").asString(),
                    event.path("ts").asLong()));
        }
        return events;
    }

    /** Where one object was fed several times, cases name it by the first place at which it stands. */
    private int firstLike(List<Click> before, JsonNode event) {
        if (!repeatsEvents()) {
            return event.path("i").asInt();
        }
        for (int i = 0; i < before.size(); i++) {
            JsonNode earlier = json.path("events").path(i);
            if (List.of("ts", "id", "name", "price").stream().allMatch(
                    field -> earlier.path(field).equals(event.path(field)))) {
                return i;
            }
        }
        return event.path("i").asInt();
    }

    private boolean repeatsEvents() {
        return expectedMatches().stream().flatMap(match -> match.values().stream()).anyMatch(
                indexes -> Set.copyOf(indexes).size() < indexes.size());
    }

    List<Map<String, List<Integer>>> expectedMatches() {
        var matches = new ArrayList<Map<String, List<Integer>>>();
        for (JsonNode out : json.path("out")) {
            var match = new TreeMap<String, List<Integer>>();
            out.path("match").properties().forEach(
                    taken -> match.put(variable(taken.getKey()), integers(taken.getValue())));
            matches.add(match);
        }
        return matches;
    }

    private PatternNode sequence(JsonNode elements) {
        var nodes = new ArrayList<PatternNode>();
        var links = new ArrayList<Link>();
        for (JsonNode element : elements) {
            nodes.add(element(element));
            links.add(link(element));
            narrow(element);
        }
        return nodes.size() == 1 ? nodes.getFirst() : new PatternNode.Sequence(nodes, links.subList(1, links.size()));
    }

    private static Link link(JsonNode element) {
        Contiguity contiguity = switch (element.path("link").asString()) {
            case "STRICT", "NOT_NEXT" -> Contiguity.STRICT;
            case "SKIP_TILL_NEXT", "NOT_FOLLOW" -> Contiguity.SKIP_TILL_NEXT;
            case "SKIP_TILL_ANY" -> Contiguity.SKIP_TILL_ANY;
            case String other -> throw new IllegalArgumentException("link " + other);
        };
        return new Link(contiguity, element.has("withinPrev")
                ? Optional.of(Duration.ofMillis(element.path("withinPrev").asLong()))
                : Optional.empty());
    }

    /** The smallest of several windows holds. */
    private void narrow(JsonNode element) {
        if (element.has("within")) {
            var window = Duration.ofMillis(element.path("within").asLong());
            within = within.filter(other -> other.compareTo(window) < 0).or(() -> Optional.of(window));
        }
    }

    private PatternNode element(JsonNode element) {
        if (element.has("group")) {
            return quantified(element, sequence(element.path("group")));
        }
        String name = define(variable(element.path("name").asString()), element.path("accepts"));
        if (element.path("link").asString().startsWith("NOT_")) {
            return new PatternNode.Absence(name);
        }
        return quantified(element, new PatternNode.Variable(name));
    }

    private PatternNode quantified(JsonNode element, PatternNode body) {
        Set<String> properties = new HashSet<>();
        element.path("props").forEach(property -> properties.add(property.asString()));
        boolean looping = properties.contains("LOOPING");
        boolean optional = properties.contains("OPTIONAL");
        if (!looping && !properties.contains("TIMES")) {
            return optional ? PatternNode.Repeated.of(body, 0, OptionalInt.of(1)) : body;
        }
        int min = element.path("times").path(0).asInt();
        OptionalInt max = looping ? OptionalInt.empty() : OptionalInt.of(element.path("times").path(1).asInt());
        boolean fromZero = looping && optional && min == 1;
        Optional<String> until = element.has("until")
                ? Optional.of(define("until" + variables.size(), element.path("until")))
                : Optional.empty();
        var repeated = new PatternNode.Repeated(body, fromZero ? 0 : min, max, properties.contains("GREEDY"),
                Contiguity.valueOf(element.path("inner").asString()), until);
        return optional && !fromZero ? PatternNode.Repeated.of(repeated, 0, OptionalInt.of(1)) : repeated;
    }

    private String define(String name, JsonNode accepts) {
        if (accepts.asString("").equals("iterative")) {
            conditions.put(name, FlinkIterativeConditions.of(id(), name, variables));
            return name;
        }
        Set<Integer> accepted = Set.copyOf(integers(accepts));
        conditions.put(name, Condition.onEvent(click -> accepted.contains(click.index())));
        return name;
    }

    SkipStrategy skip() {
        String[] parts = json.path("skip").asString().split(":");
        return switch (parts[0]) {
            case "NoSkip" -> new SkipStrategy.None();
            case "SkipToNext" -> new SkipStrategy.NextRow();
            case "SkipPastLast" -> new SkipStrategy.PastLast();
            case "SkipToFirst" -> new SkipStrategy.ToFirst(variable(parts[1]));
            case "SkipToLast" -> new SkipStrategy.ToLast(variable(parts[1]));
            case String other -> throw new IllegalArgumentException("skip " + other);
        };
    }

    private String variable(String name) {
        return variables.computeIfAbsent(name, _ -> "v" + variables.size());
    }

    private static List<Integer> integers(JsonNode array) {
        var integers = new ArrayList<Integer>();
        array.forEach(number -> integers.add(number.asInt()));
        return integers;
    }
}
