package io.millrace.pattern;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads {@link PatternForm}, with the place it is at. */
final class FormReader {

    private static final Set<String> FIELDS = Set.of(FormWriter.LINK, FormWriter.NAME, FormWriter.GROUP,
            FormWriter.CHOICE, FormWriter.ANY_ORDER, FormWriter.GAP, FormWriter.TIMES, FormWriter.PROPS,
            FormWriter.INNER, FormWriter.UNTIL);
    private static final List<String> WHAT = List.of(FormWriter.NAME, FormWriter.GROUP, FormWriter.CHOICE,
            FormWriter.ANY_ORDER);
    private static final Set<String> PROPERTIES = Set.of("LOOPING", "TIMES", "OPTIONAL", "GREEDY");

    private final String path;

    FormReader(String path) {
        this.path = path;
    }

    PatternNode pattern(Object form) {
        if (!(form instanceof List<?> elements) || elements.isEmpty()) {
            throw wrong("must be a list of elements");
        }
        var nodes = new ArrayList<PatternNode>();
        var links = new ArrayList<Link>();
        for (int i = 0; i < elements.size(); i++) {
            FormReader at = new FormReader(path + "[" + i + "]");
            Map<String, Object> element = at.fields(elements.get(i));
            nodes.add(at.element(element));
            if (i > 0) {
                links.add(at.link(element));
            }
        }
        return nodes.size() == 1 ? nodes.getFirst() : new PatternNode.Sequence(nodes, links);
    }

    private Map<String, Object> fields(Object element) {
        if (!(element instanceof Map<?, ?> map)) {
            throw wrong("must be an object");
        }
        Map<String, Object> fields = map.entrySet().stream().filter(entry -> entry.getValue() != null).collect(
                Collectors.toMap(entry -> String.valueOf(entry.getKey()), Map.Entry::getValue));
        for (String field : fields.keySet()) {
            if (!FIELDS.contains(field)) {
                throw at(field).wrong(
                        "is not known, only " + String.join(", ", FIELDS.stream().sorted().toList()));
            }
        }
        return fields;
    }

    private PatternNode element(Map<String, Object> element) {
        List<String> what = WHAT.stream().filter(element::containsKey).toList();
        if (what.size() != 1) {
            throw wrong("must have one of " + String.join(", ", WHAT));
        }
        if (isAbsence(element)) {
            for (String field : List.of(FormWriter.TIMES, FormWriter.PROPS, FormWriter.INNER, FormWriter.UNTIL)) {
                if (element.containsKey(field)) {
                    throw at(field).wrong("does not go with an absence");
                }
            }
            return named(FormWriter.NAME, element, PatternNode.Absence::new);
        }
        return quantified(body(what.getFirst(), element), element);
    }

    private PatternNode body(String what, Map<String, Object> element) {
        Object value = element.get(what);
        return switch (what) {
            case FormWriter.NAME -> named(what, element, PatternNode.Variable::new);
            case FormWriter.GROUP -> at(what).pattern(value);
            case FormWriter.CHOICE -> new PatternNode.Alternation(at(what).patterns(value));
            default -> new PatternNode.AnyOrder(at(what).patterns(value));
        };
    }

    private List<PatternNode> patterns(Object value) {
        if (!(value instanceof List<?> forms) || forms.size() < 2) {
            throw wrong("must be a list of two or more patterns");
        }
        var nodes = new ArrayList<PatternNode>();
        for (int i = 0; i < forms.size(); i++) {
            nodes.add(new FormReader(path + "[" + i + "]").pattern(forms.get(i)));
        }
        return nodes;
    }

    private interface Named<T> {

        T of(String name);
    }

    private <T> T named(String field, Map<String, Object> element, Named<T> made) {
        if (!(element.get(field) instanceof String name)) {
            throw at(field).wrong("must be a name");
        }
        try {
            return made.of(name);
        } catch (IllegalArgumentException refused) {
            throw at(field).wrong(refused.getMessage());
        }
    }

    private PatternNode quantified(PatternNode body, Map<String, Object> element) {
        Set<String> properties = properties(element);
        boolean isCounted = element.containsKey(FormWriter.TIMES) || properties.contains("LOOPING");
        boolean isOptional = properties.contains("OPTIONAL");
        if (!isCounted) {
            requireNo(element, FormWriter.INNER, FormWriter.UNTIL);
            return isOptional ? PatternNode.Repeated.of(body, 0, OptionalInt.of(1)) : body;
        }
        Integer[] times = times(element);
        boolean loops = properties.contains("LOOPING") || times[1] == null;
        boolean fromNone = isOptional && times[0] <= 1;
        try {
            var repeated = new PatternNode.Repeated(body, fromNone ? 0 : times[0],
                    loops ? OptionalInt.empty() : OptionalInt.of(times[1]), properties.contains("GREEDY"),
                    inner(element), until(element));
            return isOptional && !fromNone ? PatternNode.Repeated.of(repeated, 0, OptionalInt.of(1)) : repeated;
        } catch (IllegalArgumentException refused) {
            throw at(FormWriter.TIMES).wrong(refused.getMessage());
        }
    }

    private void requireNo(Map<String, Object> element, String... fields) {
        for (String field : fields) {
            if (element.containsKey(field)) {
                throw at(field).wrong("needs times");
            }
        }
    }

    private Set<String> properties(Map<String, Object> element) {
        Object value = element.getOrDefault(FormWriter.PROPS, List.of());
        if (!(value instanceof List<?> list) || !list.stream().allMatch(PROPERTIES::contains)) {
            throw at(FormWriter.PROPS).wrong(
                    "must be a list of " + String.join(", ", PROPERTIES.stream().sorted().toList()));
        }
        var properties = new HashSet<String>();
        list.forEach(property -> properties.add(property.toString()));
        return properties;
    }

    private Integer[] times(Map<String, Object> element) {
        Object value = element.getOrDefault(FormWriter.TIMES, Arrays.asList(1, null));
        if (value instanceof List<?> list && list.size() == 2 && list.getFirst() instanceof Number fewest
                && (list.getLast() == null || list.getLast() instanceof Number)) {
            return new Integer[]{fewest.intValue(), list.getLast() instanceof Number most ? most.intValue() : null};
        }
        throw at(FormWriter.TIMES).wrong("must be [fewest, most], most null when unbounded");
    }

    private Contiguity inner(Map<String, Object> element) {
        Object value = element.getOrDefault(FormWriter.INNER, Contiguity.SKIP_TILL_NEXT.name());
        return contiguity(FormWriter.INNER, value);
    }

    private Optional<String> until(Map<String, Object> element) {
        return element.containsKey(FormWriter.UNTIL)
                ? Optional.of(named(FormWriter.UNTIL, element, name -> name))
                : Optional.empty();
    }

    private static boolean isAbsence(Map<String, Object> element) {
        Object link = element.get(FormWriter.LINK);
        return FormWriter.NOT_NEXT.equals(link) || FormWriter.NOT_FOLLOW.equals(link);
    }

    private Link link(Map<String, Object> element) {
        Object value = element.getOrDefault(FormWriter.LINK, Contiguity.SKIP_TILL_NEXT.name());
        Contiguity contiguity = isAbsence(element)
                ? FormWriter.NOT_NEXT.equals(value) ? Contiguity.STRICT : Contiguity.SKIP_TILL_NEXT
                : contiguity(FormWriter.LINK, value);
        return new Link(contiguity, gap(element));
    }

    private Optional<Duration> gap(Map<String, Object> element) {
        if (!element.containsKey(FormWriter.GAP)) {
            return Optional.empty();
        }
        if (element.get(FormWriter.GAP) instanceof Number millis && millis.longValue() > 0) {
            return Optional.of(Duration.ofMillis(millis.longValue()));
        }
        throw at(FormWriter.GAP).wrong("must be a positive number of milliseconds");
    }

    private Contiguity contiguity(String field, Object value) {
        for (Contiguity contiguity : Contiguity.values()) {
            if (contiguity.name().equals(value)) {
                return contiguity;
            }
        }
        throw at(field).wrong("must be one of STRICT, SKIP_TILL_NEXT, SKIP_TILL_ANY"
                + (field.equals(FormWriter.LINK) ? ", NOT_NEXT, NOT_FOLLOW" : ""));
    }

    private FormReader at(String field) {
        return new FormReader(path + (path.isEmpty() ? "" : ".") + field);
    }

    private PatternFormException wrong(String message) {
        return new PatternFormException(path, message);
    }
}
