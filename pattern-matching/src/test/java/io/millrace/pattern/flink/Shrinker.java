package io.millrace.pattern.flink;

import io.millrace.pattern.Contiguity;
import io.millrace.pattern.Link;
import io.millrace.pattern.PatternNode;
import io.millrace.pattern.SkipStrategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Makes a case smaller for as long as something still holds of it. */
final class Shrinker {

    private Shrinker() {}

    /** The first of its kind of which no smaller one is found. */
    static FuzzCase shrink(FuzzCase found, Predicate<FuzzCase> fails) {
        FuzzCase smallest = found;
        for (Optional<FuzzCase> next = Optional.of(found); next.isPresent();) {
            smallest = next.get();
            next = smaller(smallest).filter(fails).findFirst();
        }
        return smallest;
    }

    private static Stream<FuzzCase> smaller(FuzzCase large) {
        return Stream.of(withoutSignals(large), nodes(large.pattern()).map(large::with), simplerOptions(large),
                simplerTests(large), earlierTimes(large)).flatMap(cases -> cases);
    }

    private static Stream<FuzzCase> withoutSignals(FuzzCase large) {
        return indexes(large.stream()).filter(_ -> large.stream().size() > 1).map(
                left -> large.with(renumbered(without(large.stream(), left)), large.end()));
    }

    private static Stream<FuzzCase> simplerOptions(FuzzCase large) {
        var simpler = new ArrayList<FuzzCase>();
        if (!(large.skip() instanceof SkipStrategy.None)) {
            simpler.add(large.with(new SkipStrategy.None()));
        }
        if (large.within().isPresent()) {
            simpler.add(large.with(OptionalLong.empty()));
        }
        if (large.end() > large.stream().getLast().at()) {
            simpler.add(large.with(large.stream(), large.stream().getLast().at()));
        }
        return simpler.stream();
    }

    private static Stream<FuzzCase> simplerTests(FuzzCase large) {
        return large.tests().entrySet().stream().flatMap(entry -> simpler(entry.getValue()).map(
                test -> large.with(entry.getKey(), test)));
    }

    private static Stream<SignalTest> simpler(SignalTest test) {
        return switch (test) {
            case SignalTest.OfKind(var kinds) -> kinds.chars().filter(_ -> kinds.length() > 1).mapToObj(
                    kind -> new SignalTest.OfKind("" + (char) kind));
            case SignalTest.Both _ -> Stream.empty();
            case SignalTest.SameProduct(var kinds, _) -> Stream.of(new SignalTest.OfKind(kinds));
            case SignalTest.SizeBelow(var kinds, _, _) -> Stream.of(new SignalTest.OfKind(kinds));
            case SignalTest.SumReaches(var kinds, _, _) -> Stream.of(new SignalTest.OfKind(kinds));
        };
    }

    /** Each event a millisecond after the one before, or at its time. */
    private static Stream<FuzzCase> earlierTimes(FuzzCase large) {
        return indexes(large.stream()).flatMap(from -> {
            long before = from == 0 ? 0 : large.stream().get(from - 1).at();
            long excess = large.stream().get(from).at() - before - 1;
            if (excess <= 0) {
                return Stream.empty();
            }
            var stream = new ArrayList<>(large.stream());
            stream.replaceAll(signal -> signal.index() < from
                    ? signal
                    : new Signal(signal.index(), signal.kind(), signal.product(), signal.at() - excess));
            return Stream.of(large.with(stream, large.end() - excess));
        });
    }

    private static Stream<PatternNode> nodes(PatternNode node) {
        return switch (node) {
            case PatternNode.Variable _,PatternNode.Absence _ -> Stream.empty();
            case PatternNode.Sequence sequence -> sequences(sequence);
            case PatternNode.Alternation(var branches) -> branches.stream();
            case PatternNode.AnyOrder(var parts) -> parts.stream();
            case PatternNode.Repeated repeated -> repetitions(repeated);
        };
    }

    private static Stream<PatternNode> sequences(PatternNode.Sequence sequence) {
        List<PatternNode> elements = sequence.elements();
        List<Link> links = sequence.links();
        var smaller = new ArrayList<PatternNode>();
        for (int i = 0; i < elements.size(); i++) {
            if (elements.size() == 2) {
                smaller.add(elements.get(1 - i));
            } else {
                smaller.add(new PatternNode.Sequence(without(elements, i), without(links, Math.max(0, i - 1))));
            }
        }
        for (int i = 0; i < elements.size(); i++) {
            int place = i;
            nodes(elements.get(i)).forEach(
                    node -> smaller.add(new PatternNode.Sequence(replaced(elements, place, node), links)));
        }
        for (int i = 0; i < links.size(); i++) {
            int place = i;
            Link link = links.get(i);
            if (link.gap().isPresent()) {
                smaller.add(new PatternNode.Sequence(elements,
                        replaced(links, place, Link.of(link.contiguity()))));
            }
            if (link.contiguity() != Contiguity.SKIP_TILL_NEXT) {
                smaller.add(new PatternNode.Sequence(elements,
                        replaced(links, place, new Link(Contiguity.SKIP_TILL_NEXT, link.gap()))));
            }
        }
        return smaller.stream();
    }

    private static Stream<PatternNode> repetitions(PatternNode.Repeated of) {
        var smaller = new ArrayList<PatternNode>();
        smaller.add(of.body());
        nodes(of.body()).forEach(body -> smaller.add(
                new PatternNode.Repeated(body, of.min(), of.max(), of.greedy(), of.inner(), of.until())));
        if (of.until().isPresent()) {
            smaller.add(new PatternNode.Repeated(of.body(), of.min(), of.max(), of.greedy(), of.inner(),
                    Optional.empty()));
        }
        if (of.greedy()) {
            smaller.add(new PatternNode.Repeated(of.body(), of.min(), of.max(), false, of.inner(), of.until()));
        }
        if (of.inner() != Contiguity.SKIP_TILL_NEXT) {
            smaller.add(new PatternNode.Repeated(of.body(), of.min(), of.max(), of.greedy(),
                    Contiguity.SKIP_TILL_NEXT, of.until()));
        }
        if (of.min() > 0) {
            smaller.add(new PatternNode.Repeated(of.body(), of.min() - 1, of.max(), of.greedy(), of.inner(),
                    of.until()));
        }
        if (of.max().isPresent() && of.max().getAsInt() > Math.max(1, of.min())) {
            smaller.add(new PatternNode.Repeated(of.body(), of.min(), OptionalInt.of(of.max().getAsInt() - 1),
                    of.greedy(), of.inner(), of.until()));
        }
        return smaller.stream();
    }

    private static List<Signal> renumbered(List<Signal> stream) {
        return indexes(stream).map(index -> {
            Signal signal = stream.get(index);
            return new Signal(index, signal.kind(), signal.product(), signal.at());
        }).toList();
    }

    private static Stream<Integer> indexes(List<?> list) {
        return Stream.iterate(0, index -> index < list.size(), index -> index + 1);
    }

    private static <T> List<T> without(List<T> list, int index) {
        var shorter = new ArrayList<>(list);
        shorter.remove(index);
        return shorter;
    }

    private static <T> List<T> replaced(List<T> list, int index, T element) {
        var changed = new ArrayList<>(list);
        changed.set(index, element);
        return changed;
    }
}
