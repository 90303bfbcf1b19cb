package io.millrace.standalone.client;

import io.millrace.standalone.client.ReplayResult.LineProblem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Counts what comes of a replay. Thread-safe. */
final class ReplayTally {

    private static final int MAX_PROBLEMS = 20;

    private final WallClock clock;
    private final long startedAt;
    private final List<LineProblem> problems = new ArrayList<>();
    private long accepted;
    private long rejected;
    private long unreadable;

    ReplayTally(WallClock clock) {
        this.clock = clock;
        startedAt = clock.nanos();
    }

    synchronized void accepted(long events) {
        accepted += events;
    }

    synchronized void rejected(long line, String reason) {
        rejected++;
        note(line, reason);
    }

    synchronized void unreadable(long line, String reason) {
        unreadable++;
        note(line, reason);
    }

    synchronized ReplayResult result() {
        return new ReplayResult(accepted + rejected, accepted, rejected, unreadable, List.copyOf(problems),
                Duration.ofNanos(clock.nanos() - startedAt));
    }

    /** How far it came, to go on a message: {@code , after 20 events were sent}. */
    String soFar() {
        long sent = result().sent();
        return sent == 0 ? "" : ", after %d events were sent".formatted(sent);
    }

    private void note(long line, String reason) {
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(new LineProblem(line, reason));
        }
    }

}
