package io.millrace.cep.pattern;

import io.millrace.cep.event.IncomingEvent;
import io.millrace.definition.DeclaredDefinition;
import io.millrace.definition.DefinitionException;
import io.millrace.definition.PatternDefinition;
import io.millrace.definition.StoredDefinition;
import io.millrace.expressions.pattern.BehaviourCompiler;
import io.millrace.expressions.pattern.CompiledBehaviour;
import io.millrace.pattern.PatternMatcher;
import io.millrace.statistics.DurationText;
import java.time.Duration;

/**
 * A version of a pattern with its matcher: the one that is declared now, or one before it whose open runs finish. Immutable
 * and thread-safe; two are the same only if they are one object.
 */
public final class ActivePattern {

    private static final String USER = "user_id";
    private static final Duration UNLIMITED_RUN = Duration.ofDays(1);

    private final StoredDefinition source;
    private final CompiledBehaviour behaviour;
    private final PatternMatcher<IncomingEvent> matcher;
    private final PatternMode mode;
    private final boolean isReplaced;
    private final boolean isStopped;
    private final PatternVersion id;
    private final String keyText;

    private ActivePattern(StoredDefinition source, CompiledBehaviour behaviour, PatternMatcher<IncomingEvent> matcher,
            PatternMode mode, boolean isReplaced, boolean isStopped) {
        this.source = source;
        this.behaviour = behaviour;
        this.matcher = matcher;
        this.mode = mode;
        this.isReplaced = isReplaced;
        this.isStopped = isStopped;
        this.id = new PatternVersion(behaviour.name(), behaviour.version());
        var text = behaviour.key().text().strip();
        this.keyText = text.equals(USER) ? "" : text;
    }

    /**
     * Compiles a stored definition. Timeouts are always told, whether they are published or not.
     *
     * @throws DefinitionException
     *             when it does not compile
     */
    static ActivePattern compile(StoredDefinition stored, PatternMode mode) {
        var definition = (PatternDefinition) stored.definition();
        var declared = DeclaredDefinition.withoutPlaces(definition.emittingTimeouts());
        var behaviour = BehaviourCompiler.compile(declared, stored.version());
        return new ActivePattern(stored, behaviour, behaviour.matcher(), mode, false,
                mode == PatternMode.DISABLED);
    }

    /**
     * The same version after another has taken its place: it begins no new run, and takes no event at all if the one in its
     * place doesn't either.
     */
    ActivePattern replacedBy(ActivePattern other) {
        boolean stops = mode == PatternMode.DISABLED || other.mode == PatternMode.DISABLED;
        return isReplaced && isStopped == stops
                ? this
                : new ActivePattern(source, behaviour, isReplaced ? matcher : matcher.draining(), mode, true, stops);
    }

    /** Name and version. */
    public PatternVersion id() {
        return id;
    }

    /** The definition's name. */
    public String name() {
        return id.pattern();
    }

    /** Whether it was compiled from the same version of the same definition. */
    public boolean isOf(StoredDefinition stored) {
        return stored.version() == source.version() && stored.definition().equals(source.definition());
    }

    /** What it was compiled from. */
    public StoredDefinition source() {
        return source;
    }

    public CompiledBehaviour behaviour() {
        return behaviour;
    }

    public PatternMatcher<IncomingEvent> matcher() {
        return matcher;
    }

    public PatternMode mode() {
        return mode;
    }

    /** Whether another version is declared now, so that only what was begun goes on. */
    public boolean isReplaced() {
        return isReplaced;
    }

    /** Whether what comes of it is counted and kept only. */
    public boolean isShadow() {
        return mode == PatternMode.SHADOW;
    }

    /** Whether a run that ran out of time is a result. */
    public boolean reportsTimeouts() {
        return ((PatternDefinition) source.definition()).emitTimeouts();
    }

    /** The expression of its key; empty where that is the user, so that events are matched where they come in. */
    public String keyText() {
        return keyText;
    }

    /** How long an event waits for earlier ones, in milliseconds of event time. */
    public long graceMillis() {
        return behaviour.grace().toMillis();
    }

    /** How long a run can be open, events that are held included, in milliseconds; a day where there is no limit. */
    long longestRunMillis() {
        var within = ((PatternDefinition) source.definition()).within();
        return within == null ? UNLIMITED_RUN.toMillis() : DurationText.parse(within).toMillis() + graceMillis();
    }

    /** Whether events of that type can matter to it. */
    public boolean concerns(String eventType) {
        if (isStopped) {
            return false;
        }
        if (behaviour.needsEveryEvent()) {
            return true;
        }
        for (var types : behaviour.takes()) {
            if (types.include(eventType)) {
                return true;
            }
        }
        return false;
    }

}
