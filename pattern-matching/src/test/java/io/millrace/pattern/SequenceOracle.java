package io.millrace.pattern;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a sequence has to find, by trying everything on the whole stream at once. It shares no code with the matcher.
 * Times of the stream must not go back.
 */
final class SequenceOracle {

    /** A step to find: a click of a kind, perhaps on the product of the first click taken. */
    record Wanted(String variable, Contiguity contiguity, long gap, String kind, boolean sameProduct) {

        boolean fits(List<Click> taken, Click click) {
            return click.kind().equals(kind)
                    && (!sameProduct || taken.getFirst().product().equals(click.product()));
        }
    }

    /** A partial match whose time ran out, and at which place of the stream that was seen (its length: afterwards). */
    record Expired(List<Click> taken, long deadline, int seenAt) {}

    private final List<Wanted> wanted;
    private final long within;
    private final List<Click> stream;
    private final long end;
    private final List<List<Click>> matches = new ArrayList<>();
    private final List<Expired> expired = new ArrayList<>();

    /** @param end the watermark after the stream */
    SequenceOracle(List<Wanted> wanted, long within, List<Click> stream, long end) {
        this.wanted = wanted;
        this.within = within;
        this.stream = stream;
        this.end = end;
        for (Click start : stream) {
            if (wanted.getFirst().fits(List.of(), start)) {
                extend(List.of(start));
            }
        }
    }

    private void extend(List<Click> taken) {
        if (taken.size() == wanted.size()) {
            matches.add(taken);
            return;
        }
        Wanted next = wanted.get(taken.size());
        long deadline = Math.min(taken.getFirst().at() + within, taken.getLast().at() + next.gap());
        for (int i = taken.getLast().index() + 1; i < stream.size(); i++) {
            Click click = stream.get(i);
            if (click.at() >= deadline) {
                expired.add(new Expired(taken, deadline, i));
                return;
            }
            boolean fits = next.fits(taken, click);
            if (fits) {
                var longer = new ArrayList<>(taken);
                longer.add(click);
                extend(longer);
            }
            if (next.contiguity() == Contiguity.STRICT || fits && next.contiguity() == Contiguity.SKIP_TILL_NEXT) {
                return;
            }
        }
        if (deadline <= end) {
            expired.add(new Expired(taken, deadline, stream.size()));
        }
    }

    /** The timeouts when nothing is skipped, as {@link Scenario} tells them. */
    List<String> timeouts() {
        return expired.stream().sorted(
                Comparator.comparingInt(Expired::seenAt).thenComparingLong(Expired::deadline).thenComparing(
                        Expired::taken, SequenceOracle::compare)).map(
                                run -> "timeout@" + run.deadline() + tell(run.taken()) + " -> "
                                        + wanted.get(run.taken().size()).variable()).toList();
    }

    /** The matches under a skip strategy, by their last event and then their start, as {@link Scenario} tells them. */
    List<String> matches(SkipStrategy skip) {
        var candidates = new ArrayList<>(matches);
        candidates.sort(Comparator.<List<Click>>comparingInt(match -> match.getLast().index()).thenComparing(
                SequenceOracle::compare));
        var kept = new ArrayList<List<Click>>();
        for (List<Click> candidate : candidates) {
            if (kept.stream().noneMatch(match -> drops(match, candidate, skip))) {
                kept.add(candidate);
            }
        }
        return kept.stream().map(match -> "match" + tell(match)).toList();
    }

    private boolean drops(List<Click> match, List<Click> other, SkipStrategy skip) {
        int start = other.getFirst().index();
        return switch (skip) {
            case SkipStrategy.None _ -> false;
            case SkipStrategy.PastLast _ -> start <= match.getLast().index();
            case SkipStrategy.NextRow _ -> start == match.getFirst().index();
            case SkipStrategy.ToFirst(var variable) -> start < match.get(place(variable)).index();
            case SkipStrategy.ToLast(var variable) -> start < match.get(place(variable)).index();
        };
    }

    private int place(String variable) {
        return wanted.stream().map(Wanted::variable).toList().indexOf(variable);
    }

    private String tell(List<Click> taken) {
        var text = new StringBuilder();
        for (int i = 0; i < taken.size(); i++) {
            text.append(' ').append(wanted.get(i).variable()).append('#').append(taken.get(i).index());
        }
        return text.toString();
    }

    private static int compare(List<Click> left, List<Click> right) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            if (left.get(i).index() != right.get(i).index()) {
                return Integer.compare(left.get(i).index(), right.get(i).index());
            }
        }
        return Integer.compare(left.size(), right.size());
    }
}
