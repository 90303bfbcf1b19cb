package io.millrace.pattern.automaton;

import io.millrace.pattern.Contiguity;
import java.util.ArrayList;
import java.util.List;

/**
 * A sequence of stages that is being built, and what it stands in.
 *
 * @param group the stage whose body it is; null for the pattern as a whole and for alternatives
 * @param gapMillis the gap limit before its first stage
 * @param isFirstRound whether it is the first round of the group, which follows as the group does
 */
record Scope(List<Stage> stages, Stage group, long gapMillis, boolean isFirstRound) {

    /** An absence of events, and the absence's condition within this scope. */
    record Forbidden(Guard guard, Stage absence) {}

    /** A sequence that is in no group. */
    static Scope of(List<Stage> stages) {
        return new Scope(stages, null, State.UNLIMITED, true);
    }

    static Scope firstRound(Stage group, long gapMillis) {
        return new Scope(bodyOf(group), group, gapMillis, true);
    }

    static Scope furtherRound(Stage group) {
        return new Scope(bodyOf(group), group, State.UNLIMITED, false);
    }

    private static List<Stage> bodyOf(Stage group) {
        return ((Stage.Group) group.body()).stages();
    }

    boolean isHeadOfOptionalGroup(int at) {
        return isHeadOfGroup(at) && isFirstRound && group.optional();
    }

    private boolean isHeadOfGroup(int at) {
        return group != null && at == 0;
    }

    /** The gap limit before the first round of a stage. */
    long gapBefore(int at) {
        return at == 0 ? gapMillis : stages.get(at).gapMillis();
    }

    /** That no loop around is ended by the event. */
    Guard goesOn() {
        return group == null ? Guard.ALWAYS : group.goesOn();
    }

    /** That an event belongs to a stage. */
    Guard fits(Stage stage) {
        return stage.fits().and(goesOn());
    }

    /** That an event is taken by a stage. */
    Guard takes(Stage stage) {
        return stage.goesOn().and(fits(stage));
    }

    /** That an event may be passed over before the first round of a stage; null for never. */
    Guard passesBefore(int at) {
        Contiguity contiguity = stages.get(at).link();
        if (isHeadOfGroup(at)) {
            contiguity = isFirstRound ? group.link() : group.inner();
        }
        return passes(contiguity, stages.get(at));
    }

    /** That an event may be passed over between the rounds of a stage; null for never. */
    Guard passesInside(int at) {
        Stage stage = stages.get(at);
        Guard passes = passes(isHeadOfGroup(at) ? group.inner() : stage.inner(), stage);
        return passes == null ? null : passes.and(stage.goesOn());
    }

    private Guard passes(Contiguity contiguity, Stage stage) {
        return switch (contiguity) {
            case STRICT -> null;
            case SKIP_TILL_NEXT -> stage.fits().not().and(goesOn());
            case SKIP_TILL_ANY -> goesOn();
        };
    }

    /** The absences that hold while a run waits for a stage: those before it, over optional stages too. */
    List<Forbidden> forbiddenBefore(int at) {
        var forbidden = new ArrayList<Forbidden>();
        for (int before = at - 1; before >= 0; before--) {
            Stage stage = stages.get(before);
            if (stage.isAbsenceUpToNext()) {
                forbidden.add(new Forbidden(fits(stage), stage));
            } else if (!stage.optional()) {
                break;
            }
        }
        return forbidden;
    }
}
