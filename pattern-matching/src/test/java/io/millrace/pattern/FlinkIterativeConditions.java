package io.millrace.pattern;

import java.util.Map;

/**
 * The conditions of recorded cases that look back: these stand in the cases by name only. An event's kind is its name
 * there, its product its price.
 */
final class FlinkIterativeConditions {

    private FlinkIterativeConditions() {}

    /**
     * @param variable the condition's name in our pattern
     * @param variables the case's names to ours
     */
    static Condition<Click> of(String id, String variable, Map<String, String> variables) {
        String test = id.substring(id.indexOf('.') + 1);
        return switch (test) {
            case "testIterativeWithABACPattern" -> Condition.lookingBack(named("start"),
                    (click, captured) -> sum(captured, variable) + price(click) <= 5);
            case "testIterativeWithLoopingStartingCombination", "testIterativeWithLoopingStartingEager" ->
                Condition.lookingBack(named("start"),
                        (click, captured) -> sum(captured, variable) + price(click) < 5);
            case "testIterativeWithPrevPatternDependency", "testIterativeWithPrevPatternDependencyAfterBranching" ->
                Condition.lookingBack(named("end"),
                        (_, captured) -> sum(captured, variables.get("start")) >= 2);
            case "testIterativeUntilConditionOneOrMore", "testIterativeUntilConditionZeroOrMore" ->
                Condition.lookingBack(named("a"), (_, captured) -> sum(captured, variables.get("middle")) >= 5);
            case "testClearingBufferWithUntilAtTheEnd" -> Condition.lookingBack(named("d"),
                    (_, captured) -> captured.events(variables.get("d")).size() >= 3);
            default -> Condition.lookingBack(click -> click.kind().startsWith("foo"),
                    (click, captured) -> sum(captured, variable) + price(click) < 5);
        };
    }

    private static java.util.function.Predicate<Click> named(String name) {
        return click -> click.kind().equals(name);
    }

    private static double sum(Captured<Click> captured, String variable) {
        return captured.events(variable).stream().mapToDouble(FlinkIterativeConditions::price).sum();
    }

    private static double price(Click click) {
        return Double.parseDouble(click.product());
    }
}
