package io.millrace.expressions.pattern;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why an event does not fit a variable of a pattern.
 *
 * @param reason
 *            for people: {@code the event type 'search' is none of cart.*}, {@code is false},
 *            {@code has no value: data.amount is absent}, {@code fails: …}
 * @param expression
 *            the part of {@code where} at fault, as it is written; empty where it is the event type
 * @param values
 *            what that part reads, as written, in the order of its text, and the value of each; null where there is none
 */
public record Refusal(String variable, String reason, String expression, Map<String, Object> values) {

    /** Keeps a copy. */
    public Refusal {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

}
