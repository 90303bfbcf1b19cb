package io.millrace.benchmarks.patterns.millrace;

import io.millrace.benchmarks.patterns.run.Figures;
import io.millrace.benchmarks.patterns.run.Order;
import io.millrace.benchmarks.patterns.run.PatternRun;
import java.io.IOException;

/**
 * The pattern in the topology of cep-service, over the events of a broker, whose address system property
 * {@value MeasuredService#BROKER} tells: exactly once, with RocksDB and changelog. One thread of Kafka Streams, whose CPU is measured.
 * The matcher alone goes first, to know how many matches there must be. Measured over the second half of the events.
 */
public final class ServiceFunnel implements PatternRun {

    private static final String PATTERN = """
            kind: pattern
            name: funnel
            key: user_id
            pattern: view -> cart -> purchase
            within: 5m
            grace: 0s
            define:
              view: {events: [view]}
              cart: {events: [cart]}
              purchase: {events: [purchase]}
            skip: %s
            """;

    @Override
    public Figures run(Order order) throws IOException {
        int expected = Math.toIntExact(new MatcherFunnel().run(order).matches());
        String skip = order.skipsPastLast() ? "past-last" : "none";
        return new MeasuredService("skip-" + skip, PATTERN.formatted(skip)).run(order, expected);
    }

}
