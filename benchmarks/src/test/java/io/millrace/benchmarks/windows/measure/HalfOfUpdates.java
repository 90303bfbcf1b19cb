package io.millrace.benchmarks.windows.measure;

import java.util.TreeMap;

/** For windows that are written whenever they have changed: when they counted half of all there is to count. */
final class HalfOfUpdates implements Halfway {

    private final long half;
    private final TreeMap<Long, Long> countedByTime = new TreeMap<>();

    HalfOfUpdates(long half) {
        this.half = half;
    }

    @Override
    public void take(ResultWindow window, long at, long more) {
        countedByTime.merge(at, more, Long::sum);
    }

    @Override
    public long at() {
        long counted = 0;
        for (var moment : countedByTime.entrySet()) {
            counted += moment.getValue();
            if (counted >= half) {
                return moment.getKey();
            }
        }
        return 0;
    }

}
