package io.millrace.promql;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.Objects;

/**
 * A condition on one label of a series: {@code job="shop"}, {@code code!~"5.."}. A label that a series does not have
 * counts as empty. Regular expressions are RE2's, match in time linear in the value, must match the whole value, and
 * their dot matches a line break too. Immutable and thread-safe.
 */
public final class LabelMatcher {

    /** How the value is compared. */
    public enum Type {

        /** The label is the value. */
        EQUAL("="),

        /** The label is anything but the value. */
        NOT_EQUAL("!="),

        /** The whole label matches the regular expression. */
        REGEX("=~"),

        /** The whole label does not match the regular expression. */
        NOT_REGEX("!~");

        private final String text;

        Type(String text) {
            this.text = text;
        }

        /** The operator in a query. */
        public String text() {
            return text;
        }
    }

    private final String name;
    private final Type type;
    private final String value;
    private final Pattern pattern;

    private LabelMatcher(String name, Type type, String value) {
        this.name = name;
        this.type = type;
        this.value = value;
        this.pattern = switch (type) {
            case EQUAL, NOT_EQUAL -> null;
            case REGEX, NOT_REGEX -> Pattern.compile(value, Pattern.DOTALL);
        };
    }

    /**
     * A condition on the label of that name.
     *
     * @throws IllegalArgumentException when the value should be a regular expression and is none
     */
    public static LabelMatcher of(String name, Type type, String value) {
        try {
            return new LabelMatcher(name, type, value);
        } catch (PatternSyntaxException refused) {
            throw new IllegalArgumentException(refused.getMessage(), refused);
        }
    }

    /** The condition that the label is the value. */
    public static LabelMatcher equal(String name, String value) {
        return of(name, Type.EQUAL, value);
    }

    /** Whether series with these labels fulfil all conditions. */
    public static boolean allMatch(List<LabelMatcher> matchers, Labels labels) {
        return matchers.stream().allMatch(matcher -> matcher.matches(labels));
    }

    /** Whether series with these labels fulfil the condition. */
    public boolean matches(Labels labels) {
        return matches(labels.get(name));
    }

    /** Whether a label of that value, or none for an empty one, fulfils the condition. */
    public boolean matches(String label) {
        return switch (type) {
            case EQUAL -> label.equals(value);
            case NOT_EQUAL -> !label.equals(value);
            case REGEX -> pattern.matches(label);
            case NOT_REGEX -> !pattern.matches(label);
        };
    }

    /** Name of the label. */
    public String name() {
        return name;
    }

    /** How the value is compared. */
    public Type type() {
        return type;
    }

    /** What the label is compared with: text, or a regular expression. */
    public String value() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LabelMatcher that && name.equals(that.name) && type == that.type
                && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, type, value);
    }

    @Override
    public String toString() {
        return name + type.text() + Token.quoted(value);
    }
}
