package io.millrace.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A YAML (or JSON, which is YAML) document as plain values, with the place of each part.
 *
 * <p>
 * Scalars stay text but for booleans, numbers and null. The text of a block scalar starts on the line after its mark,
 * that of a quoted one a column after it.
 */
record YamlDocument(Object value, Map<String, Place> places) {

    private static final LoadSettings SETTINGS = LoadSettings.builder().setAllowDuplicateKeys(
            false).setMaxAliasesForCollections(20).setCodePointLimit(1_000_000).build();

    /**
     * Reads all documents of a text; empty ones are left out.
     *
     * @throws DefinitionException
     *             when it is not YAML
     */
    static List<YamlDocument> readAll(String text) {
        var documents = new ArrayList<YamlDocument>();
        try {
            for (var node : new Compose(SETTINGS).composeAllFromString(text)) {
                var places = new LinkedHashMap<String, Place>();
                var value = value(node, "", places);
                if (value != null) {
                    documents.add(new YamlDocument(value, places));
                }
            }
        } catch (MarkedYamlEngineException e) {
            throw malformed(e.getProblemMark().or(e::getContextMark), e.getProblem());
        } catch (YamlEngineException e) {
            throw malformed(Optional.empty(), e.getMessage());
        }
        return documents;
    }

    private static DefinitionException malformed(Optional<Mark> mark, String reason) {
        var place = mark.map(YamlDocument::place).orElse(new Place(1, 1));
        return new DefinitionException(
                List.of(new DefinitionProblem(null, "", place.line(), place.column(), "not valid YAML: " + reason)));
    }

    private static Object value(Node node, String path, Map<String, Place> places) {
        node.getStartMark().ifPresent(mark -> places.put(path, textPlace(node, mark)));
        return switch (node) {
            case MappingNode mapping -> mapping(mapping, path, places);
            case SequenceNode sequence -> sequence(sequence, path, places);
            case ScalarNode scalar -> scalar(scalar);
            default -> throw new YamlEngineException("unsupported node " + node.getNodeType());
        };
    }

    private static Map<String, Object> mapping(MappingNode mapping, String path, Map<String, Place> places) {
        var map = new LinkedHashMap<String, Object>();
        for (var tuple : mapping.getValue()) {
            var key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            if (map.containsKey(key)) {
                throw malformed(tuple.getKeyNode().getStartMark(), "the key '" + key + "' stands twice");
            }
            map.put(key, value(tuple.getValueNode(), path.isEmpty() ? key : path + "." + key, places));
        }
        return map;
    }

    private static List<Object> sequence(SequenceNode sequence, String path, Map<String, Place> places) {
        var list = new ArrayList<Object>();
        for (var item : sequence.getValue()) {
            list.add(value(item, path + "[" + list.size() + "]", places));
        }
        return list;
    }

    private static Object scalar(ScalarNode scalar) {
        var text = scalar.getValue();
        var tag = scalar.getTag();
        if (tag.equals(Tag.NULL)) {
            return null;
        }
        if (tag.equals(Tag.BOOL)) {
            return Boolean.valueOf(text);
        }
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            return new YamlNumber(text);
        }
        return text;
    }

    private static Place textPlace(Node node, Mark mark) {
        var place = place(mark);
        if (node instanceof ScalarNode scalar) {
            return switch (scalar.getScalarStyle()) {
                case ScalarStyle.SINGLE_QUOTED, ScalarStyle.DOUBLE_QUOTED -> new Place(place.line(),
                        place.column() + 1);
                case ScalarStyle.LITERAL, ScalarStyle.FOLDED -> new Place(place.line() + 1, 1);
                default -> place;
            };
        }
        return place;
    }

    private static Place place(Mark mark) {
        return new Place(mark.getLine() + 1, mark.getColumn() + 1);
    }

}
