package io.millrace.pattern;

/** A part of a list of branches: {@code entries} from {@code from} up to {@code to}, which do not change any more. */
final class Slice<E> implements Runs<E> {

    final Runs<E>[] entries;
    final int from;
    final int to;
    /** Which {@link Graph} has seen it last. */
    int stamp;
    private final long minStart;
    private final long maxStart;

    Slice(Runs<E>[] entries, int from, int to, long minStart, long maxStart) {
        this.entries = entries;
        this.from = from;
        this.to = to;
        this.minStart = minStart;
        this.maxStart = maxStart;
    }

    @Override
    public long minStart() {
        return minStart;
    }

    @Override
    public long maxStart() {
        return maxStart;
    }
}
