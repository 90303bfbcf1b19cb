package io.millrace.benchmarks.windows;

import io.millrace.benchmarks.windows.measure.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How many times the events per CPU-second of a peer a run of Millrace does, warm. Each round gives a ratio of its own, so
 * that what else the machine does weighs on both sides of it.
 */
record Comparison(String run, String peer) {

    /** The pairs that do the same work. */
    static List<Comparison> all() {
        return Stream.of("tumbling", "hopping", "sketches", "10-series", "1000-series", "100000-series").flatMap(
                work -> Stream.of("dsl", "flink-datastream", "flink-sql").map(
                        peer -> new Comparison("millrace-" + work, peer + "-" + work))).toList();
    }

    /** The ratio of each round that has both, in ascending order. */
    double[] ratios(List<List<Measurement>> rounds) {
        var ratios = new ArrayList<Double>();
        for (var round : rounds) {
            var ours = rate(round, run);
            var peers = rate(round, peer);
            if (Double.isFinite(ours) && Double.isFinite(peers)) {
                ratios.add(ours / peers);
            }
        }
        return ratios.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    private static double rate(List<Measurement> round, String run) {
        return round.stream().filter(measured -> measured.run().equals(run)).flatMap(
                measured -> measured.warm().stream()).mapToDouble(rate -> rate.perCpuSecond()).findFirst().orElse(
                        Double.NaN);
    }

}
