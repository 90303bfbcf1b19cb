package io.millrace.query.funnel;

/**
 * A step of a funnel in one window.
 *
 * @param step
 *            the pattern's variable
 * @param reached
 *            runs that took an event for it
 * @param keys
 *            different keys of these, about
 * @param conversion
 *            the share of all runs that reached it, 0 to 1; null without runs
 * @param seconds
 *            since the step before; null where nobody came from one
 */
public record FunnelStep(String step, long reached, long keys, Double conversion, Seconds seconds) {

    /**
     * How long it took.
     *
     * @param p50
     *            the median
     * @param p95
     *            what 95 % did not exceed
     */
    public record Seconds(double p50, double p95) {}

}
