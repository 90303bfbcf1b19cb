package io.millrace.query.live;

import io.millrace.runtime.web.ProblemException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.springframework.http.HttpStatus;

/** The clients that are connected. Thread-safe; nothing here waits for a client. */
final class LiveClients {

    private final LiveProperties properties;
    private final LiveMeters meters;
    private final Set<Mailbox> mailboxes = new CopyOnWriteArraySet<>();
    private boolean open;

    LiveClients(LiveProperties properties, LiveMeters meters) {
        this.properties = properties;
        this.meters = meters;
    }

    /** Lets clients in from now on. */
    synchronized void open() {
        open = true;
    }

    /** Ends all streams, and lets no more clients in. */
    synchronized void close(String reason) {
        open = false;
        mailboxes.forEach(mailbox -> mailbox.close(reason));
        notifyAll();
    }

    /**
     * A new client.
     *
     * @throws ProblemException
     *             503 when there are too many, or the service is starting or stopping
     */
    synchronized Mailbox join(Interest interest) {
        if (!open) {
            throw new ProblemException(HttpStatus.SERVICE_UNAVAILABLE, "live push is starting or stopping");
        }
        if (mailboxes.size() >= properties.maxClients()) {
            throw new ProblemException(HttpStatus.SERVICE_UNAVAILABLE,
                    "all %d places for live clients are taken (millrace.query.live.max-clients)".formatted(
                            properties.maxClients()));
        }
        var mailbox = new Mailbox(interest, properties.queue(), properties.windows());
        mailboxes.add(mailbox);
        notifyAll();
        return mailbox;
    }

    void leave(Mailbox mailbox) {
        mailboxes.remove(mailbox);
    }

    int count() {
        return mailboxes.size();
    }

    /** Waits until there is a client, {@code millis} at most. */
    synchronized void awaitClient(long millis) throws InterruptedException {
        if (mailboxes.isEmpty()) {
            wait(millis);
        }
    }

    void offer(List<LiveRecord> batch) {
        mailboxes.forEach(mailbox -> meters.dropped(mailbox.offer(batch)));
    }

    void offer(RateSecond second) {
        mailboxes.forEach(mailbox -> mailbox.offer(second));
    }

    /** Tells everybody that results were lost. */
    void lost(long results) {
        mailboxes.forEach(mailbox -> mailbox.lost(results));
    }

}
