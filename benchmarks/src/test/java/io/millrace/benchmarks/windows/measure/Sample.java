package io.millrace.benchmarks.windows.measure;

/**
 * How far a run was at one moment.
 *
 * @param at
 *            milliseconds since 1970
 * @param cpu
 *            CPU time of the application's process so far, in nanoseconds
 * @param brokerCpu
 *            CPU time of the broker so far, in nanoseconds
 * @param records
 *            records that were taken to be aggregated
 */
record Sample(long at, long cpu, long brokerCpu, long records) {

    /** The sample between this and a later one, on a straight line. */
    Sample between(Sample later, long time) {
        double share = later.at == at ? 1 : (double) (time - at) / (later.at - at);
        return new Sample(time, along(cpu, later.cpu, share), along(brokerCpu, later.brokerCpu, share),
                along(records, later.records, share));
    }

    private static long along(long from, long to, double share) {
        return from + Math.round((to - from) * share);
    }

}
