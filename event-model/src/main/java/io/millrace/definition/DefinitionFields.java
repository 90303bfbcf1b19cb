package io.millrace.definition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Typed access to the fields of one mapping of a definition; remembers which were asked for and collects problems. */
final class DefinitionFields {

    private final Map<?, ?> fields;
    private final String path;
    private final YamlDocument document;
    private final List<DefinitionProblem> problems;
    private final Set<String> known = new LinkedHashSet<>();
    private String identity;

    private DefinitionFields(Map<?, ?> fields, String path, YamlDocument document, List<DefinitionProblem> problems,
            String identity) {
        this.fields = fields;
        this.path = path;
        this.document = document;
        this.problems = problems;
        this.identity = identity;
    }

    static Optional<DefinitionFields> root(YamlDocument document, List<DefinitionProblem> problems) {
        if (document.value() instanceof Map<?, ?> map) {
            return Optional.of(new DefinitionFields(map, "", document, problems, null));
        }
        var place = document.places().getOrDefault("", new Place(1, 1));
        problems.add(new DefinitionProblem(null, "", place.line(), place.column(),
                "a definition must be a mapping with kind, name and so on"));
        return Optional.empty();
    }

    void identifiedAs(DefinitionKind kind, String name) {
        identity = kind.label() + "/" + name;
    }

    boolean has(String field) {
        return fields.get(field) != null;
    }

    /** The name of the only field, if it is the only one. */
    Optional<String> only() {
        return fields.size() == 1 ? Optional.of((String) fields.keySet().iterator().next()) : Optional.empty();
    }

    /** Whether there is no value, or an empty list. */
    boolean isAbsent(String field) {
        return fields.get(field) == null || fields.get(field) instanceof Collection<?> list && list.isEmpty();
    }

    String text(String field) {
        known.add(field);
        return switch (fields.get(field)) {
            case null -> null;
            case String text when text.isBlank() -> null;
            case String text -> text.strip();
            case YamlNumber number -> number.text();
            case Number number -> number.toString();
            case Boolean flag -> flag.toString();
            default -> {
                problem(field, "must be text");
                yield null;
            }
        };
    }

    String textOr(String field, String absent) {
        var text = text(field);
        return text == null ? absent : text;
    }

    String required(String field) {
        var text = text(field);
        if (text == null) {
            problem(field, "is required");
            return "";
        }
        return text;
    }

    String oneOf(String field, Set<String> allowed, String absent) {
        var text = text(field);
        if (text == null && absent != null) {
            return absent;
        }
        if (text == null || !allowed.contains(text)) {
            problem(field, "must be one of %s%s".formatted(String.join(", ", new java.util.TreeSet<>(allowed)),
                    text == null ? "" : ", not '" + text + "'"));
            return absent == null ? "" : absent;
        }
        return text;
    }

    double number(String field) {
        known.add(field);
        var number = YamlNumber.valueOf(fields.get(field)).filter(Double::isFinite);
        if (number.isEmpty()) {
            problem(field, "must be a number");
        }
        return number.orElse(0.0);
    }

    /** A whole number; 0 when it is none, which is noted. */
    int whole(String field) {
        return whole(field, Integer.MIN_VALUE, "must be a whole number");
    }

    /** A whole number of at least 1; 0 when it is none, which is noted. */
    int positive(String field) {
        return whole(field, 1, "must be a whole number, at least 1");
    }

    private int whole(String field, int least, String rule) {
        var number = switch (any(field)) {
            case YamlNumber written -> written.whole();
            case Long found -> Optional.of(found);
            case null, default -> Optional.<Long>empty();
        };
        var fitting = number.filter(found -> found == found.intValue() && found >= least);
        if (fitting.isEmpty()) {
            problem(field, rule);
        }
        return fitting.orElse(0L).intValue();
    }

    /** True or false; {@code absent} when it is neither, which is noted unless there is no value. */
    boolean flag(String field, boolean absent) {
        known.add(field);
        return switch (fields.get(field)) {
            case null -> absent;
            case Boolean flag -> flag;
            default -> {
                problem(field, "must be true or false");
                yield absent;
            }
        };
    }

    /** The field as it was read, whatever it holds. */
    Object any(String field) {
        known.add(field);
        return fields.get(field);
    }

    /** Takes note that the field is none of the unknown ones, whatever it holds. */
    void ignore(String field) {
        known.add(field);
    }

    List<Item> list(String field) {
        known.add(field);
        var items = new ArrayList<Item>();
        switch (fields.get(field)) {
            case null -> {
            }
            case Collection<?> list ->
                list.forEach(item -> items.add(new Item(field + "[" + items.size() + "]", item)));
            case String single -> items.add(new Item(field, single));
            default -> problem(field, "must be a list");
        }
        return items;
    }

    record Item(String path, Object value) {}

    List<String> texts(String field) {
        var texts = new ArrayList<String>();
        for (var item : list(field)) {
            if (item.value() instanceof String text) {
                texts.add(text);
            } else {
                problem(item.path(), "must be text");
            }
        }
        return List.copyOf(texts);
    }

    Map<String, String> textMap(String field) {
        return object(field).map(object -> object.allTexts()).orElse(Map.of());
    }

    List<Map<String, String>> textMaps(String field) {
        var maps = new ArrayList<Map<String, String>>();
        for (var item : list(field)) {
            if (item.value() instanceof Map<?, ?> map) {
                maps.add(at(item.path(), map).allTexts());
            } else {
                problem(item.path(), "must be a mapping");
            }
        }
        return List.copyOf(maps);
    }

    Optional<DefinitionFields> object(String field) {
        known.add(field);
        return switch (fields.get(field)) {
            case null -> Optional.empty();
            case Map<?, ?> map -> Optional.of(at(field, map));
            default -> {
                problem(field, "must be a mapping");
                yield Optional.empty();
            }
        };
    }

    /** The fields of a mapping in a list. */
    DefinitionFields object(Item item) {
        return at(item.path(), (Map<?, ?>) item.value());
    }

    Map<String, DefinitionFields> objects(String field) {
        var objects = new LinkedHashMap<String, DefinitionFields>();
        object(field).ifPresent(outer -> outer.fields.forEach(
                (name, _) -> outer.object((String) name).ifPresent(inner -> objects.put((String) name, inner))));
        return objects;
    }

    void refuseUnknown() {
        for (var field : fields.keySet()) {
            if (!known.contains(field)) {
                problem((String) field, "unknown field; known are " + String.join(", ", known));
            }
        }
    }

    void problem(String field, String reason) {
        var full = path.isEmpty() ? field : path + "." + field;
        var place = document.places().get(full);
        if (place == null) {
            place = document.places().getOrDefault(path, document.places().getOrDefault("", new Place(0, 0)));
        }
        problems.add(new DefinitionProblem(identity, full, place.line(), place.column(), reason));
    }

    private Map<String, String> allTexts() {
        var texts = new LinkedHashMap<String, String>();
        for (var name : fields.keySet()) {
            var text = text((String) name);
            if (text != null) {
                texts.put((String) name, text);
            }
        }
        return texts;
    }

    private DefinitionFields at(String field, Map<?, ?> map) {
        return new DefinitionFields(map, path.isEmpty() ? field : path + "." + field, document, problems, identity);
    }

}
