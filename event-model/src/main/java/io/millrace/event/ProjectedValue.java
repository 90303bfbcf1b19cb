package io.millrace.event;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.sym.PropertyNameMatcher;

/** What is read of a JSON value: all of it, or some fields of an object. Immutable and thread-safe. */
sealed interface ProjectedValue {

    /** Reads the value that the parser stands at, and leaves it at the value's end. */
    Object read(JsonParser parser, KnownTexts texts);

    /** What is needed for these paths into a value; an empty one needs all of it. */
    static ProjectedValue of(Collection<List<String>> paths) {
        if (paths.stream().anyMatch(List::isEmpty)) {
            return new Whole();
        }
        var names = new ArrayList<String>(new LinkedHashSet<>(paths.stream().map(List::getFirst).toList()));
        var parts = names.stream().map(name -> of(paths.stream().filter(path -> path.getFirst().equals(name)).map(
                path -> path.subList(1, path.size())).toList())).toList();
        return new Fields(names.toArray(String[]::new), parts.toArray(ProjectedValue[]::new),
                JsonTree.matcher(names));
    }

    /** All of it. */
    record Whole() implements ProjectedValue {

        @Override
        public Object read(JsonParser parser, KnownTexts texts) {
            return parser.currentToken() == JsonToken.VALUE_STRING ? texts.of(parser) : JsonTree.value(parser);
        }
    }

    /** Some fields of an object; what is no object is read as it is. */
    record Fields(String[] names, ProjectedValue[] parts, PropertyNameMatcher matcher) implements ProjectedValue {

        @Override
        public Object read(JsonParser parser, KnownTexts texts) {
            return parser.currentToken() == JsonToken.START_OBJECT ? object(parser, texts) : JsonTree.value(parser);
        }

        private Map<String, Object> object(JsonParser parser, KnownTexts texts) {
            var object = LinkedHashMap.<String, Object>newLinkedHashMap(names.length);
            int at;
            while ((at = parser.nextNameMatch(matcher)) != PropertyNameMatcher.MATCH_END_OBJECT) {
                parser.nextToken();
                if (at < 0) {
                    parser.skipChildren();
                } else {
                    object.put(names[at], parts[at].read(parser, texts));
                }
            }
            return Collections.unmodifiableMap(object);
        }
    }

}
