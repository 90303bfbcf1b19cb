package io.millrace.ingest.profile;

import io.millrace.event.Event;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads what an {@code identify} event says of its user. The traits are {@code data.traits}, or {@code data} itself where
 * there are none; the segment is {@code data.segment}, or the trait {@code segment}, which is then no trait.
 */
final class IdentifyReader {

    private static final String DATA = "data";
    private static final String TRAITS = "traits";
    private static final String SEGMENT = ProfileFact.SEGMENT.jsonName();

    private IdentifyReader() {}

    /**
     * The change that the event makes.
     *
     * @throws RefusedChangeException
     *             when a field has the wrong type or form
     */
    static ProfileChange read(Event event) {
        var data = event.data();
        if (!data.containsKey(TRAITS)) {
            return said(new StatedFields(), data, DATA).at(Stamp.of(event));
        }
        var place = DATA + "." + TRAITS;
        var fields = data.get(TRAITS) instanceof Map<?, ?> traits
                ? said(new StatedFields(), traits, place)
                : new StatedFields().traits(data.get(TRAITS), place);
        return (data.containsKey(SEGMENT) ? fields.segment(data.get(SEGMENT), DATA + "." + SEGMENT) : fields).at(
                Stamp.of(event));
    }

    private static StatedFields said(StatedFields fields, Map<?, ?> said, String place) {
        if (!said.containsKey(SEGMENT)) {
            return fields.traits(said, place);
        }
        var traits = new LinkedHashMap<Object, Object>(said);
        return fields.segment(traits.remove(SEGMENT), place + "." + SEGMENT).traits(traits, place);
    }

}
