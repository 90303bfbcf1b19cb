package io.millrace.benchmarks.patterns.millrace;

import io.millrace.benchmarks.patterns.run.Figures;
import io.millrace.benchmarks.patterns.run.MatchCount;
import io.millrace.benchmarks.patterns.run.Order;
import io.millrace.benchmarks.patterns.run.PatternRun;
import io.millrace.benchmarks.patterns.run.Stopwatch;
import io.millrace.result.CapturedEvent;
import io.millrace.result.PatternMatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The pattern in the topology of cep-service, over the events of a broker, whose address system property
 * {@value #BROKER} tells: exactly once, with RocksDB and changelog. One thread of Kafka Streams, whose CPU is measured.
 * The matcher alone goes first, to know how many matches there must be. Measured over the second half of the events.
 */
public final class ServiceFunnel implements PatternRun {

    /** The system property with the broker's address. */
    public static final String BROKER = "millrace.benchmark.broker";

    private static final String STREAM_THREAD = "StreamThread";
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
        var bootstrapServers = System.getProperty(BROKER);
        String skip = order.skipsPastLast() ? "past-last" : "none";
        Path state = Files.createTempDirectory("funnel");
        try (var results = new MatchReader(bootstrapServers)) {
            try (var _ = CepApplication.start("skip-" + skip, bootstrapServers, state, PATTERN.formatted(skip))) {
                results.await(match -> index(match, "purchase") >= order.events() / 2);
                var watch = Stopwatch.ofThreads(STREAM_THREAD);
                results.await(expected);
                Figures figures = watch.stop(order.events() - order.events() / 2);
                return figures.with(found(results, order));
            }
        }
    }

    private static MatchCount found(MatchReader results, Order order) {
        var found = new MatchCount(order.compared());
        results.matches().forEach(match -> found.add(index(match, "view"), index(match, "cart"),
                index(match, "purchase")));
        return found;
    }

    private static long index(PatternMatch match, String variable) {
        Map<String, List<CapturedEvent>> events = match.events();
        return Long.parseLong(events.get(variable).getFirst().eventId());
    }

}
