package io.millrace.cep.pattern;

import io.millrace.definition.PatternDefinition;

/** What a declared pattern is allowed to do. */
public enum PatternMode {

    /** Takes events and publishes what comes of them. */
    ACTIVE,
    /** Takes events; what comes of them is counted and readable, but not published. */
    SHADOW,
    /** Takes no events; what was begun ends with its deadlines. */
    DISABLED;

    /** The mode that a definition asks for. */
    public static PatternMode of(PatternDefinition definition) {
        return !definition.enabled() ? DISABLED : definition.shadow() ? SHADOW : ACTIVE;
    }

}
