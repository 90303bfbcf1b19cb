package io.millrace.standalone.client;

import io.millrace.event.Event;
import io.millrace.event.EventReader;
import io.millrace.event.EventReading.Accepted;
import io.millrace.event.EventReading.Rejected;
import io.millrace.event.JsonSyntaxException;
import io.millrace.event.JsonTree;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a file of events to the events that the ingest service would make of it with the administrator's key: with their
 * defaults, normalised types, and each id of a tenant once. What ingest adds from elsewhere (profiles, the sender's address)
 * is not there. Not thread-safe.
 */
final class EventFile {

    /** What only the ingest service may say of an event. */
    private static final List<String> NOT_THE_SENDERS = List.of("received_at", "segment", "context");
    private static final String DEFAULT_TENANT = "default";
    private static final int MAX_PROBLEMS = 5;

    /** Takes the events, in the order of the file. */
    @FunctionalInterface
    interface Receiver {

        /**
         * @param bytes
         *            about the size of the event's JSON
         */
        void accept(Event event, int bytes);
    }

    /**
     * What came of reading.
     *
     * @param events
     *            how many events there were, each once
     * @param duplicates
     *            how many came again with the same id, and were left out
     * @param unreadable
     *            how many lines are no events
     * @param problems
     *            the first of these with their line numbers and what is wrong
     */
    record Tally(long events, long duplicates, long unreadable, List<String> problems) {}

    private final Instant receivedAt;
    private final Receiver receiver;
    private final Set<String> ids = new HashSet<>();
    private final List<String> problems = new ArrayList<>();
    private long events;
    private long duplicates;
    private long unreadable;

    private EventFile(Instant receivedAt, Receiver receiver) {
        this.receivedAt = receivedAt;
        this.receiver = receiver;
    }

    /**
     * Reads a file.
     *
     * @param receivedAt
     *            the time of events that have none
     * @throws IOException
     *             when the file can't be read, or breaks off
     */
    static Tally read(Path file, Instant receivedAt, Receiver receiver) throws IOException {
        var reading = new EventFile(receivedAt, receiver);
        try (var lines = RecordedLines.open(file)) {
            for (var line = lines.next(); line != null; line = lines.next()) {
                if (line.length > 0) {
                    reading.take(lines.number(), line);
                }
            }
        }
        return new Tally(reading.events, reading.duplicates, reading.unreadable, List.copyOf(reading.problems));
    }

    private void take(long number, byte[] line) {
        try {
            switch (EventReader.read(sent(JsonTree.read(line)), receivedAt, DEFAULT_TENANT)) {
                case Accepted(var event, _) -> take(event, line.length);
                case Rejected(_, var reason, _, _) -> unreadable(number, reason);
            }
        } catch (JsonSyntaxException e) {
            unreadable(number, "not JSON from column %d on".formatted(e.column()));
        }
    }

    private void take(Event event, int bytes) {
        if (ids.add(event.tenantId() + "\n" + event.eventId())) {
            events++;
            receiver.accept(event, bytes);
        } else {
            duplicates++;
        }
    }

    private void unreadable(long number, String reason) {
        unreadable++;
        if (problems.size() < MAX_PROBLEMS) {
            problems.add("line %d: %s".formatted(number, reason));
        }
    }

    private static Object sent(Object json) {
        if (!(json instanceof Map<?, ?> fields) || NOT_THE_SENDERS.stream().noneMatch(fields::containsKey)) {
            return json;
        }
        var sent = new LinkedHashMap<Object, Object>(fields);
        NOT_THE_SENDERS.forEach(sent::remove);
        return sent;
    }

}
