package io.millrace.cep.state;

import io.millrace.cep.event.IncomingEvent;
import io.millrace.pattern.EventCodec;
import io.millrace.pattern.KeyState;
import io.millrace.pattern.PatternMatcher;
import io.millrace.runtime.LogKeys;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Open runs as they stand in the store. */
final class StoredRuns {

    private static final Logger log = LoggerFactory.getLogger(StoredRuns.class);

    /**
     * What can be told of runs without reading them.
     *
     * @param deadline
     *            the earliest, in event time
     */
    record Header(int runs, OptionalLong deadline, int bytes) {}

    private StoredRuns() {}

    /** Visits all that is stored; a header is empty where it is of an unknown form. */
    static void forEach(KeyValueStore<Bytes, byte[]> store, BiConsumer<RunKey, Optional<Header>> visitor) {
        try (var entries = store.all()) {
            while (entries.hasNext()) {
                var entry = entries.next();
                visitor.accept(RunKey.of(entry.key), header(entry.value));
            }
        }
    }

    /** Reads runs; empty, with a warning, when they can't be read by the pattern as it is now. */
    static Optional<KeyState<IncomingEvent>> read(byte[] stored, VersionRuns version, EventCodec<IncomingEvent> codec) {
        try {
            return Optional.of(version.matcher().read(stored, codec));
        } catch (IllegalArgumentException e) {
            log.atWarn().addKeyValue(LogKeys.DEFINITION, "pattern/" + version.id().text()).addKeyValue(LogKeys.REASON,
                    e.getMessage()).log("Open runs can't be read any more and are dropped");
            return Optional.empty();
        }
    }

    private static Optional<Header> header(byte[] stored) {
        try {
            return Optional.of(new Header(PatternMatcher.storedRuns(stored), PatternMatcher.storedDeadline(stored),
                    stored.length));
        } catch (IllegalArgumentException e) {
            log.atWarn().addKeyValue(LogKeys.REASON, e.getMessage()).log("Open runs of an unknown form are dropped");
            return Optional.empty();
        }
    }

}
