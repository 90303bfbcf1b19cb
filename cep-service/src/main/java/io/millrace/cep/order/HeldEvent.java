package io.millrace.cep.order;

import io.millrace.cep.event.IncomingEvent;
import io.millrace.cep.pattern.ActivePattern;
import io.millrace.cep.pattern.ActivePatterns;
import io.millrace.cep.pattern.EventPlan.Group;
import java.util.List;

/** An event that waits for its place in the order, and what it waits for. Belongs to one task. */
public final class HeldEvent {

    private static final long UNRESOLVED = -1;

    private final IncomingEvent event;
    private final String keyText;
    private final String key;
    private final long graceMillis;
    private final List<String> names;
    private final long sequence;
    private List<ActivePattern> patterns;
    private long generation;
    HeldChunk chunk;
    boolean isTaken;

    private HeldEvent(IncomingEvent event, String keyText, String key, long graceMillis, List<String> names,
            long sequence, List<ActivePattern> patterns, long generation) {
        this.event = event;
        this.keyText = keyText;
        this.key = key;
        this.graceMillis = graceMillis;
        this.names = names;
        this.sequence = sequence;
        this.patterns = patterns;
        this.generation = generation;
    }

    /**
     * An event for a group of patterns, as they are declared now.
     *
     * @param sequence
     *            its number in the order of arrival
     * @param generation
     *            of the patterns
     */
    static HeldEvent of(IncomingEvent event, String key, Group group, long sequence, long generation) {
        var names = group.patterns().stream().map(ActivePattern::name).distinct().toList();
        return new HeldEvent(event, group.keyText(), key, group.graceMillis(), names, sequence, group.patterns(),
                generation);
    }

    /** An event from the store, for patterns of these names. */
    static HeldEvent stored(IncomingEvent event, String keyText, String key, long graceMillis, List<String> names,
            long sequence) {
        return new HeldEvent(event, keyText, key, graceMillis, names, sequence, List.of(), UNRESOLVED);
    }

    public IncomingEvent event() {
        return event;
    }

    /** The value of the patterns' key. */
    public String key() {
        return key;
    }

    /** The names of the patterns that it is held for. */
    public List<String> names() {
        return names;
    }

    /** The watermark at which it is due. */
    public long dueMillis() {
        return event.timestampMillis() + graceMillis;
    }

    /**
     * The patterns of those names as they are declared now, and the versions before them, as far as they have the same key
     * and the event concerns them.
     */
    public List<ActivePattern> patterns(ActivePatterns active) {
        if (generation != active.generation()) {
            generation = active.generation();
            patterns = names.stream().flatMap(name -> active.versions(name).stream()).filter(
                    pattern -> pattern.keyText().equals(keyText) && pattern.concerns(event.eventType())).toList();
        }
        return patterns;
    }

    String keyText() {
        return keyText;
    }

    long graceMillis() {
        return graceMillis;
    }

    long sequence() {
        return sequence;
    }

}
