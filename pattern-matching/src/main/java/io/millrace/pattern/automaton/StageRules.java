package io.millrace.pattern.automaton;

import io.millrace.pattern.Contiguity;
import io.millrace.pattern.PatternCompileException;
import io.millrace.pattern.PatternNode;
import java.util.List;

/** What stages must keep to so that they can be matched with bounded state. */
final class StageRules {

    private final boolean hasWindow;
    private final List<String> conditions;

    private StageRules(boolean hasWindow, List<String> conditions) {
        this.hasWindow = hasWindow;
        this.conditions = conditions;
    }

    /** @throws PatternCompileException at the first stage that breaks a rule */
    static void check(List<Stage> pattern, boolean hasWindow, List<String> conditions) {
        new StageRules(hasWindow, conditions).sequence(pattern, true);
    }

    /** @throws PatternCompileException when the words after a quantifier don't fit it */
    static void checkWords(Stage stage, PatternNode.Repeated repeated) {
        if (stage.until() != Stage.NONE && !stage.loops()) {
            throw refused("'until' ends a loop without an upper count", repeated);
        }
        if (stage.greedy() && stage.inner() == Contiguity.SKIP_TILL_ANY) {
            throw refused("'greedy' and 'combinations' exclude each other", repeated);
        }
        if (stage.greedy() && !(stage.body() instanceof Stage.One)) {
            throw refused("only a single variable can be 'greedy'", repeated);
        }
        if (isAlwaysOptional(stage.body())) {
            throw refused("what is repeated can be empty already", repeated);
        }
    }

    private static boolean isAlwaysOptional(Stage.Body body) {
        return body instanceof Stage.Group(var stages) && stages.stream().allMatch(Stage::optional);
    }

    private void sequence(List<Stage> stages, boolean isWhole) {
        for (int i = 0; i < stages.size(); i++) {
            Stage stage = stages.get(i);
            if (stage.body() instanceof Stage.Absent(var condition)) {
                absence(stages, i, condition, isWhole && i == stages.size() - 1);
            }
            if (stage.loops() && stage.until() == Stage.NONE && !hasWindow) {
                throw new PatternCompileException("a loop" + named(stage)
                        + " without an upper count needs 'within' or 'until', else it would keep events for ever");
            }
            if (i > 0 && stage.optional() && stages.get(i - 1).greedy()) {
                throw new PatternCompileException(
                        "an optional element can't follow a greedy one: whether an event belongs to the one or the other"
                                + " is not decided");
            }
            inside(stage);
        }
    }

    private void inside(Stage stage) {
        switch (stage.body()) {
            case Stage.One _,Stage.Absent _ -> {
            }
            case Stage.Group(var inner) -> sequence(inner, false);
            case Stage.Choice(var branches) -> branches.forEach(branch -> required(branch, "an alternative"));
            case Stage.AnyOrder(var parts) -> parts.forEach(part -> required(part, "an element in any order"));
        }
    }

    private void required(List<Stage> stages, String what) {
        if (stages.stream().allMatch(Stage::optional)) {
            throw new PatternCompileException(what + " can't be optional as a whole");
        }
        sequence(stages, false);
    }

    private void absence(List<Stage> stages, int at, int condition, boolean closesPattern) {
        Stage stage = stages.get(at);
        String text = "'!" + conditions.get(condition) + "'";
        if (at == 0) {
            throw new PatternCompileException("nothing comes before the absence " + text
                    + ", so it has no beginning: put an element before it");
        }
        if (stages.get(at - 1).optional()) {
            throw new PatternCompileException("the absence " + text
                    + " can't follow an optional element: declare two patterns, one with that element and one without");
        }
        if (closesPattern && stage.isAbsenceUpToNext() && !hasWindow && stage.gapMillis() == State.UNLIMITED) {
            throw new PatternCompileException("the absence " + text
                    + " at the end needs 'within' or a gap limit, else it is never known to hold");
        }
        if (!closesPattern && stage.isAbsenceUpToNext() && at == stages.size() - 1) {
            throw new PatternCompileException("the absence " + text + " ends a group: put it after the group");
        }
        if (!closesPattern && stage.gapMillis() != State.UNLIMITED) {
            throw new PatternCompileException("only an absence at the end can have a gap limit: " + text);
        }
    }

    private String named(Stage stage) {
        return stage.body() instanceof Stage.One(var condition, _) ? " of '" + conditions.get(condition) + "'" : "";
    }

    private static PatternCompileException refused(String reason, PatternNode.Repeated repeated) {
        return new PatternCompileException(reason + ": '" + repeated.toText() + "'");
    }
}
