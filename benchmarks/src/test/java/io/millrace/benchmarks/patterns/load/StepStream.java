package io.millrace.benchmarks.patterns.load;

import java.io.Serial;
import java.io.Serializable;

/**
 * A stream in which the event of a place is always the same: one per millisecond, users uniform, kinds by their shares.
 *
 * @param users
 *            how many
 * @param views
 *            percent of the events
 * @param carts
 *            percent of the events; the rest are purchases
 */
public record StepStream(int users, int views, int carts) implements Serializable {

    /** How many categories there are. */
    public static final int CATEGORIES = 100;

    @Serial
    private static final long serialVersionUID = 1;

    /** 10,000 users who view, put in the cart and purchase: 70, 20 and 10 percent. */
    public static StepStream ofShop() {
        return new StepStream(10_000, 70, 20);
    }

    /** A single user who never purchases: 70 percent views. */
    public static StepStream ofHotKey() {
        return new StepStream(1, 70, 30);
    }

    /** The event of a place. */
    public Step step(long index) {
        long hash = mix(index);
        int user = (int) Long.remainderUnsigned(hash, users);
        int percent = (int) Long.remainderUnsigned(mix(hash), 100);
        int type = percent < views ? Step.VIEW : percent < views + carts ? Step.CART : Step.PURCHASE;
        return new Step(index, user, type, index + 1);
    }

    /** What it was about: one of {@value #CATEGORIES} categories, of which each user has four. */
    public static int category(Step step) {
        return (step.user + CATEGORIES / 4 * (int) (mix(~step.index) & 3)) % CATEGORIES;
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014). */
    public static long mix(long value) {
        long mixed = value + 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ mixed >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }

}
