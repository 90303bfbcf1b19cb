package io.millrace.standalone.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.standalone.client.FakeDoor.Reply;
import io.millrace.standalone.client.ReplayResult.LineProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ReplayClientTest {

    private final FakeDoor door = new FakeDoor();
    private final ManualClock clock = new ManualClock();

    @TempDir
    private Path folder;

    @AfterEach
    void closeDoor() {
        door.close();
    }

    @Test
    void shouldSendEveryEventInTheOrderOfTheFile() throws Exception {
        var lines = Recording.events(10_000);

        var result = replay(file(lines));

        assertThat(ids()).isEqualTo(Recording.ids(10_000));
        assertThat(door.requests()).hasSizeLessThan(20);
        assertThat(result.sent()).isEqualTo(10_000);
        assertThat(result.accepted()).isEqualTo(10_000);
        assertThat(result.isComplete()).isTrue();
    }

    @Test
    void shouldSendGzippedLinesWithTheKey() throws Exception {
        replay(file(Recording.events(1)));

        assertThat(door.requests()).containsExactly(
                new FakeDoor.Request("/v1/events", "Bearer secret", "application/x-ndjson", "gzip", 1));
    }

    @Test
    void shouldReadGzippedFilesWhateverTheirName() throws Exception {
        var file = folder.resolve("events.txt");
        Files.write(file, Recording.gzip(String.join("\r\n", Recording.events(50))));

        assertThat(replay(file).accepted()).isEqualTo(50);
        assertThat(ids()).hasSize(50);
    }

    @Test
    void shouldReportUnreadableLinesAndSendTheOthers() throws Exception {
        var result = replay(file(List.of(Recording.event(0), "not json", "", Recording.event(1), "{\"event_type\":")));

        assertThat(ids()).containsExactly("e0", "e1");
        assertThat(result.unreadable()).isEqualTo(2);
        assertThat(result.problems()).extracting(LineProblem::line).containsExactly(2L, 5L);
        assertThat(result.problems().getFirst()).hasToString("line 2: not JSON from column 1 on");
        assertThat(result.isComplete()).isFalse();
    }

    @Test
    void shouldTellTheLinesOfRejectedEvents() throws Exception {
        door.answerNext(_ -> new Reply(202, """
                {"accepted":2,"rejected":[{"index":1,"event_id":"e1","reason":"event_type is required",
                 "field":"event_type"}]}""", Map.of()));

        var result = replay(file(List.of(Recording.event(0), "", "{\"event_id\":\"e1\"}", Recording.event(2))));

        assertThat(result.rejected()).isEqualTo(1);
        assertThat(result.sent()).isEqualTo(3);
        assertThat(result.problems()).containsExactly(new LineProblem(3, "event_type is required"));
    }

    @Test
    void shouldGiveAllEventsTheTenant() throws Exception {
        var lines = List.of("{\"event_type\":\"view\",\"event_id\":\"a\",\"tenant_id\":\"t1\"}",
                "{\"event_type\":\"view\",\"event_id\":\"b\"}");

        new ReplayClient(options().forTenant("t9"), ReplayProgress.SILENT, clock).replay(file(lines));

        assertThat(door.taken()).extracting(event -> event.get("tenant_id")).containsExactly("t9", "t9");
    }

    @Test
    void shouldLetRecordedTimePassAtItsSpeed() throws Exception {
        var lines = List.of(Recording.at("2024-01-01T00:00:00Z", "a"), Recording.at("2024-01-01T00:00:00.010Z", "b"),
                Recording.at("2024-01-01T00:01:00Z", "c"), Recording.at("2024-01-01T00:00:30Z", "late"),
                Recording.at("2024-01-01T00:03:00Z", "d"));

        new ReplayClient(options().at(ReplaySpeed.parse("60x")), ReplayProgress.SILENT, clock).replay(file(lines));

        assertThat(clock.pauses()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(door.requests()).extracting(FakeDoor.Request::events).containsExactly(2, 2, 1);
        assertThat(ids()).containsExactly("a", "b", "c", "late", "d");
    }

    @Test
    void shouldSayHowFarItCameWhenTheFileBreaksOff() throws Exception {
        var whole = Recording.gzip(String.join("\n", Recording.events(30_000)));
        var file = folder.resolve("broken.jsonl.gz");
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(() -> replay(file)).isInstanceOf(ClientException.class).hasMessageMatching(
                ".*broken.jsonl.gz can't be read to its end, after \\d+ events were sent: the gzip data breaks off");

        assertThat(ids()).isNotEmpty();
    }

    @Test
    void shouldRefuseFilesThatAreNotThere() {
        assertThatThrownBy(() -> replay(folder.resolve("none.jsonl"))).isInstanceOf(ClientException.class).hasMessage(
                folder.resolve("none.jsonl") + " can't be read to its end: no such file");
    }

    @Test
    @Timeout(30)
    void shouldEndWhenItIsRefusedWithMoreToSend() throws Exception {
        var file = file(Recording.events(20_000));
        door.answerNext(_ -> new Reply(403, "{\"detail\":\"the key may not send events\"}", Map.of()));

        assertThatThrownBy(() -> replay(file)).isInstanceOf(ClientException.class).hasMessageContaining(
                "the key may not send events");

        assertThat(ids()).isEmpty();
    }

    private ReplayOptions options() {
        return ReplayOptions.to(door.address(), "secret");
    }

    private ReplayResult replay(Path file) throws InterruptedException {
        return new ReplayClient(options(), ReplayProgress.SILENT, clock).replay(file);
    }

    private List<Object> ids() {
        return door.taken().stream().map(event -> event.get("event_id")).collect(Collectors.toList());
    }

    private Path file(List<String> lines) throws IOException {
        return Files.writeString(folder.resolve("events.jsonl"), String.join("\n", lines) + "\n");
    }

}
