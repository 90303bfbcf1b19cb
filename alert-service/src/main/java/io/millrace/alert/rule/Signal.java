package io.millrace.alert.rule;

import io.millrace.result.PatternMatch;
import io.millrace.result.PatternTimeout;
import io.millrace.result.WindowResult;

/** What rules watch. */
public sealed interface Signal {

    /** A window of a metric changed or was closed. */
    record OfWindow(WindowResult window) implements Signal {}

    /** A pattern matched. */
    record OfMatch(PatternMatch match) implements Signal {}

    /** A pattern ran out of time. */
    record OfTimeout(PatternTimeout timeout) implements Signal {}

}
