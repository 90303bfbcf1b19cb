package io.millrace.expressions;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A set of event types, written as globs: {@code order.created}, {@code payment.*}, {@code *}. The empty list takes all.
 * Equal to another of the same globs in whatever order. Thread-safe.
 */
public final class EventTypes {

    private final List<String> globs;
    private final Set<String> exact = new HashSet<>();
    private final Pattern wildcards;

    /** The types that one of {@code globs} takes. */
    public EventTypes(List<String> globs) {
        this.globs = List.copyOf(globs);
        globs.stream().filter(glob -> glob.indexOf('*') < 0).forEach(exact::add);
        var patterns = globs.stream().filter(glob -> glob.indexOf('*') >= 0).map(EventTypes::regex).collect(
                Collectors.joining("|"));
        wildcards = patterns.isEmpty() ? null : Pattern.compile(patterns);
    }

    /** Whether {@code eventType} is one of them. */
    public boolean include(String eventType) {
        return globs.isEmpty() || exact.contains(eventType)
                || (wildcards != null && wildcards.matcher(eventType).matches());
    }

    /** The globs as written; empty for all types. */
    public List<String> globs() {
        return globs;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EventTypes that && Set.copyOf(globs).equals(Set.copyOf(that.globs));
    }

    @Override
    public int hashCode() {
        return Set.copyOf(globs).hashCode();
    }

    @Override
    public String toString() {
        return globs.isEmpty() ? "*" : String.join(",", globs);
    }

    private static String regex(String glob) {
        return java.util.Arrays.stream(glob.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    }

}
