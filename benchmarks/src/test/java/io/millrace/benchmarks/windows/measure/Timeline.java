package io.millrace.benchmarks.windows.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The samples of a run in the order of time. Thread-safe. */
final class Timeline {

    private final List<Sample> samples = new ArrayList<>();

    synchronized void add(Sample sample) {
        samples.add(sample);
    }

    synchronized Optional<Sample> last() {
        return samples.isEmpty() ? Optional.empty() : Optional.of(samples.getLast());
    }

    synchronized Sample first() {
        return samples.getFirst();
    }

    /** The first sample with at least that many records. */
    synchronized Optional<Sample> reached(long records) {
        return samples.stream().filter(sample -> sample.records() >= records).findFirst();
    }

    /** How it was at that time; before the first sample the first, after the last the last. */
    synchronized Sample at(long time) {
        var before = samples.getFirst();
        for (var sample : samples) {
            if (sample.at() >= time) {
                return before.at() >= time ? before : before.between(sample, time);
            }
            before = sample;
        }
        return before;
    }

}
