package io.millrace.expressions.metric;

/** A metric definition, ready to run: one that is aggregated from events, or one that is derived from two others. */
public sealed interface CompiledSeries permits CompiledMetric, CompiledRatio {

    /** The metric's name. */
    String name();

    /** The version of its definition. */
    long version();

}
