package io.millrace.benchmarks.patterns;

import io.millrace.benchmarks.patterns.run.Order;

/**
 * A run that can be asked for.
 *
 * @param type
 *            name of its class, which is compiled only with the profile of its libraries
 * @param group
 *            the runs that must find the same; empty when it is not compared
 */
record PatternRunSpec(String name, String type, String group, Order order) {

    /** Whether it reads its events from a broker. */
    boolean needsBroker() {
        return type.endsWith(PatternRunCatalogue.SERVICE_FUNNEL)
                || type.endsWith(PatternRunCatalogue.SERVICE_PATTERNS);
    }

}
