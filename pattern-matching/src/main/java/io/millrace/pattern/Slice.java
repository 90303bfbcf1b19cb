package io.millrace.pattern;

/** A part of a list of branches: the entries of {@code list} from {@code from} up to {@code to}. */
final class Slice<E> implements Runs<E> {

    final RunList<E> list;
    final int from;
    final int to;
    /** Which {@link Graph} has seen it last. */
    int stamp;
    private final long minStart;
    private long maxStart;

    Slice(RunList<E> list, int from, int to, long minStart, long maxStart) {
        this.list = list;
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

    /** The entry that came last of those that are not forgotten; null when all are. */
    Runs<E> last() {
        for (int i = to - 1; i >= from; i--) {
            Runs<E> entry = list.get(i);
            if (entry != null) {
                return entry;
            }
        }
        return null;
    }

    @Override
    public void limit() {
        long latest = DEAD;
        for (int i = to - 1; i >= from && latest < maxStart; i--) {
            Runs<E> entry = list.get(i);
            if (entry instanceof Slice<E> slice) {
                slice.limit();
            }
            latest = entry == null ? latest : Math.max(latest, entry.maxStart());
        }
        maxStart = latest;
    }
}
