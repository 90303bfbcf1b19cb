package io.millrace.event;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** What is read of a JSON value: all of it, some fields of an object, or that it is there. Immutable and thread-safe. */
sealed interface ProjectedValue {

    /** Reads the value that begins at the cursor, and leaves it at the value's end. */
    Object read(PlainJson json);

    /** The same part of a value that was read as a whole. */
    Object of(Object value);

    /** What is needed for these paths into a value; an empty one needs all of it. */
    static ProjectedValue of(Collection<List<String>> paths) {
        if (paths.stream().anyMatch(List::isEmpty)) {
            return new Whole();
        }
        var names = new ArrayList<String>(new LinkedHashSet<>(paths.stream().map(List::getFirst).toList()));
        var parts = names.stream().map(name -> of(paths.stream().filter(path -> path.getFirst().equals(name)).map(
                path -> path.subList(1, path.size())).toList())).toList();
        return new Fields(names.toArray(String[]::new), parts.toArray(ProjectedValue[]::new), new PlainNames(names));
    }

    /** All of it. */
    record Whole() implements ProjectedValue {

        @Override
        public Object read(PlainJson json) {
            return json.value();
        }

        @Override
        public Object of(Object value) {
            return value;
        }
    }

    /** Only that it is there: an empty text stands for it. */
    record Presence() implements ProjectedValue {

        @Override
        public Object read(PlainJson json) {
            json.skip();
            return "";
        }

        @Override
        public Object of(Object value) {
            return "";
        }
    }

    /** Some fields of an object; what is no object is read as it is. */
    record Fields(String[] names, ProjectedValue[] parts, PlainNames places) implements ProjectedValue {

        @Override
        public Object read(PlainJson json) {
            return json.beginsWith('{') ? object(json) : json.value();
        }

        @Override
        public Object of(Object value) {
            if (!(value instanceof Map<?, ?> whole)) {
                return value;
            }
            var object = LinkedHashMap.<String, Object>newLinkedHashMap(names.length);
            for (int i = 0; i < names.length; i++) {
                if (whole.containsKey(names[i])) {
                    object.put(names[i], parts[i].of(whole.get(names[i])));
                }
            }
            return Collections.unmodifiableMap(object);
        }

        private Map<String, Object> object(PlainJson json) {
            var object = LinkedHashMap.<String, Object>newLinkedHashMap(names.length);
            int likely = 0;
            for (boolean hasField = json.beginObject(); hasField; hasField = json.hasNextField()) {
                int at = json.name(places, likely);
                if (at == PlainNames.NONE) {
                    json.skip();
                } else {
                    object.put(names[at], parts[at].read(json));
                    likely = at + 1;
                }
            }
            return Collections.unmodifiableMap(object);
        }
    }

}
