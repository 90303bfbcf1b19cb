package io.millrace.runtime.streams;

import io.millrace.runtime.LogKeys;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;

/**
 * Ends the process when Streams has failed for good, so that whoever supervises it starts it anew: there is nothing that
 * it could still do.
 */
final class ExitOnFailure implements KafkaStreams.StateListener {

    private static final Logger log = LoggerFactory.getLogger(ExitOnFailure.class);
    private static final int EXIT_CODE = 70;

    private final ApplicationContext context;

    ExitOnFailure(ApplicationContext context) {
        this.context = context;
    }

    @Override
    public void onChange(State to, State from) {
        if (to == State.ERROR) {
            log.atError().addKeyValue(LogKeys.STATE, to.name()).log("Streams has failed; the process ends");
            Thread.ofPlatform().name("exit-on-failure").start(
                    () -> System.exit(SpringApplication.exit(context, () -> EXIT_CODE)));
        }
    }

}
