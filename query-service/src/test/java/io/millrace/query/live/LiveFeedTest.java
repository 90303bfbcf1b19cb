package io.millrace.query.live;

import static io.millrace.query.live.Results.alert;
import static io.millrace.query.live.Results.event;
import static io.millrace.query.live.Results.match;
import static io.millrace.query.live.Results.matches;
import static io.millrace.query.live.Results.utf8;
import static io.millrace.query.live.Results.window;
import static io.millrace.query.live.Results.windows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.runtime.web.ProblemException;
import io.millrace.topics.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveFeedTest {

    private static final Interest ALL = new Interest(Optional.empty(), Set.of());

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final HandClock clock = new HandClock();
    private final TailedTopics topics = new TailedTopics();
    private LiveClients clients;
    private LiveFeed feed;

    @BeforeEach
    void start() {
        start(Duration.ofMinutes(5));
        topics.awaitPoll();
    }

    @AfterEach
    void stop() {
        feed.stop();
    }

    @Test
    void shouldTellResultsToWhoeverMaySeeThem() {
        var ours = clients.join(new Interest(Optional.of("t1"), Set.of()));
        var everything = clients.join(ALL);

        topics.add(Topics.PATTERNS_MATCHES, match("t2", "theirs"));
        topics.add(Topics.PATTERNS_MATCHES, match("t1", "ours"));

        await().untilAsserted(() -> assertThat(matches(take(everything))).containsExactly("theirs", "ours"));
        assertThat(matches(take(ours))).containsExactly("ours");
    }

    @Test
    void shouldTellWindowsAndAlerts() {
        var client = clients.join(ALL);

        topics.add(Topics.METRICS_WINDOWS, window("t1", "errors", 0, 4));
        topics.add(Topics.ALERTS, alert("t1", "a1"));

        var seen = new ArrayList<String>();
        await().untilAsserted(() -> {
            var mail = take(client);
            seen.addAll(windows(mail));
            mail.happenings().forEach(happening -> seen.add(happening.kind().event()));
            assertThat(seen).containsExactlyInAnyOrder("errors 12:00 4.0", "alert");
        });
    }

    @Test
    void shouldTellTheRateOfEachFullSecond() {
        var client = clients.join(new Interest(Optional.of("t1"), Set.of()));
        topics.add(Topics.EVENTS, event("t1", "in the second that had begun before"));
        topics.awaitPoll();
        clock.moveSeconds(1);
        topics.awaitPoll();

        IntStream.range(0, 30).forEach(_ -> topics.add(Topics.EVENTS, event("t1", "view")));
        topics.add(Topics.EVENTS, event("t2", "view"));
        topics.awaitPoll();
        clock.moveSeconds(1);

        await().untilAsserted(() -> assertThat(take(client).rate()).hasValueSatisfying(
                rate -> assertThat(rate.eventsPerSecond()).isEqualTo(30)));
    }

    @Test
    void shouldKeepOneClientGoingWhileAnotherTakesNothing() {
        var stuck = clients.join(ALL);
        var lively = clients.join(ALL);
        int told = 500;

        IntStream.range(0, told).forEach(i -> topics.add(Topics.PATTERNS_MATCHES, match("t1", "m" + i)));

        var seen = new ArrayList<String>();
        await().untilAsserted(() -> {
            seen.addAll(matches(take(lively)));
            assertThat(seen).last().isEqualTo("m" + (told - 1));
        });
        var left = take(stuck);
        assertThat(left.happenings()).hasSize(20);
        assertThat(left.dropped()).isEqualTo(told - 20);
        assertThat(registry.counter(LiveMeters.DROPPED).count()).isGreaterThanOrEqualTo(told - 20);
    }

    @Test
    void shouldLeaveOutAndCountWhatItCannotRead() {
        var client = clients.join(ALL);

        topics.add(Topics.PATTERNS_MATCHES, utf8("not json"));
        topics.add(Topics.METRICS_WINDOWS, utf8("{}"));
        topics.add(Topics.EVENTS, utf8("[]"));
        topics.add(Topics.PATTERNS_MATCHES, match("t1", "good"));

        await().untilAsserted(() -> assertThat(matches(take(client))).containsExactly("good"));
        await().untilAsserted(() -> assertThat(registry.counter(LiveMeters.UNREADABLE).count()).isEqualTo(3));
    }

    @Test
    void shouldGoToTheEndAndSayHowMuchItPassedOverWhenItIsTooFarBehind() {
        var client = clients.join(ALL);

        topics.fallBehind(Topics.PATTERNS_MATCHES, 5_000);

        await().untilAsserted(() -> assertThat(take(client).dropped()).isEqualTo(5_000));
        assertThat(registry.counter(LiveMeters.SKIPPED).count()).isEqualTo(5_000);
    }

    @Test
    void shouldRestWithoutClientsAndBeginAtTheEndForTheNext() {
        feed.stop();
        start(Duration.ZERO);
        topics.awaitAssignment();

        topics.add(Topics.PATTERNS_MATCHES, match("t1", "unseen"));
        var client = clients.join(ALL);
        topics.awaitPoll();
        topics.add(Topics.PATTERNS_MATCHES, match("t1", "seen"));

        await().untilAsserted(() -> assertThat(matches(take(client))).containsExactly("seen"));
    }

    @Test
    void shouldEndStreamsWhenItStops() {
        var client = clients.join(ALL);

        feed.stop();

        assertThat(take(client).closed()).contains("the service is shutting down");
        assertThatThrownBy(() -> clients.join(ALL)).isInstanceOf(ProblemException.class).hasMessageContaining(
                "stopping");
    }

    @Test
    void shouldLetInNoMoreClientsThanSettingsSay() {
        IntStream.range(0, 3).forEach(_ -> clients.join(ALL));

        assertThatThrownBy(() -> clients.join(ALL)).isInstanceOf(ProblemException.class).hasMessageContaining("all 3");
    }

    private void start(Duration idleAfter) {
        var properties = new LiveProperties(3, Duration.ofSeconds(15), Duration.ZERO, Duration.ofSeconds(30), 20, 20,
                idleAfter, 1_000);
        var meters = new LiveMeters(registry);
        clients = new LiveClients(properties, meters);
        feed = new LiveFeed(topics::consumer, clients, new EventRates(), meters, properties, clock);
        feed.start();
    }

    private static Mail take(Mailbox mailbox) {
        try {
            return mailbox.take(true, Duration.ZERO);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

}
