package io.millrace.standalone.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.standalone.client.FakeDoor.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayRetryTest {

    private final FakeDoor door = new FakeDoor();
    private final ManualClock clock = new ManualClock();
    private final List<String> waits = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void closeDoor() {
        door.close();
    }

    @Test
    void shouldSendAgainWhatWasNotTakenWithoutLossOrReordering() throws Exception {
        var random = new SplittableRandom(5);
        var chaos = IntStream.range(0, 12).mapToObj(_ -> random.nextInt(3)).toList();
        chaos.forEach(kind -> door.answerNext(_ -> switch (kind) {
            case 0 -> Reply.problem(503, "the broker is away");
            case 1 -> Reply.problem(429, "too fast", "Retry-After", "3");
            default -> null;
        }));

        var result = replay(file(Recording.events(9_000)));

        assertThat(ids()).isEqualTo(Recording.ids(9_000));
        assertThat(result.accepted()).isEqualTo(9_000);
        assertThat(waits).isNotEmpty();
    }

    @Test
    void shouldRepeatTheSameEventsWhenAnAnswerGotLost() throws Exception {
        var requests = new ArrayList<List<String>>();
        door.answerNext(lines -> {
            requests.add(lines);
            return Reply.problem(503, "not all acknowledged");
        }, lines -> {
            requests.add(lines);
            return null;
        });

        replay(file(List.of("{\"event_type\":\"view\"}", "{\"event_type\":\"view\",\"event_id\":null}")));

        assertThat(requests.getFirst()).isEqualTo(requests.getLast());
        assertThat(ids()).hasSize(2).doesNotContainNull().doesNotHaveDuplicates();
    }

    @Test
    void shouldWaitAsLongAsTheDoorAsks() throws Exception {
        door.answerNext(_ -> Reply.problem(429, "too fast", "Retry-After", "7"));

        replay(file(Recording.events(1)));

        assertThat(clock.pauses()).containsExactly(Duration.ofSeconds(7));
        assertThat(waits).containsExactly("too fast (status 429)");
    }

    @Test
    void shouldWaitLongerEachTimeUntilPatienceRunsOut() throws Exception {
        door.answerNext(refusals(100));

        assertThatThrownBy(() -> replay(file(Recording.events(1)))).isInstanceOf(
                ClientException.class).hasMessageMatching(
                        "given up after waiting for \\d+ s: the broker is away \\(status 503\\)");

        assertThat(clock.pauses().get(3)).isGreaterThan(clock.pauses().getFirst().multipliedBy(4));
        assertThat(clock.pauses()).allMatch(pause -> pause.compareTo(Backoff.LONGEST) <= 0);
    }

    @Test
    void shouldGoOnWhenTheDoorComesBack() throws Exception {
        int port = door.port();
        door.close();
        var later = new ArrayList<FakeDoor>();
        var client = new ReplayClient(ReplayOptions.to(door.address(), "secret"), new Waits() {

            @Override
            public void waiting(String reason, Duration delay) {
                super.waiting(reason, delay);
                if (waits.size() == 3) {
                    later.add(new FakeDoor(port));
                }
            }
        }, clock);

        var result = client.replay(file(Recording.events(3)));

        assertThat(result.accepted()).isEqualTo(3);
        assertThat(waits.getFirst()).isEqualTo("no connection to http://127.0.0.1:" + port + "/v1/events");
        later.forEach(FakeDoor::close);
    }

    @Test
    void shouldStopWhenTheKeyIsRefused() throws Exception {
        door.answerNext(_ -> Reply.problem(401, "the key is not known"));

        assertThatThrownBy(() -> replay(file(Recording.events(1)))).isInstanceOf(ClientException.class).hasMessage(
                door.address() + "/v1/events: the key is not known (status 401)");
    }

    @Test
    void shouldSendLessAtATimeWhenTheDoorSaysTooMuch() throws Exception {
        FakeDoor.Answer atMostThree = lines -> lines.size() > 3 ? Reply.problem(413, "too much") : null;
        door.answerNext(IntStream.range(0, 50).mapToObj(_ -> atMostThree).toArray(FakeDoor.Answer[]::new));

        var result = replay(file(Recording.events(20)));

        assertThat(ids()).isEqualTo(Recording.ids(20));
        assertThat(result.accepted()).isEqualTo(20);
    }

    private ReplayOptions options() {
        return ReplayOptions.to(door.address(), "secret");
    }

    private ReplayResult replay(Path file) throws InterruptedException {
        return new ReplayClient(options(), new Waits(), clock).replay(file);
    }

    private List<Object> ids() {
        return door.taken().stream().map(event -> event.get("event_id")).collect(Collectors.toList());
    }

    private Path file(List<String> lines) throws IOException {
        return Files.writeString(folder.resolve("events.jsonl"), String.join("\n", lines) + "\n");
    }

    private static FakeDoor.Answer[] refusals(int count) {
        return IntStream.range(0, count).<FakeDoor.Answer>mapToObj(
                _ -> _ -> Reply.problem(503, "the broker is away")).toArray(FakeDoor.Answer[]::new);
    }

    /** Keeps why the client waited. */
    private class Waits implements ReplayProgress {

        @Override
        public void sent(ReplayResult soFar) {}

        @Override
        public void waiting(String reason, Duration delay) {
            waits.add(reason);
        }
    }

}
