package io.millrace.testkit.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineDiffTest {

    @Test
    void shouldBeEmptyForEqualTexts() {
        assertThat(LineDiff.between("a\nb", "a\nb")).isEmpty();
    }

    @Test
    void shouldMarkLinesThatCameAndWent() {
        assertThat(LineDiff.between("a\nb\nc", "a\nc\nd")).isEqualTo("  a\n- b\n  c\n+ d\n");
    }

    @Test
    void shouldLeaveOutWhatIsFarFromAChange() {
        var before = numbers(1, 20);
        var after = before.replace("10\n", "ten\n");

        assertThat(LineDiff.between(before, after)).isEqualTo(
                "...\n  7\n  8\n  9\n- 10\n+ ten\n  11\n  12\n  13\n...\n");
    }

    /** Both texts can be read out of their difference when nothing is left out. */
    @Test
    void shouldHoldBothTexts() {
        var random = new Random(20240101);
        for (int round = 0; round < 200; round++) {
            var before = text(random);
            var after = text(random) + "end\n";

            var diff = LineDiff.between(before, after);

            assertThat(side(diff, "+ ")).isEqualTo(before);
            assertThat(side(diff, "- ")).isEqualTo(after);
        }
    }

    private static String side(String diff, String without) {
        return diff.lines().filter(line -> !line.startsWith(without)).map(line -> line.substring(2) + "\n").collect(
                Collectors.joining());
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(4), 0, 3).mapToObj(line -> line + "\n").collect(Collectors.joining());
    }

    private static String numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(line -> line + "\n").collect(Collectors.joining());
    }
}
