package io.millrace.pattern.flink;

import io.millrace.pattern.PatternNode;
import io.millrace.pattern.SkipStrategy;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A pattern and a stream for both engines.
 *
 * @param tests the condition of each name that the pattern uses
 * @param within in milliseconds
 * @param end the last watermark
 */
record FuzzCase(PatternNode pattern, Map<String, SignalTest> tests, OptionalLong within, SkipStrategy skip,
        List<Signal> stream, long end) {

    /** Drops the conditions of names that are not used. */
    FuzzCase {
        var used = names(pattern);
        tests = new TreeMap<>(tests);
        tests.keySet().retainAll(used);
    }

    FuzzCase with(PatternNode other) {
        return new FuzzCase(other, tests, within, skip, stream, end);
    }

    FuzzCase with(SkipStrategy other) {
        return new FuzzCase(pattern, tests, within, other, stream, end);
    }

    FuzzCase with(OptionalLong otherWithin) {
        return new FuzzCase(pattern, tests, otherWithin, skip, stream, end);
    }

    FuzzCase with(List<Signal> otherStream, long otherEnd) {
        return new FuzzCase(pattern, tests, within, skip, otherStream, otherEnd);
    }

    FuzzCase with(String name, SignalTest test) {
        var changed = new TreeMap<>(tests);
        changed.put(name, test);
        return new FuzzCase(pattern, changed, within, skip, stream, end);
    }

    Optional<Duration> window() {
        return within.isPresent() ? Optional.of(Duration.ofMillis(within.getAsLong())) : Optional.empty();
    }

    /** What it looks like, whatever the names: cases of one shape tell the same story. */
    String shape() {
        String text = pattern.toText() + " " + skip.getClass().getSimpleName();
        int number = 0;
        for (String name : names(pattern)) {
            text = text.replaceAll("\\b" + name + "\\b", "x" + number++);
        }
        return text;
    }

    /** Whether we are to tell timeouts: in most cases. Runs that end silently take other ways. */
    boolean tellsTimeouts() {
        return end % 4 != 0;
    }

    /** Every name that needs a condition. */
    static Set<String> names(PatternNode node) {
        var names = new LinkedHashSet<String>();
        collect(node, names);
        return names;
    }

    private static void collect(PatternNode node, Set<String> names) {
        switch (node) {
            case PatternNode.Variable(var name) -> names.add(name);
            case PatternNode.Absence(var name) -> names.add(name);
            case PatternNode.Sequence(var elements, _) -> elements.forEach(element -> collect(element, names));
            case PatternNode.Alternation(var branches) -> branches.forEach(branch -> collect(branch, names));
            case PatternNode.AnyOrder(var parts) -> parts.forEach(part -> collect(part, names));
            case PatternNode.Repeated repeated -> {
                collect(repeated.body(), names);
                repeated.until().ifPresent(names::add);
            }
        }
    }

    @Override
    public String toString() {
        String signals = stream.stream().map(Signal::toString).collect(Collectors.joining(" "));
        String defined = tests.entrySet().stream().map(entry -> entry.getKey() + ": " + entry.getValue()).collect(
                Collectors.joining("; "));
        return """
                pattern: %s%s
                skip:    %s
                define:  %s
                events:  %s   (kind, product, time)  end @%d, timeouts %s""".formatted(pattern.toText(),
                within.isPresent() ? "  within " + within.getAsLong() + "ms" : "", skip.toText(), defined, signals,
                end, tellsTimeouts() ? "told" : "not told");
    }
}
