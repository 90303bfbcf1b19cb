package io.millrace.pattern.flink;

import io.millrace.pattern.PatternCompileException;
import io.millrace.pattern.SkipStrategy;
import io.millrace.pattern.flink.KnownRefusal.Side;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.cep.nfa.compiler.NFACompiler;
import org.apache.flink.cep.pattern.MalformedPatternException;
import org.apache.flink.cep.pattern.Pattern;

/** Gives a case to both engines. One thread at a time. */
final class Comparison implements AutoCloseable {

    /** What came of it. */
    sealed interface Verdict {

        /** Both found the same. */
        record Same(int matches, int timeouts) implements Verdict {}

        /** Not compared, for a reason. */
        record LeftOut(String reason) implements Verdict {}

        /** They differ, and should not. */
        record Differing(String what) implements Verdict {}
    }

    private final FlinkOracle oracle = new FlinkOracle();

    Verdict compare(FuzzCase of) {
        Optional<String> byFlink;
        try {
            byFlink = refusalOfFlink(of);
        } catch (InexpressibleException inexpressible) {
            return new Verdict.LeftOut("inexpressible: " + inexpressible.getMessage());
        } catch (FlinkOracle.FlinkFailure failure) {
            return new Verdict.LeftOut("Flink breaks when it compiles: " + failure.getCause());
        }
        Optional<String> byUs = refusalOfOurs(of);
        if (byFlink.isEmpty() && byUs.isEmpty()) {
            return results(of);
        }
        if (byFlink.isPresent() && byUs.isPresent()) {
            return new Verdict.LeftOut("refused by both");
        }
        Side side = byFlink.isPresent() ? Side.FLINK : Side.OURS;
        if (side == Side.FLINK && expansions(of).size() > 1) {
            return new Verdict.LeftOut("refused by FLINK: a pattern that alternatives were expanded to");
        }
        return KnownRefusal.of(side, of).<Verdict>map(
                known -> new Verdict.LeftOut("refused by " + side + ": " + known)).orElseGet(
                        () -> new Verdict.Differing("refused by " + side + ": " + byFlink.or(() -> byUs).get()));
    }

    private Verdict results(FuzzCase of) {
        MillraceRun ours;
        try {
            MillraceRun.of(of.with(new SkipStrategy.None()));
            ours = MillraceRun.of(of);
        } catch (MillraceRun.TooManyBranches _) {
            return new Verdict.LeftOut("too many branches");
        } catch (RuntimeException broken) {
            return new Verdict.Differing("ours breaks: " + broken + " at " + broken.getStackTrace()[0]);
        }
        Optional<KnownDifference> known = expansions(of).stream().flatMap(
                each -> KnownDifference.of(each).stream()).findFirst();
        if (known.isPresent()) {
            return new Verdict.LeftOut("known difference: " + known.get());
        }
        try {
            if (expansions(of).size() > 1) {
                return union(of, ours);
            }
            FlinkOracle.Answer flink = flink(of);
            return isTie(of, flink)
                    ? new Verdict.LeftOut("tie of matches with one first event")
                    : results(flink.found(), of.tellsTimeouts() ? flink.expired() : Set.of(), ours);
        } catch (FlinkOracle.FlinkFailure failure) {
            return new Verdict.LeftOut("Flink breaks: " + failure.getCause());
        }
    }

    /** What the patterns find that together are the pattern; skipping would need one order of all matches. */
    private Verdict union(FuzzCase of, MillraceRun ours) {
        if (!(of.skip() instanceof SkipStrategy.None)) {
            return new Verdict.LeftOut("skipping over alternatives");
        }
        var matches = new ArrayList<Found>();
        var timeouts = new LinkedHashSet<FlinkOracle.Expired>();
        for (FuzzCase each : expansions(of)) {
            FlinkOracle.Answer flink = flink(each);
            matches.addAll(flink.found());
            timeouts.addAll(flink.expired());
        }
        return results(matches, of.tellsTimeouts() ? timeouts : Set.of(), ours);
    }

    /** Where several ways lead to a match, Flink tells it for some of them, and we tell it once. */
    private static Verdict results(List<Found> matches, Set<FlinkOracle.Expired> timeouts, MillraceRun ours) {
        var differences = new ArrayList<String>();
        var onceEach = new LinkedHashSet<>(matches);
        surplus("matches missing", onceEach, ours.matches()).ifPresent(differences::add);
        surplus("matches too many", ours.matches(), onceEach).ifPresent(differences::add);
        surplus("timeouts missing", timeouts, ours.expired()).ifPresent(differences::add);
        surplus("timeouts too many", ours.expired(), timeouts).ifPresent(differences::add);
        if (differences.isEmpty()) {
            return new Verdict.Same(ours.matches().size(), timeouts.size());
        }
        return new Verdict.Differing("""
                %s
                Flink:   %s
                ours:    %s""".formatted(String.join("; ", differences), tell(matches, timeouts),
                tell(ours.matches(), ours.expired())));
    }

    /**
     * Of several matches with one first event a skip strategy lets the first pass, and Flink's order of them is that of
     * a heap: undefined, when they are complete at the same moment or had to wait.
     */
    private boolean isTie(FuzzCase of, FlinkOracle.Answer answer) {
        if (of.skip() instanceof SkipStrategy.None) {
            return false;
        }
        var seen = new HashSet<List<Long>>();
        return !flink(of.with(new SkipStrategy.None())).matches().stream().allMatch(told -> seen.add(
                List.of((long) told.found().first(), answer.withheld() ? 0 : told.moment())));
    }

    private FlinkOracle.Answer flink(FuzzCase of) {
        return oracle.run(pattern(of), of.stream(), of.end(), FlinkOracle.Clock.EACH_MILLISECOND);
    }

    private static Pattern<Signal, Signal> pattern(FuzzCase of) {
        return FlinkPattern.of(of.pattern(), of.tests(), of.skip(), of.window());
    }

    /** The patterns that Flink is given instead, which have the conditions that they use. */
    private static List<FuzzCase> expansions(FuzzCase of) {
        return Expansions.of(of.pattern()).stream().map(of::with).toList();
    }

    private static Optional<String> refusalOfFlink(FuzzCase of) {
        try {
            expansions(of).forEach(each -> NFACompiler.compileFactory(pattern(each), true));
            return Optional.empty();
        } catch (MalformedPatternException | UnsupportedOperationException | IllegalArgumentException refused) {
            return Optional.of(refused.getMessage());
        } catch (NullPointerException | StackOverflowError broken) {
            throw new FlinkOracle.FlinkFailure(broken);
        }
    }

    private static Optional<String> refusalOfOurs(FuzzCase of) {
        try {
            MillraceRun.compile(of);
            return Optional.empty();
        } catch (PatternCompileException refused) {
            return Optional.of(refused.getMessage());
        }
    }

    private static <T> Optional<String> surplus(String what, Collection<T> left, Collection<T> right) {
        var counts = new HashMap<T, Integer>();
        right.forEach(element -> counts.merge(element, 1, Integer::sum));
        var surplus = left.stream().filter(element -> counts.merge(element, -1, Integer::sum) < 0).toList();
        return surplus.isEmpty() ? Optional.empty() : Optional.of(what + " " + surplus);
    }

    private static String tell(List<Found> matches, Collection<FlinkOracle.Expired> expired) {
        return matches.stream().map(Found::toString).collect(Collectors.joining(" | ", "{", "}")) + " "
                + expired.stream().map(FlinkOracle.Expired::toString).collect(Collectors.joining(" | ", "{", "}"));
    }

    @Override
    public void close() {
        oracle.close();
    }
}
