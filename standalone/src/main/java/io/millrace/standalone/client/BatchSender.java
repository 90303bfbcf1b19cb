package io.millrace.standalone.client;

import io.millrace.standalone.client.DoorAnswer.NotNow;
import io.millrace.standalone.client.DoorAnswer.Refused;
import io.millrace.standalone.client.DoorAnswer.Taken;
import io.millrace.standalone.client.DoorAnswer.TooLarge;
import io.millrace.standalone.client.DoorAnswer.Unreadable;
import java.time.Duration;
import java.util.SplittableRandom;

/** Sends requests one after the other, each until it is settled. Not thread-safe. */
final class BatchSender {

    private final EventDoor door;
    private final ReplayTally tally;
    private final Duration patience;
    private final ReplayProgress progress;
    private final WallClock clock;
    private final Backoff backoff = new Backoff(new SplittableRandom());

    BatchSender(EventDoor door, ReplayTally tally, Duration patience, ReplayProgress progress, WallClock clock) {
        this.door = door;
        this.tally = tally;
        this.patience = patience;
        this.progress = progress;
        this.clock = clock;
    }

    /**
     * Sends a request until each of its events is accepted or rejected.
     *
     * @throws ClientException
     *             when the door refuses the sender, or patience has run out
     */
    void send(ReplayBatch batch) throws InterruptedException {
        boolean isSettled = false;
        while (!isSettled) {
            isSettled = switch (door.send(batch.body())) {
                case Taken taken -> take(batch, taken);
                case NotNow notNow -> waitFor(notNow);
                case TooLarge(var reason) -> sendLess(batch, reason);
                case Unreadable(var reason) -> rejectAll(batch, reason);
                case Refused(var reason) -> throw new ClientException(reason);
            };
        }
    }

    private boolean take(ReplayBatch batch, Taken taken) {
        tally.accepted(taken.accepted());
        for (var rejected : taken.rejected()) {
            tally.rejected(batch.events().get(rejected.index()).line(), rejected.reason());
        }
        return settled();
    }

    private boolean waitFor(NotNow notNow) throws InterruptedException {
        if (backoff.waited().compareTo(patience) >= 0) {
            throw new ClientException("given up after waiting for %d s%s: %s".formatted(
                    backoff.waited().toSeconds(), tally.soFar(), notNow.reason()));
        }
        var delay = backoff.afterFailure(notNow.retryAfter());
        progress.waiting(notNow.reason(), delay);
        clock.pause(delay);
        return false;
    }

    private boolean sendLess(ReplayBatch batch, String reason) throws InterruptedException {
        if (batch.events().size() == 1) {
            return rejectAll(batch, reason);
        }
        for (var half : batch.halves()) {
            send(half);
        }
        return true;
    }

    private boolean rejectAll(ReplayBatch batch, String reason) {
        batch.events().forEach(event -> tally.rejected(event.line(), reason));
        return settled();
    }

    private boolean settled() {
        backoff.succeeded();
        progress.sent(tally.result());
        return true;
    }

}
