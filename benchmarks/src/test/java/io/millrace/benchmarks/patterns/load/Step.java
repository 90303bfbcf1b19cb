package io.millrace.benchmarks.patterns.load;

/** What a user did. A class with fields, as Flink wants it. */
public final class Step {

    /** The kinds. */
    public static final int VIEW = 0;
    public static final int CART = 1;
    public static final int PURCHASE = 2;

    /** Its place in the stream. */
    public long index;
    public int user;
    public int type;
    /** Milliseconds. */
    public long at;

    /** For Flink. */
    public Step() {}

    Step(long index, int user, int type, long at) {
        this.index = index;
        this.user = user;
        this.type = type;
        this.at = at;
    }

}
