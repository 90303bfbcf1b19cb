package io.millrace.query.live;

import io.millrace.query.live.LiveRecord.Kind;
import io.millrace.runtime.LogKeys;
import io.millrace.topics.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Follows events and results from the end of their topics and offers them to the clients, all on one thread.
 *
 * <p>
 * Events are only counted. A feed that is too far behind goes to the end and says how much it passed over; without
 * clients it rests after a while. It starts after the web server and stops before it, so that open streams end at once
 * and no shutdown waits for them.
 */
final class LiveFeed implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LiveFeed.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private static final Map<String, Function<byte[], LiveRecord>> RESULTS = Map.of(Topics.METRICS_WINDOWS.name(),
            LiveRecord::window, Topics.PATTERNS_MATCHES.name(), json -> LiveRecord.happening(Kind.MATCH, json),
            Topics.PATTERNS_TIMEOUTS.name(), json -> LiveRecord.happening(Kind.TIMEOUT, json), Topics.ALERTS.name(),
            json -> LiveRecord.happening(Kind.ALERT, json));

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final LiveClients clients;
    private final EventRates rates;
    private final LiveMeters meters;
    private final LiveProperties properties;
    private final Clock clock;
    private volatile boolean running;
    private Thread reader;
    private long lastSecond;
    private boolean secondIsFull;
    private long lastClientAt;

    LiveFeed(Supplier<Consumer<byte[], byte[]>> consumers, LiveClients clients, EventRates rates, LiveMeters meters,
            LiveProperties properties, Clock clock) {
        this.consumers = consumers;
        this.clients = clients;
        this.rates = rates;
        this.meters = meters;
        this.properties = properties;
        this.clock = clock;
    }

    /** The topics that are followed. */
    static List<String> topics() {
        return List.of(Topics.EVENTS.name(), Topics.METRICS_WINDOWS.name(), Topics.PATTERNS_MATCHES.name(),
                Topics.PATTERNS_TIMEOUTS.name(), Topics.ALERTS.name());
    }

    @Override
    public void start() {
        running = true;
        clients.open();
        reader = Thread.ofPlatform().name("live-feed").daemon().uncaughtExceptionHandler(
                (_, failure) -> log.error("The live feed failed and tells no more", failure)).start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        clients.close("the service is shutting down");
        try {
            reader.join(Duration.ofSeconds(2));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        try {
            while (running) {
                followOnce();
                Thread.sleep(RETRY);
            }
        } catch (InterruptedException _) {
            log.debug("The live feed was stopped");
        }
    }

    private void followOnce() throws InterruptedException {
        try (var consumer = consumers.get()) {
            follow(consumer);
        } catch (InterruptException _) {
            throw new InterruptedException("interrupted while reading");
        } catch (KafkaException e) {
            log.atWarn().addKeyValue(LogKeys.REASON, e.toString()).log("The live feed is interrupted and begins anew");
        }
    }

    private void follow(Consumer<byte[], byte[]> consumer) throws InterruptedException {
        var partitions = topics().stream().flatMap(topic -> consumer.partitionsFor(topic).stream()).map(
                info -> new TopicPartition(info.topic(), info.partition())).toList();
        consumer.assign(partitions);
        begin(consumer);
        while (running) {
            if (isIdle()) {
                rest();
                begin(consumer);
            }
            deliver(consumer.poll(POLL));
            partitions.forEach(partition -> keepUp(consumer, partition));
            tick();
        }
    }

    private void begin(Consumer<byte[], byte[]> consumer) {
        consumer.seekToEnd(consumer.assignment());
        rates.restart();
        lastSecond = second();
        secondIsFull = false;
        lastClientAt = System.nanoTime();
    }

    private boolean isIdle() {
        if (clients.count() > 0) {
            lastClientAt = System.nanoTime();
            return false;
        }
        return System.nanoTime() - lastClientAt > properties.idleAfter().toNanos();
    }

    private void rest() throws InterruptedException {
        while (running && clients.count() == 0) {
            clients.awaitClient(RETRY.toMillis());
        }
    }

    private void deliver(ConsumerRecords<byte[], byte[]> records) {
        var batch = new ArrayList<LiveRecord>();
        for (var record : records) {
            read(record, batch);
        }
        if (!batch.isEmpty()) {
            clients.offer(batch);
        }
    }

    private void read(ConsumerRecord<byte[], byte[]> record, List<LiveRecord> batch) {
        if (record.value() == null) {
            return;
        }
        try {
            var result = RESULTS.get(record.topic());
            if (result == null) {
                rates.count(EventHead.of(record.value()));
            } else {
                batch.add(result.apply(record.value()));
            }
        } catch (RuntimeException e) {
            meters.unreadable();
            log.atDebug().addKeyValue(LogKeys.TOPIC, record.topic()).addKeyValue(LogKeys.PARTITION,
                    record.partition()).addKeyValue(LogKeys.OFFSET, record.offset()).addKeyValue(LogKeys.REASON,
                            e.getMessage()).log("A record can't be read and is left out");
        }
    }

    private void keepUp(Consumer<byte[], byte[]> consumer, TopicPartition partition) {
        long behind = consumer.currentLag(partition).orElse(0);
        if (behind <= properties.maxLag()) {
            return;
        }
        consumer.seekToEnd(List.of(partition));
        meters.skipped(behind);
        if (partition.topic().equals(Topics.EVENTS.name())) {
            rates.skipped(behind);
        } else {
            clients.lost(behind);
        }
    }

    private void tick() {
        long now = second();
        if (now <= lastSecond) {
            return;
        }
        if (secondIsFull) {
            clients.offer(rates.close(now, Math.toIntExact(now - lastSecond)));
        } else {
            rates.restart();
            secondIsFull = true;
        }
        lastSecond = now;
    }

    private long second() {
        return clock.instant().getEpochSecond();
    }

}
