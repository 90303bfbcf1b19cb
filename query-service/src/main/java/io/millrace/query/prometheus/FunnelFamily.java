package io.millrace.query.prometheus;

import io.millrace.definition.StoredDefinition;
import io.millrace.promql.Labels;
import io.millrace.query.funnel.FunnelSpan;
import io.millrace.query.funnel.FunnelStep;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The series of one number of the funnel of a pattern, one for each step.
 *
 * @param name
 *            the Prometheus name: {@code purchase_funnel_funnel_reached}
 */
record FunnelFamily(String name, StoredDefinition pattern, FunnelSpan span, Number number) {

    static final String STEP = "step";

    /** What is told of a step. */
    enum Number {

        REACHED("reached", step -> OptionalDouble.of(step.reached())),
        KEYS("keys", step -> OptionalDouble.of(step.keys())),
        CONVERSION("conversion", step -> defined(step.conversion())),
        MEDIAN("seconds_p50", step -> defined(step.seconds() == null ? null : step.seconds().p50())),
        P95("seconds_p95", step -> defined(step.seconds() == null ? null : step.seconds().p95()));

        private final String suffix;
        private final Function<FunnelStep, OptionalDouble> value;

        Number(String suffix, Function<FunnelStep, OptionalDouble> value) {
            this.suffix = suffix;
            this.value = value;
        }

        /** The number, if it is defined. */
        OptionalDouble of(FunnelStep step) {
            return value.apply(step);
        }

        private static OptionalDouble defined(Double value) {
            return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
        }
    }

    /** The families of a pattern. */
    static Stream<FunnelFamily> of(StoredDefinition pattern) {
        var prefix = pattern.definition().name().replace('-', '_') + "_funnel_";
        return Arrays.stream(FunnelSpan.values()).flatMap(span -> Arrays.stream(Number.values()).map(
                number -> new FunnelFamily(prefix + number.suffix, pattern, span, number)));
    }

    /** The names of the labels of its series. */
    static List<String> labelNames() {
        return List.of(Labels.METRIC_NAME, WindowFamily.WINDOW, WindowFamily.TENANT, STEP);
    }

}
