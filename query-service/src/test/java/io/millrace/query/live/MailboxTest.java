package io.millrace.query.live;

import static io.millrace.query.live.Results.matchRecord;
import static io.millrace.query.live.Results.matches;
import static io.millrace.query.live.Results.windowRecord;
import static io.millrace.query.live.Results.windows;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MailboxTest {

    private static final Interest ALL = new Interest(Optional.empty(), Set.of());

    @Test
    void shouldKeepTheNewestValueOfEachWindow() throws Exception {
        var mailbox = new Mailbox(ALL, 10, 10);

        mailbox.offer(List.of(windowRecord("t1", "errors", 0, 1), windowRecord("t1", "errors", 1, 5)));
        mailbox.offer(List.of(windowRecord("t1", "errors", 0, 2), windowRecord("t1", "errors", 0, 3)));

        assertThat(windows(takeNow(mailbox))).containsExactly("errors 12:00 3.0", "errors 12:01 5.0");
    }

    @Test
    void shouldNotConflateWindowsOfDifferentTenantsOrMetrics() throws Exception {
        var mailbox = new Mailbox(ALL, 10, 10);

        mailbox.offer(List.of(windowRecord("t1", "errors", 0, 1), windowRecord("t2", "errors", 0, 2),
                windowRecord("t1", "revenue", 0, 3)));

        assertThat(windows(takeNow(mailbox))).hasSize(3);
    }

    @Test
    void shouldKeepEveryMatchInOrder() throws Exception {
        var mailbox = new Mailbox(ALL, 10, 10);

        mailbox.offer(List.of(matchRecord("t1", "a"), matchRecord("t1", "b")));
        mailbox.offer(List.of(matchRecord("t1", "c")));

        assertThat(matches(takeNow(mailbox))).containsExactly("a", "b", "c");
        assertThat(matches(takeNow(mailbox))).isEmpty();
    }

    @Test
    void shouldDropAndCountTheOldestMatchesOfASlowClient() throws Exception {
        var mailbox = new Mailbox(ALL, 3, 10);

        long dropped = mailbox.offer(
                IntStream.range(0, 5).mapToObj(i -> matchRecord("t1", "m" + i)).toList());

        var mail = takeNow(mailbox);
        assertThat(dropped).isEqualTo(2);
        assertThat(mail.dropped()).isEqualTo(2);
        assertThat(matches(mail)).containsExactly("m2", "m3", "m4");
        assertThat(takeNow(mailbox).dropped()).isZero();
    }

    @Test
    void shouldDropAndCountTheOldestWindowsOfASlowClient() throws Exception {
        var mailbox = new Mailbox(ALL, 10, 2);

        mailbox.offer(IntStream.range(0, 3).mapToObj(minute -> windowRecord("t1", "errors", minute, 1)).toList());

        var mail = takeNow(mailbox);
        assertThat(mail.dropped()).isEqualTo(1);
        assertThat(windows(mail)).containsExactly("errors 12:01 1.0", "errors 12:02 1.0");
    }

    @Test
    void shouldHandOverManyWindowsInSeveralMails() throws Exception {
        var mailbox = new Mailbox(ALL, 10, 5_000);

        mailbox.offer(IntStream.rangeClosed(0, Mailbox.WINDOWS_PER_MAIL).mapToObj(
                minute -> windowRecord("t1", "errors", minute, 1)).toList());

        assertThat(takeNow(mailbox).windows()).hasSize(Mailbox.WINDOWS_PER_MAIL);
        assertThat(takeNow(mailbox).windows()).hasSize(1);
    }

    @Test
    void shouldHoldNothingOfAnotherTenant() throws Exception {
        var mailbox = new Mailbox(new Interest(Optional.of("t1"), Set.of()), 10, 10);

        mailbox.offer(List.of(matchRecord("t2", "theirs"), windowRecord("t2", "errors", 0, 9),
                matchRecord("t1", "ours")));
        mailbox.offer(new RateSecond(100, rate(9), Map.of("t2", rate(9))));

        var mail = takeNow(mailbox);
        assertThat(matches(mail)).containsExactly("ours");
        assertThat(mail.windows()).isEmpty();
        assertThat(mail.rate()).hasValueSatisfying(rate -> assertThat(rate.eventsPerSecond()).isZero());
    }

    @Test
    void shouldHoldWindowsOfTheMetricsAskedFor() throws Exception {
        var mailbox = new Mailbox(new Interest(Optional.empty(), Set.of("revenue")), 10, 10);

        mailbox.offer(List.of(windowRecord("t1", "errors", 0, 1), windowRecord("t1", "revenue", 0, 2),
                matchRecord("t1", "a")));

        var mail = takeNow(mailbox);
        assertThat(windows(mail)).containsExactly("revenue 12:00 2.0");
        assertThat(matches(mail)).containsExactly("a");
    }

    @Test
    void shouldKeepWindowsUntilTheyAreDue() throws Exception {
        var mailbox = new Mailbox(ALL, 10, 10);
        mailbox.offer(List.of(windowRecord("t1", "errors", 0, 1), matchRecord("t1", "a")));

        var before = mailbox.take(false, Duration.ZERO);

        assertThat(before.windows()).isEmpty();
        assertThat(matches(before)).containsExactly("a");
        assertThat(windows(takeNow(mailbox))).containsExactly("errors 12:00 1.0");
    }

    @Test
    void shouldTellOnlyTheLastRate() throws Exception {
        var mailbox = new Mailbox(ALL, 10, 10);

        mailbox.offer(new RateSecond(100, rate(1), Map.of()));
        mailbox.offer(new RateSecond(101, rate(2), Map.of()));

        assertThat(takeNow(mailbox).rate()).contains(rate(2));
        assertThat(takeNow(mailbox).rate()).isEmpty();
    }

    @Test
    void shouldWakeWhoWaits() {
        var mailbox = new Mailbox(ALL, 10, 10);
        var taken = CompletableFuture.supplyAsync(() -> takeWithin(mailbox, Duration.ofSeconds(20)));

        mailbox.offer(List.of(matchRecord("t1", "a")));

        assertThat(taken).succeedsWithin(5, TimeUnit.SECONDS).satisfies(
                mail -> assertThat(matches(mail)).containsExactly("a"));
    }

    @Test
    void shouldHandOverWhatIsLeftWhenItIsClosedAndTakeNoMore() throws Exception {
        var mailbox = new Mailbox(ALL, 10, 10);
        mailbox.offer(List.of(matchRecord("t1", "a")));
        mailbox.close("bye");
        mailbox.offer(List.of(matchRecord("t1", "b")));

        var mail = takeNow(mailbox);

        assertThat(matches(mail)).containsExactly("a");
        assertThat(mail.closed()).contains("bye");
    }

    private static Rate rate(double eventsPerSecond) {
        return new Rate(Instant.EPOCH, eventsPerSecond, List.of(), false);
    }

    private static Mail takeNow(Mailbox mailbox) throws InterruptedException {
        return mailbox.take(true, Duration.ZERO);
    }

    private static Mail takeWithin(Mailbox mailbox, Duration patience) {
        try {
            return mailbox.take(true, patience);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

}
