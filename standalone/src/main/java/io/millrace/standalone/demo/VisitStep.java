package io.millrace.standalone.demo;

import java.util.random.RandomGenerator;

/** Where a visitor is; the chances of what comes next depend on nothing else. */
enum VisitStep {

    LANDING, SEARCH, PRODUCT, CART, LOGIN, SIGN_UP, CHECKOUT, PAYMENT, ORDER, LEAVE;

    private static final double[][] CHANCES = new double[values().length][];

    static {
        from(LANDING, to(SEARCH, 0.33), to(PRODUCT, 0.37), to(LOGIN, 0.12), to(SIGN_UP, 0.03), to(LEAVE, 0.15));
        from(SEARCH, to(PRODUCT, 0.66), to(SEARCH, 0.19), to(LEAVE, 0.15));
        from(PRODUCT, to(PRODUCT, 0.38), to(SEARCH, 0.22), to(CART, 0.15), to(LEAVE, 0.25));
        from(CART, to(PRODUCT, 0.33), to(SEARCH, 0.06), to(CHECKOUT, 0.40), to(LEAVE, 0.21));
        from(LOGIN, to(PRODUCT, 0.55), to(SEARCH, 0.35), to(LEAVE, 0.10));
        from(SIGN_UP, to(PRODUCT, 0.60), to(SEARCH, 0.30), to(LEAVE, 0.10));
        from(CHECKOUT, to(PAYMENT, 0.78), to(PRODUCT, 0.08), to(LEAVE, 0.14));
        from(PAYMENT, to(ORDER, 1));
        from(ORDER, to(LEAVE, 0.75), to(PRODUCT, 0.25));
        from(LEAVE, to(LEAVE, 1));
    }

    private record Chance(VisitStep next, double share) {}

    /** Where a visitor goes from here when nothing goes wrong. */
    VisitStep next(RandomGenerator random) {
        double at = random.nextDouble();
        var chances = CHANCES[ordinal()];
        for (var step : values()) {
            at -= chances[step.ordinal()];
            if (at < 0) {
                return step;
            }
        }
        return LEAVE;
    }

    private static Chance to(VisitStep next, double share) {
        return new Chance(next, share);
    }

    private static void from(VisitStep step, Chance... chances) {
        var shares = new double[values().length];
        for (var chance : chances) {
            shares[chance.next().ordinal()] = chance.share();
        }
        CHANCES[step.ordinal()] = shares;
    }

}
