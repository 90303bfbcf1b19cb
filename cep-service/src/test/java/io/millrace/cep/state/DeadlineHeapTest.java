package io.millrace.cep.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeadlineHeapTest {

    private final DeadlineHeap heap = new DeadlineHeap();

    @Test
    void shouldGiveKeysInTheOrderOfWhatIsDueHoweverOftenThatMoved() {
        var random = new Random(3);
        var keys = new ArrayList<KeyRuns>();
        for (int i = 0; i < 5_000; i++) {
            keys.add(key(random.nextInt(1_000_000)));
        }
        for (int i = 0; i < 50_000; i++) {
            var moved = keys.get(random.nextInt(keys.size()));
            moved.due = random.nextInt(1_000_000);
            heap.queue(moved);
        }
        for (var gone : List.copyOf(keys.subList(0, 2_000))) {
            heap.forget(gone);
            keys.remove(gone);
        }

        var expected = keys.stream().filter(key -> key.due <= 700_000).map(key -> key.due).sorted().toList();
        var given = new ArrayList<Long>();
        for (var next = heap.takeDue(700_000); next != null; next = heap.takeDue(700_000)) {
            given.add(next.due);
        }
        assertThat(given).isEqualTo(expected);
    }

    @Test
    void shouldGiveAKeyThatIsQueuedAgainAgain() {
        var key = key(5);
        assertThat(heap.takeDue(4)).isNull();
        assertThat(heap.takeDue(5)).isSameAs(key);
        assertThat(heap.takeDue(5)).isNull();

        key.due = 7;
        heap.queue(key);
        assertThat(heap.takeDue(10)).isSameAs(key);
    }

    @Test
    void shouldThrowOutKeysThatAreGone() {
        for (int i = 0; i < 100_000; i++) {
            heap.forget(key(1_000_000 + i));
        }

        assertThat(heap.size()).isLessThan(2_000);
    }

    @Test
    void shouldKeepTheLeastFirstOverAllThatIsAdded() {
        var dues = new Random(9).longs(1000, 0, 100).boxed().toList();
        dues.forEach(this::key);

        var given = new ArrayList<Long>();
        for (var next = heap.takeDue(100); next != null; next = heap.takeDue(100)) {
            given.add(next.due);
        }
        assertThat(given).isEqualTo(dues.stream().sorted(Comparator.naturalOrder()).toList());
    }

    private KeyRuns key(long due) {
        var runs = new KeyRuns(null, null);
        runs.due = due;
        heap.queue(runs);
        return runs;
    }

}
