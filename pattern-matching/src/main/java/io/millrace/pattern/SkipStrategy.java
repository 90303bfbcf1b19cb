package io.millrace.pattern;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which other runs a match drops. */
public sealed interface SkipStrategy {

    /** Drops the runs that started at or before the last event of the match. */
    record PastLast() implements SkipStrategy {}

    /** Drops the runs that started with the same event as the match. */
    record NextRow() implements SkipStrategy {}

    /** Drops none. */
    record None() implements SkipStrategy {}

    /** Drops the runs that started before the first event taken under a variable. */
    record ToFirst(String variable) implements SkipStrategy {

        /** @throws IllegalArgumentException when the variable is not a name */
        public ToFirst {
            PatternName.require(variable);
        }
    }

    /** Drops the runs that started before the last event taken under a variable. */
    record ToLast(String variable) implements SkipStrategy {

        /** @throws IllegalArgumentException when the variable is not a name */
        public ToLast {
            PatternName.require(variable);
        }
    }

    /** How definitions write it: {@code past-last}, {@code next-row}, {@code none}, {@code to-first(x)}, …. */
    default String toText() {
        return switch (this) {
            case PastLast _ -> "past-last";
            case NextRow _ -> "next-row";
            case None _ -> "none";
            case ToFirst(var variable) -> "to-first(" + variable + ")";
            case ToLast(var variable) -> "to-last(" + variable + ")";
        };
    }

    /**
     * Reads what {@link #toText} writes.
     *
     * @throws IllegalArgumentException when the text is none of them
     */
    static SkipStrategy parse(String text) {
        Matcher toVariable = Pattern.compile("to-(first|last)\\(\\s*(\\w+)\\s*\\)").matcher(text);
        if (toVariable.matches()) {
            String variable = toVariable.group(2);
            return toVariable.group(1).equals("first") ? new ToFirst(variable) : new ToLast(variable);
        }
        return switch (text) {
            case "past-last" -> new PastLast();
            case "next-row" -> new NextRow();
            case "none" -> new None();
            default -> throw new IllegalArgumentException(
                    "expected past-last, next-row, none, to-first(x) or to-last(x) but found '" + text + "'");
        };
    }
}
