package io.millrace.standalone.demo;

/** A customer's life: visits, and the time in between, shorter while the shop is busy. */
final class CustomerLife implements Actor {

    private static final double MEAN_PAUSE_MILLIS = 125_000;
    private static final double BUSY_CYCLE_MILLIS = 40 * 60_000;

    private final Shop shop;
    private final Customer customer;
    private Visit visit;

    CustomerLife(Shop shop, Customer customer) {
        this.shop = shop;
        this.customer = customer;
    }

    @Override
    public long act(long now) {
        if (visit == null) {
            var session = "visit-%012x".formatted(shop.random().nextLong() >>> 16);
            visit = new Visit(shop, customer, session, shop.chance(0.7));
        }
        long next = visit.act(now);
        if (next != DONE) {
            return next;
        }
        visit = null;
        return now + pauseMillis(now);
    }

    private long pauseMillis(long now) {
        double busy = 1 + 0.3 * Math.sin(2 * Math.PI * (now % BUSY_CYCLE_MILLIS) / BUSY_CYCLE_MILLIS);
        return 5_000 + (long) (-MEAN_PAUSE_MILLIS * busy * Math.log(1 - shop.random().nextDouble()));
    }

}
