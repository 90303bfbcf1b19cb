package io.millrace.benchmarks.patterns.millrace;

import io.millrace.benchmarks.patterns.run.Figures;
import io.millrace.benchmarks.patterns.run.MatchCount;
import io.millrace.benchmarks.patterns.run.Order;
import io.millrace.benchmarks.patterns.run.Stopwatch;
import io.millrace.result.PatternMatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The topology of cep-service over the events of a broker, with patterns {@code view -> cart -> purchase}. Measured over the
 * second half of the events; its engine is the threads of Kafka Streams.
 */
public final class MeasuredService {

    /** The system property with the broker's address. */
    public static final String BROKER = "millrace.benchmark.broker";

    private static final String STREAM_THREAD = "StreamThread";

    private final String name;
    private final String definitions;

    /**
     * Starts nothing yet.
     *
     * @param name
     *            its consumer group
     */
    MeasuredService(String name, String definitions) {
        this.name = name;
        this.definitions = definitions;
    }

    /** Runs until so many matches are there. */
    Figures run(Order order, int expected) throws IOException {
        var bootstrapServers = System.getProperty(BROKER);
        Path state = Files.createTempDirectory("funnel");
        try (var results = new MatchReader(bootstrapServers)) {
            try (var _ = CepApplication.start(name, bootstrapServers, state, definitions)) {
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
        return Long.parseLong(match.events().get(variable).getFirst().eventId());
    }

}
