package io.millrace.statistics.aggregate;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/** Lists of parts of states, each part once and in its {@linkplain Part#order order}. */
final class Parts {

    private Parts() {}

    /**
     * Merges the parts of another state into one's own. What both have is merged in place; what the other has alone is
     * copied.
     *
     * @return the union: the same array when the other has nothing more
     */
    static <P extends Part> P[] merged(P[] own, P[] others) {
        var same = 0;
        while (same < own.length && same < others.length && own[same].order(others[same]) == 0) {
            own[same].merge(others[same]);
            same++;
        }
        return same == others.length ? own : union(own, others, same);
    }

    private static <P extends Part> P[] union(P[] own, P[] others, int from) {
        var union = Arrays.copyOf(own, own.length + others.length - from);
        var size = from;
        var mine = from;
        var theirs = from;
        while (mine < own.length || theirs < others.length) {
            var order = order(own, mine, others, theirs);
            if (order == 0) {
                own[mine].merge(others[theirs]);
            }
            union[size++] = order <= 0 ? own[mine] : copy(others[theirs]);
            mine += order <= 0 ? 1 : 0;
            theirs += order >= 0 ? 1 : 0;
        }
        return Arrays.copyOf(union, size);
    }

    private static int order(Part[] own, int mine, Part[] others, int theirs) {
        if (mine == own.length) {
            return 1;
        }
        return theirs == others.length ? -1 : own[mine].order(others[theirs]);
    }

    /** The first part of a type that is wanted. */
    static <P extends Part> Optional<P> first(Part[] parts, Class<P> type, Predicate<P> wanted) {
        return Arrays.stream(parts).filter(type::isInstance).map(type::cast).filter(wanted).findFirst();
    }

    /** The same parts, each going its own way from here. */
    static <P extends Part> P[] copies(P[] parts) {
        var copies = parts.clone();
        for (var i = 0; i < copies.length; i++) {
            copies[i] = copy(copies[i]);
        }
        return copies;
    }

    @SuppressWarnings("unchecked")
    private static <P extends Part> P copy(P part) {
        return (P) part.copy();
    }
}
