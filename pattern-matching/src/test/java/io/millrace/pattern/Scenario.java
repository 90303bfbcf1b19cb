package io.millrace.pattern;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * One key in front of a matcher. Every name of the pattern stands for clicks of that kind unless told otherwise.
 * Outcomes are told as text: {@code match view#0 buy#2}, {@code timeout@30 view#0 -> buy},
 * {@code overflow@7 view#0 -> buy}, where {@code #} is the place of the event in the stream.
 */
final class Scenario {

    private final PatternMatcher<Click> matcher;
    private KeyState<Click> state;
    private int events;
    private final List<String> told = new ArrayList<>();

    private Scenario(CompiledPattern<Click> pattern) {
        matcher = PatternMatcher.of(pattern);
        state = matcher.newState();
    }

    static Scenario of(String pattern, UnaryOperator<PatternOptions> options) {
        return of(pattern, options, Map.of());
    }

    static Scenario of(String pattern, UnaryOperator<PatternOptions> options, Map<String, Condition<Click>> special) {
        PatternNode node = PatternParser.parse(pattern);
        var conditions = new HashMap<String, Condition<Click>>();
        PatternNames.of(node).all().forEach(name -> conditions.put(name, Click.kind(name)));
        conditions.putAll(special);
        return new Scenario(PatternCompiler.compile(node, conditions, options.apply(PatternOptions.defaults())));
    }

    /** Feeds clicks written {@code kind@time} or {@code kind:product@time}, separated by blanks. */
    Scenario feed(String clicks) {
        for (String click : clicks.trim().split("\\s+")) {
            String[] parts = click.split("[:@]");
            feed(new Click(events, parts[0], parts.length == 3 ? parts[1] : "",
                    Long.parseLong(parts[parts.length - 1])));
        }
        return this;
    }

    void feed(Click click) {
        events++;
        matcher.onEvent(state, click, click.at(), this::tellOutcome);
    }

    Scenario time(long watermark) {
        matcher.onTime(state, watermark, this::tellOutcome);
        return this;
    }

    /** Takes the state through its plain form, as a store does. */
    void storeAndRestore() {
        state = matcher.read(matcher.write(state, Click.CODEC), Click.CODEC);
    }

    private void tellOutcome(Outcome<Click> outcome) {
        told.add(tell(outcome));
    }

    /** The outcomes since the last call. */
    List<String> outcomes() {
        var since = List.copyOf(told);
        told.clear();
        return since;
    }

    /** What each branch waits for. */
    List<List<String>> awaited() {
        return matcher.branches(state, 100).stream().map(Branch::awaited).toList();
    }

    KeyState<Click> state() {
        return state;
    }

    PatternMatcher<Click> matcher() {
        return matcher;
    }

    static String tell(Outcome<Click> outcome) {
        String captured = outcome.captured().entrySet().stream().flatMap(
                entry -> entry.getValue().stream().map(click -> " " + entry.getKey() + "#" + click.index())).collect(
                        Collectors.joining());
        return switch (outcome) {
            case Outcome.Match<Click> _ -> "match" + captured;
            case Outcome.Timeout<Click> timeout ->
                "timeout@" + timeout.deadlineMillis() + captured + " -> " + timeout.waitingFor();
            case Outcome.Overflow<Click> overflow ->
                "overflow@" + overflow.droppedAtMillis() + captured + " -> " + overflow.waitingFor();
        };
    }
}
