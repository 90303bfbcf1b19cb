package io.millrace.definition;

import java.util.Comparator;
import java.util.Map;

/**
 * A metric, pattern or alert rule as its author declared it. Expressions, durations and windows are text here; their
 * compilers say what is wrong with them.
 */
public sealed interface Definition permits MetricDefinition, PatternDefinition, RuleDefinition {

    /** Puts those before that others speak of: metrics, the ratios of metrics, patterns, rules. */
    Comparator<Definition> USED_FIRST = Comparator.comparing(Definition::kind).thenComparing(
            definition -> definition instanceof MetricDefinition metric && metric.isRatio());

    /** What it defines. */
    DefinitionKind kind();

    /** Unique among the definitions of its kind: lower-case letters, digits, '_' and '-'. */
    String name();

    /** What it is for, in a sentence; may be empty. */
    String description();

    /** The canonical form, without {@code kind}: what {@link DefinitionReader} reads back to an equal definition. */
    Map<String, Object> toTree();

}
