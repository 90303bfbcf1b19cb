package io.millrace.statistics.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.dynatrace.hash4j.distinctcount.UltraLogLog;
import io.millrace.statistics.binary.BinaryReader;
import io.millrace.statistics.binary.BinaryWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistinctSketchTest {

    @Test
    void shouldBeExactUpTo256Texts() {
        for (var trial = 0; trial < 200; trial++) {
            var sketch = new DistinctSketch();
            for (var i = 1; i <= DistinctSketch.EXACT_LIMIT; i++) {
                sketch.add(trial + "-" + i);
                sketch.add(trial + "-" + (i / 2 + 1));

                assertThat(sketch.estimate()).isEqualTo(i == 1 ? 1 : Math.max(i, i / 2 + 1));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"300, 50", "1000, 50", "10000, 50", "100000, 50", "1000000, 50"})
    void shouldBeWithinTwoPercentBeyond(int texts, int trials) {
        var squares = 0.0;
        for (var trial = 0; trial < trials; trial++) {
            var sketch = new DistinctSketch();
            for (var i = 0; i < texts; i++) {
                sketch.add("trial-" + trial + "-user-" + i);
            }
            squares += Math.pow(sketch.estimate() / texts - 1, 2);
        }

        assertThat(Math.sqrt(squares / trials)).isLessThan(0.02);
    }

    @Test
    void shouldNotLoseAccuracyInMerges() {
        var squares = 0.0;
        for (var trial = 0; trial < 50; trial++) {
            var merged = new DistinctSketch();
            for (var pane = 0; pane < 60; pane++) {
                var sketch = new DistinctSketch();
                for (var i = 0; i < 500; i++) {
                    sketch.add("trial-" + trial + "-user-" + (pane * 250 + i));
                }
                merged.merge(sketch);
            }
            squares += Math.pow(merged.estimate() / (61 * 250) - 1, 2);
        }

        assertThat(Math.sqrt(squares / 50)).isLessThan(0.02);
    }

    @Test
    void shouldDependOnNothingButTheSetOfTexts() {
        var random = new Random(7);
        for (var round = 0; round < 200; round++) {
            var texts = random.nextInt(round % 4 == 0 ? 6_000 : 400);
            var straight = new DistinctSketch();
            for (var i = 0; i < texts; i++) {
                straight.add("user-" + i);
            }
            var parts = new ArrayList<DistinctSketch>();
            for (var i = 0; i < 5; i++) {
                parts.add(new DistinctSketch());
            }
            for (var i = 0; i < 3 * texts; i++) {
                parts.get(random.nextInt(5)).add("user-" + (i < texts ? texts - 1 - i : random.nextInt(texts)));
            }
            while (parts.size() > 1) {
                var one = parts.remove(random.nextInt(parts.size()));
                parts.get(random.nextInt(parts.size())).merge(one);
            }

            assertThat(bytes(parts.getFirst())).isEqualTo(bytes(straight));
        }
    }

    @Test
    void shouldGoOnAfterBeingStoredAsIfItNeverWas() {
        for (var texts : new int[]{0, 1, 10, 256, 257, 1_000, 5_000, 100_000}) {
            var straight = of(0, texts);
            var restored = DistinctSketch.read(new BinaryReader(bytes(straight)));

            assertThat(bytes(restored)).isEqualTo(bytes(straight));
            restored.merge(of(texts / 2, texts + 300));
            assertThat(bytes(restored)).isEqualTo(bytes(of(0, texts + 300)));
        }
    }

    @Test
    void shouldNotChangeWhenMergedWithItself() {
        for (var texts : new int[]{0, 200, 5_000}) {
            var sketch = of(0, texts);
            sketch.merge(sketch);

            assertThat(bytes(sketch)).isEqualTo(bytes(of(0, texts)));
        }
    }

    @Test
    void shouldTakeEightBytesATextAndNeverMoreThanFourKibibytes() {
        assertThat(bytes(of(0, 10)).length).isEqualTo(81);
        assertThat(bytes(of(0, 256)).length).isEqualTo(2_050);
        assertThat(bytes(of(0, 300)).length).isLessThan(850);
        assertThat(bytes(of(0, 1_000_000)).length).isEqualTo(4_099);
        assertThat(of(0, 10).footprintBytes()).isLessThan(250);
        assertThat(of(0, 1_000_000).footprintBytes()).isLessThan(4_200);
    }

    @Test
    void shouldHashAlikeForEver() {
        assertThat(bytes(of(0, 1))).containsExactly(1, 0xca, 0x32, 0xba, 0x30, 0x34, 0x4f, 0xc0, 0x35);
    }

    /** The registers are hash4j's own, whatever they are made from. */
    @Test
    void shouldKeepTheRegistersOfUltraLogLog() {
        var random = new Random(8);
        for (var round = 0; round < 300; round++) {
            var expected = UltraLogLog.create(12);
            var merged = new UltraLogLogRegisters();
            for (var part = 0; part < 4; part++) {
                var theirs = UltraLogLog.create(12);
                var ours = new UltraLogLogRegisters();
                for (var i = random.nextInt(1 << random.nextInt(14)); i >= 0; i--) {
                    var hash = hash(random);
                    theirs.add(hash);
                    ours.add(hash);
                }
                assertThat(ours.toByteArray()).isEqualTo(theirs.getState());
                expected.add(theirs);
                merged.merge(ours);
                assertThat(merged.toByteArray()).isEqualTo(expected.getState());
            }
            assertThat(merged.estimate()).isEqualTo(expected.getDistinctCountEstimate());
        }
    }

    /** Also hashes with long runs of zeros, as only very many would have. */
    private static long hash(Random random) {
        var register = random.nextLong() << 52;
        return random.nextInt(8) == 0 ? register | 1L << random.nextInt(52) >>> 1 : random.nextLong();
    }

    @Test
    void shouldKeepHashesInASet() {
        var random = new Random(9);
        for (var round = 0; round < 200; round++) {
            var hashes = random.longs(random.nextInt(400)).map(hash -> hash % 8 == 0 ? hash >> 60 : hash).toArray();
            var set = new HashSet64();
            for (var hash : hashes) {
                set.add(hash);
                assertThat(set.add(hash)).isFalse();
            }
            var kept = new ArrayList<Long>();
            set.forEach(kept::add);

            assertThat(kept).containsExactlyInAnyOrderElementsOf(
                    Arrays.stream(hashes).map(hash -> hash == 0 ? 1 : hash).distinct().boxed().toList());
            assertThat(set.size()).isEqualTo(kept.size());
        }
    }

    @Test
    void shouldRefuseImpossibleSketches() {
        for (var written : List.of(new long[]{2, 5, 5}, new long[]{2, 5, 4}, new long[]{1, 0})) {
            var out = new BinaryWriter();
            out.writeVarint(written[0]);
            Arrays.stream(written).skip(1).forEach(out::writeLong);
            assertThatIllegalArgumentException().isThrownBy(
                    () -> DistinctSketch.read(new BinaryReader(out.toByteArray()))).withMessage(
                            "hashes of a distinct count do not rise");
        }
        assertThatIllegalArgumentException().isThrownBy(
                () -> DistinctSketch.read(new BinaryReader(new byte[]{(byte) 0x81, 2, 7}))).withMessage(
                        "registers of a distinct count are of unknown form");
    }

    private static DistinctSketch of(int from, int to) {
        var sketch = new DistinctSketch();
        for (var i = from; i < to; i++) {
            sketch.add("user-" + i);
        }
        return sketch;
    }

    private static byte[] bytes(DistinctSketch sketch) {
        var out = new BinaryWriter();
        sketch.writeTo(out);
        return out.toByteArray();
    }
}
