package io.millrace.standalone.client;

import io.millrace.event.JsonSyntaxException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a recording into requests: many events each when they are due together, and one goes out early rather than have
 * its events wait for one that is not due yet. Not thread-safe.
 */
final class BatchReader {

    /** More would hardly be faster, and the service's limits are well above. */
    static final int MAX_EVENTS = 2_000;
    /** Below the size from which a gzip body may be suspected to be a bomb. */
    static final int MAX_BYTES = 1_000_000;

    private static final Duration WORTH_WAITING_FOR = Duration.ofMillis(50);

    /** Takes the requests, in order. */
    interface Sink {

        void accept(ReplayBatch batch) throws InterruptedException;
    }

    private final RecordedLines lines;
    private final String tenant;
    private final Pacer pacer;
    private final WallClock clock;
    private final ReplayTally tally;
    private final Sink sink;
    private List<RecordedEvent> batch = new ArrayList<>();
    private int bytes;

    BatchReader(RecordedLines lines, ReplayOptions options, WallClock clock, ReplayTally tally, Sink sink) {
        this.lines = lines;
        this.tenant = options.tenant();
        this.pacer = new Pacer(options.speed(), clock);
        this.clock = clock;
        this.tally = tally;
        this.sink = sink;
    }

    /**
     * Reads to the end.
     *
     * @throws IOException
     *             when the file breaks off; what was read before has gone to the sink
     */
    void readAll() throws IOException, InterruptedException {
        try {
            for (var line = lines.next(); line != null; line = lines.next()) {
                if (line.length > 0) {
                    read(line);
                }
            }
        } finally {
            flush();
        }
    }

    private void read(byte[] line) throws InterruptedException {
        try {
            add(RecordedEvent.read(lines.number(), line, tenant));
        } catch (JsonSyntaxException e) {
            tally.unreadable(lines.number(), "not JSON from column %d on".formatted(e.column()));
        }
    }

    private void add(RecordedEvent event) throws InterruptedException {
        var untilDue = pacer.untilDue(event.timestamp());
        if (untilDue.compareTo(WORTH_WAITING_FOR) > 0) {
            flush();
            clock.pause(untilDue);
        }
        if (batch.size() == MAX_EVENTS || bytes + event.json().length >= MAX_BYTES) {
            flush();
        }
        batch.add(event);
        bytes += event.json().length + 1;
    }

    private void flush() throws InterruptedException {
        if (!batch.isEmpty()) {
            sink.accept(new ReplayBatch(batch));
            batch = new ArrayList<>();
            bytes = 0;
        }
    }

}
