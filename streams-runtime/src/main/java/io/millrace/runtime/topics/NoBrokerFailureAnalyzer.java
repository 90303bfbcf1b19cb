package io.millrace.runtime.topics;

import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.config.ConfigException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.env.Environment;

/** Tells whoever started a service, in place of a stack trace, that it found no broker and where it looked. */
final class NoBrokerFailureAnalyzer implements FailureAnalyzer {

    private static final String SETTING = "spring.kafka.bootstrap-servers";

    private final Environment environment;

    NoBrokerFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    public FailureAnalysis analyze(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case TimeoutException _,org.apache.kafka.common.errors.TimeoutException _ -> {
                    return analysis("does not answer", cause);
                }
                case ConfigException bad when String.valueOf(bad.getMessage()).contains("bootstrap") -> {
                    return analysis("can't be found: " + bad.getMessage(), cause);
                }
                default -> {
                }
            }
        }
        return null;
    }

    private FailureAnalysis analysis(String what, Throwable cause) {
        return new FailureAnalysis("Kafka at %s %s".formatted(environment.getProperty(SETTING), what),
                "Start the broker, or say where it is: MILLRACE_KAFKA=host:port", cause);
    }

}
