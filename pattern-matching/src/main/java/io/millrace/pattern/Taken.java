package io.millrace.pattern;

/** The branches of {@code before}, each with one more event; or a new run, when there is nothing before. */
final class Taken<E> implements Runs<E> {

    final Arrival<E> arrival;
    final int variable;
    final Runs<E> before;
    /** Which {@link Graph} has seen it last, and its number there. */
    int stamp;
    int number;
    private final long minStart;
    private long maxStart;

    /** @param before null for the first event of a run */
    Taken(Arrival<E> arrival, int variable, Runs<E> before) {
        this.arrival = arrival;
        this.variable = variable;
        this.before = before;
        this.minStart = before == null ? arrival.position() : before.minStart();
        this.maxStart = before == null ? arrival.position() : before.maxStart();
    }

    @Override
    public long minStart() {
        return minStart;
    }

    @Override
    public long maxStart() {
        return maxStart;
    }

    /** Ends the run that it began. */
    void end() {
        maxStart = DEAD;
    }

    @Override
    public void limit() {
        if (before instanceof Slice<E> slice) {
            slice.limit();
        }
        maxStart = before == null ? maxStart : before.maxStart();
    }

    /** Whether it is one branch and no more. */
    boolean isSingle() {
        Taken<E> taken = this;
        while (taken.before != null) {
            if (!(taken.before instanceof Taken<E> earlier)) {
                return false;
            }
            taken = earlier;
        }
        return true;
    }
}
