package io.millrace.pattern;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The events of a single branch, as conditions see them. */
record CapturedBranch<E>(Taken<E> branch, List<String> variables) implements Captured<E> {

    @Override
    public List<E> events(String variable) {
        int number = variables.indexOf(variable);
        E latest = null;
        List<E> several = null;
        for (Taken<E> taken = branch; taken != null; taken = (Taken<E>) taken.before) {
            if (taken.variable == number) {
                if (latest == null) {
                    latest = taken.arrival.event();
                } else {
                    several = several == null ? new ArrayList<>(List.of(latest)) : several;
                    several.add(taken.arrival.event());
                }
            }
        }
        if (several != null) {
            Collections.reverse(several);
            return Collections.unmodifiableList(several);
        }
        return latest == null ? List.of() : List.of(latest);
    }
}
