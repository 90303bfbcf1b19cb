package io.millrace.ingest.door;

import io.millrace.event.JsonSyntaxException;
import io.millrace.event.JsonTree;
import io.millrace.ingest.door.SentEvents.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * Finds the events in a body: one event, an array, {@code {"events":[…]}}, or one JSON value a line (NDJSON: when the
 * content type says so, or the body's first line is an object and more follow). An object with {@code event_type} is an
 * event, even when it has {@code events}.
 *
 * <p>
 * Only finds; each event is read by itself afterwards, so that one that is wrong leaves the others as they are, and its
 * bytes can be kept as they were sent. In NDJSON a line that is not JSON is such an event too. Thread-safe.
 */
final class SentEventsReader {

    private static final JsonFactory FACTORY = JsonFactory.builder().streamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(JsonTree.MAX_DEPTH + 2).build()).disable(
                    TokenStreamFactory.Feature.CHARSET_DETECTION).build();

    private final int maxEvents;

    SentEventsReader(int maxEvents) {
        this.maxEvents = maxEvents;
    }

    /**
     * Finds the events.
     *
     * @param lines
     *            whether the sender says that it is NDJSON
     * @throws JsonSyntaxException
     *             when the body as a whole is not JSON
     * @throws RefusedRequest
     *             400 when it is JSON but neither of the shapes, 413 when there are too many
     */
    SentEvents read(byte[] sent, boolean lines) {
        var body = BodyLines.withoutByteOrderMark(sent);
        if (lines) {
            var places = BodyLines.of(body, this::tooMany);
            if (places.stream().anyMatch(line -> isJson(body, line))) {
                return new SentEvents(body, places, false, Map.of());
            }
        }
        return value(body);
    }

    private SentEvents value(byte[] body) {
        try (var parser = FACTORY.createParser(ObjectReadContext.empty(), body)) {
            return switch (parser.nextToken()) {
                case null -> throw new JsonSyntaxException("empty body", 1, 1);
                case START_ARRAY -> {
                    var places = elements(parser);
                    end(parser);
                    yield new SentEvents(body, places, false, Map.of());
                }
                case START_OBJECT -> object(parser, body);
                default -> {
                    end(parser);
                    throw RefusedRequest.forGood(400,
                            "the body must be an event, an array of events, {\"events\":[…]} or one event a line");
                }
            };
        } catch (JacksonException e) {
            throw syntax(e);
        }
    }

    private SentEvents object(JsonParser parser, byte[] body) {
        List<Place> events = null;
        Place context = null;
        boolean isEvent = false;
        int start = start(parser);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            parser.nextToken();
            isEvent |= name.equals("event_type");
            if (name.equals("events") && parser.currentToken() == JsonToken.START_ARRAY) {
                events = elements(parser);
            } else {
                var place = skipped(parser);
                context = name.equals("context") ? place : context;
            }
        }
        var whole = new Place(start, position(parser) - start);
        if (BodyLines.isFollowedByLine(body, whole)) {
            return new SentEvents(body, BodyLines.of(body, this::tooMany), false, Map.of());
        }
        end(parser);
        return events == null || isEvent
                ? new SentEvents(body, List.of(whole), true, Map.of())
                : new SentEvents(body, events, false, context(body, context));
    }

    private List<Place> elements(JsonParser parser) {
        var places = new ArrayList<Place>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            places.add(skipped(parser));
            tooMany(places.size());
        }
        return places;
    }

    private static Place skipped(JsonParser parser) {
        int start = start(parser);
        parser.skipChildren();
        parser.finishToken();
        return new Place(start, position(parser) - start);
    }

    private static int start(JsonParser parser) {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    private static int position(JsonParser parser) {
        return (int) parser.currentLocation().getByteOffset();
    }

    private static void end(JsonParser parser) {
        if (parser.nextToken() != null) {
            var at = parser.currentTokenLocation();
            throw new JsonSyntaxException("more after the end of the value", at.getLineNr(), at.getColumnNr());
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> context(byte[] body, Place place) {
        if (place == null) {
            return Map.of();
        }
        return switch (JsonTree.read(body, place.offset(), place.length())) {
            case null -> Map.of();
            case Map<?, ?> context -> (Map<String, Object>) context;
            default -> throw RefusedRequest.forGood(400, "context must be an object");
        };
    }

    private static boolean isJson(byte[] body, Place line) {
        try (var parser = FACTORY.createParser(ObjectReadContext.empty(), body, line.offset(), line.length())) {
            parser.nextToken();
            skipped(parser);
            return parser.nextToken() == null;
        } catch (JacksonException _) {
            return false;
        }
    }

    private void tooMany(int events) {
        if (events > maxEvents) {
            throw RefusedRequest.forGood(413, "a request may bring %d events at most".formatted(maxEvents));
        }
    }

    private static JsonSyntaxException syntax(JacksonException e) {
        var at = e.getLocation();
        return new JsonSyntaxException(e.getOriginalMessage(), at == null ? 1 : Math.max(1, at.getLineNr()),
                at == null ? 1 : Math.max(1, at.getColumnNr()));
    }

}
