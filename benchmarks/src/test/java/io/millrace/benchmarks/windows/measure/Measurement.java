package io.millrace.benchmarks.windows.measure;

import java.util.Optional;

/**
 * What came of a run.
 *
 * @param whole
 *            from the start of its process to its last result; absent if it did not come to it
 * @param warm
 *            the same without the first half of the events, or, of a run that was cut off, without its first seconds
 * @param load
 *            load average of the machine at the end of the run; negative where there is none
 */
public record Measurement(String run, Outcome outcome, String remark, Optional<Rate> whole, Optional<Rate> warm,
        double load) {

    /** Whether the figures hold. */
    public enum Outcome {

        /** All results came, and the totals are exact. */
        RIGHT,
        /** Its time was over before; the totals were not checked. */
        CUT_OFF,
        /** It ended early, stood still, or its totals are wrong. */
        FAILED

    }

}
