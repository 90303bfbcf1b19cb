package io.millrace.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunLogTest {

    @Test
    void shouldAppendInPlaceAtTheEndOfWhatIsWritten() {
        RunLog<String> log = RunLog.of(List.of(run(0)));

        assertThat(log.append(1, run(1))).isTrue();
        assertThat(log.range(0, 2)).containsExactly(run(0), run(1));
    }

    @Test
    void shouldNotOverwriteWhatAnotherVersionAppended() {
        RunLog<String> log = RunLog.of(List.of(run(0)));
        log.append(1, run(1));

        assertThat(log.append(1, run(2))).isFalse();
        assertThat(log.get(1)).isEqualTo(run(1));
    }

    @Test
    void shouldRefuseToAppendWhenFull() {
        RunLog<String> log = RunLog.of(List.of(run(0), run(1), run(2), run(3)));

        assertThat(log.append(4, run(4))).isFalse();
    }

    @Test
    void shouldCopyARangeWithRoomForAsManyAgain() {
        var runs = new ArrayList<Run<String>>();
        for (int i = 0; i < 10; i++) {
            runs.add(run(i));
        }

        RunLog<String> copy = RunLog.of(runs).copy(2, 8);

        assertThat(copy.range(0, 6)).containsExactlyElementsOf(runs.subList(2, 8));
        for (int i = 6; i < 12; i++) {
            assertThat(copy.append(i, run(i))).isTrue();
        }
        assertThat(copy.append(12, run(12))).isFalse();
    }

    private static Run<String> run(int number) {
        return Run.startingWith(new CapturedEvent<>("a", "event " + number, number, number));
    }
}
