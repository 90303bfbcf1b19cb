package io.millrace.runtime.streams;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.runtime.LogKeys;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.errors.TaskMigratedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when a Streams thread dies: it is replaced when the cause passes (the broker was away, the task moved),
 * else Streams stops, the service reports itself as down, and whoever runs it restarts it.
 */
final class StreamsFailureHandler implements StreamsUncaughtExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(StreamsFailureHandler.class);

    private final Counter failures;

    StreamsFailureHandler(MeterRegistry meters) {
        failures = Counter.builder("millrace.streams.thread.failures").description(
                "Streams threads that died of an exception; any growth is worth a look").register(meters);
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable failure) {
        failures.increment();
        var response = passes(failure)
                ? StreamThreadExceptionResponse.REPLACE_THREAD
                : StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        log.atError().addKeyValue(LogKeys.STATE, response.name).setCause(failure).log("A Streams thread died");
        return response;
    }

    private static boolean passes(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case RetriableException _,TaskMigratedException _,TaskCorruptedException _ -> {
                    return true;
                }
                case MissingSourceTopicException _ -> {
                    return false;
                }
                default -> {
                }
            }
        }
        return false;
    }

}
