package io.millrace.query.live;

import io.millrace.event.Timestamps;
import io.millrace.query.live.ClientConnection.StalledException;
import io.millrace.result.ResultJson;
import io.millrace.runtime.LogKeys;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries one client's mail to its connection, until one of them ends. Runs on a thread of its own. */
final class LiveStream implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(LiveStream.class);
    /** How long a client should wait before it connects again. */
    private static final long RETRY_MILLIS = 2_000;

    private final Hello hello;
    private final Mailbox mailbox;
    private final ClientConnection connection;
    private final LiveClients clients;
    private final LiveMeters meters;
    private final LiveProperties properties;
    private final Clock clock;
    private long nextId = 1;
    private long heartbeatAt;
    private long windowsAt;

    LiveStream(Hello hello, Mailbox mailbox, ClientConnection connection, LiveClients clients, LiveMeters meters,
            LiveProperties properties, Clock clock) {
        this.hello = hello;
        this.mailbox = mailbox;
        this.connection = connection;
        this.clients = clients;
        this.meters = meters;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public void run() {
        mailbox.onClose(connection::hurry);
        try (connection) {
            connection.send(SseFrame.retry(RETRY_MILLIS));
            send("hello", ResultJson.write(hello));
            carry();
        } catch (StalledException e) {
            meters.stalled();
            log.atInfo().addKeyValue(LogKeys.REASON, e.getMessage()).log("A live client was disconnected");
        } catch (IOException | IllegalStateException e) {
            log.atDebug().addKeyValue(LogKeys.REASON, e.toString()).log("A live client is gone");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            clients.leave(mailbox);
        }
    }

    private void carry() throws IOException, InterruptedException {
        heartbeatAt = System.nanoTime() + properties.heartbeat().toNanos();
        windowsAt = System.nanoTime();
        Mail mail;
        do {
            mail = next();
            deliver(mail);
        } while (mail.closed().isEmpty());
    }

    private Mail next() throws InterruptedException {
        long now = System.nanoTime();
        boolean windowsDue = windowsAt - now <= 0;
        long waitNanos = windowsDue ? heartbeatAt - now : Math.min(heartbeatAt - now, windowsAt - now);
        return mailbox.take(windowsDue, Duration.ofNanos(waitNanos));
    }

    private void deliver(Mail mail) throws IOException, InterruptedException {
        if (mail.dropped() > 0) {
            send("gap", ResultJson.write(Map.of("dropped", mail.dropped())));
        }
        if (!mail.windows().isEmpty()) {
            connection.send(SseFrame.event(nextId++, "windows", mail.windows()));
            windowsAt = System.nanoTime() + properties.windowsInterval().toNanos();
        }
        for (var happening : mail.happenings()) {
            send(happening.kind().event(), happening.json());
        }
        if (mail.rate().isPresent()) {
            send("rate", ResultJson.write(mail.rate().get()));
        }
        if (System.nanoTime() - heartbeatAt >= 0) {
            send("heartbeat", ResultJson.write(Map.of("at", Timestamps.format(clock.instant()))));
            heartbeatAt = System.nanoTime() + properties.heartbeat().toNanos();
        }
        if (mail.closed().isPresent()) {
            send("end", ResultJson.write(Map.of("reason", mail.closed().get())));
        }
    }

    private void send(String event, byte[] json) throws IOException, InterruptedException {
        connection.send(SseFrame.event(nextId++, event, json));
    }

}
