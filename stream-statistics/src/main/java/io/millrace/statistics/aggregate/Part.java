package io.millrace.statistics.aggregate;

import io.millrace.statistics.binary.BinaryWriter;

/**
 * One ingredient of an {@link AggregateState}, enough for one or several aggregates. A part depends on nothing but what
 * was added to it, so that states with different parts can be merged.
 */
abstract sealed class Part permits ValuePart, TextPart {

    abstract PartKind kind();

    /**
     * The order in which parts stand in a state; 0 for the same part of two states, which can then be merged.
     */
    int order(Part other) {
        return kind().compareTo(other.kind());
    }

    /** Takes in the same part of another state, which stays as it is. */
    abstract void merge(Part other);

    /** A part of the same content that goes its own way from here. */
    abstract Part copy();

    /** Writes the content; {@link PartKind#read} reads it. The kind itself stands in front of the state. */
    abstract void writeTo(BinaryWriter out, EventSpan events);

    /** Roughly how many bytes of heap it takes. */
    abstract int footprintBytes();
}
