package io.millrace.statistics.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.millrace.statistics.binary.BinaryReader;
import io.millrace.statistics.binary.BinaryWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class FrequentItemsTest {

    private final Random random = new Random(10);

    @Test
    void shouldBeExactUpToItsCapacity() {
        for (var round = 0; round < 300; round++) {
            var texts = texts(random.nextInt(2_000), _ -> random.nextInt(64));

            var items = throughMerges(64, texts);

            assertThat(items.floor()).isZero();
            assertThat(items.top(64)).isEqualTo(exact(texts));
            assertThat(bytes(items)).isEqualTo(bytes(of(64, texts)));
        }
    }

    @Test
    void shouldOrderEquallyFrequentTextsByTheText() {
        assertThat(of(8, List.of("b", "c", "a", "c", "d")).top(3)).containsExactly(new TopItem("c", 2, 0),
                new TopItem("a", 1, 0), new TopItem("b", 1, 0));
    }

    @Test
    void shouldKeepItsBoundsBeyondItsCapacity() {
        for (var round = 0; round < 300; round++) {
            var skew = 1 + random.nextInt(4);
            var range = 10 + random.nextInt(3_000);
            var texts = texts(random.nextInt(6_000), _ -> (int) (range * Math.pow(random.nextDouble(), skew)));
            var capacity = 2 + random.nextInt(100);
            var truth = counts(texts);

            for (var items : List.of(of(capacity, texts), throughMerges(capacity, texts))) {
                assertBounds(items, truth, texts.size(), capacity);
            }
        }
    }

    private static void assertBounds(FrequentItems items, Map<String, Long> truth, int total, int capacity) {
        var kept = items.top(capacity);
        assertThat(kept).isSortedAccordingTo(
                Comparator.comparingLong(TopItem::count).reversed().thenComparing(TopItem::value));
        for (var item : kept) {
            assertThat(truth.get(item.value())).as(item.toString()).isBetween(item.count() - item.error(),
                    item.count());
        }
        assertThat(items.floor()).isLessThanOrEqualTo(total / (capacity / 2 + 1));
        var names = kept.stream().map(TopItem::value).toList();
        truth.forEach((text, count) -> {
            if (count > items.floor()) {
                assertThat(names).as("more than %d times", items.floor()).contains(text);
            }
        });
    }

    @Test
    void shouldNeverMissTheTextsThatMatterInSixtyPanes() {
        var window = new FrequentItems(512);
        var all = new ArrayList<String>();
        for (var pane = 0; pane < 60; pane++) {
            var texts = texts(2_000, _ -> (int) (50_000 * Math.pow(random.nextDouble(), 6)));
            all.addAll(texts);
            window.merge(of(512, texts));
        }

        var top = window.top(10);

        assertThat(top).extracting(TopItem::value).containsExactlyElementsOf(
                exact(all).subList(0, 10).stream().map(TopItem::value).toList());
        assertThat(top.getFirst().error()).isLessThan(top.getFirst().count() / 20);
    }

    @Test
    void shouldGoOnAfterBeingStoredAsIfItNeverWas() {
        for (var round = 0; round < 200; round++) {
            var capacity = 2 + random.nextInt(50);
            var straight = of(capacity, texts(random.nextInt(500), _ -> random.nextInt(100)));
            var restored = FrequentItems.read(new BinaryReader(bytes(straight)));
            var later = texts(random.nextInt(500), _ -> random.nextInt(100));
            later.forEach(straight::add);
            later.forEach(restored::add);
            straight.merge(of(capacity, later));
            restored.merge(of(capacity, later));

            assertThat(bytes(restored)).isEqualTo(bytes(straight));
        }
    }

    @Test
    void shouldCommute() {
        for (var round = 0; round < 200; round++) {
            var left = of(2 + random.nextInt(50), texts(random.nextInt(500), _ -> random.nextInt(100)));
            var right = of(2 + random.nextInt(50), texts(random.nextInt(500), _ -> random.nextInt(100)));
            var leftFirst = left.copy();
            leftFirst.merge(right);
            right.merge(left);

            assertThat(bytes(leftFirst)).isEqualTo(bytes(right));
        }
    }

    @Test
    void shouldKeepTextsApartThatLookAlike() {
        var texts = List.of("Aa", "BB", "AaBB", "BBAa", "\uD83D", "\uDE00", "?", "\uD83D\uDE00");
        var items = of(16, texts);

        var restored = FrequentItems.read(new BinaryReader(bytes(items)));

        assertThat(restored.top(16)).extracting(TopItem::value).containsExactlyInAnyOrderElementsOf(texts);
    }

    @Test
    void shouldRefuseImpossibleCapacitiesAndCounters() {
        assertThatIllegalArgumentException().isThrownBy(() -> new FrequentItems(1)).withMessage(
                "capacity 1 must be between 2 and 1048576");
        var out = new BinaryWriter();
        out.writeVarint(8);
        out.writeVarint(0);
        out.writeVarint(1);
        out.writeText("a");
        out.writeVarint(0);
        assertThatIllegalArgumentException().isThrownBy(
                () -> FrequentItems.read(new BinaryReader(out.toByteArray()))).withMessage(
                        "no counter of 'a' with 0, 0 and 0");
    }

    private List<String> texts(int count, IntUnaryOperator distribution) {
        var texts = new ArrayList<String>();
        for (var i = 0; i < count; i++) {
            texts.add("item-" + distribution.applyAsInt(i));
        }
        return texts;
    }

    private FrequentItems throughMerges(int capacity, List<String> texts) {
        var parts = new ArrayList<FrequentItems>();
        for (var i = 0; i < 5; i++) {
            parts.add(new FrequentItems(capacity));
        }
        texts.forEach(text -> parts.get(random.nextInt(5)).add(text));
        while (parts.size() > 1) {
            var one = parts.remove(random.nextInt(parts.size()));
            parts.get(random.nextInt(parts.size())).merge(one);
        }
        return parts.getFirst();
    }

    private static FrequentItems of(int capacity, List<String> texts) {
        var items = new FrequentItems(capacity);
        texts.forEach(items::add);
        return items;
    }

    private static Map<String, Long> counts(List<String> texts) {
        var counts = new HashMap<String, Long>();
        texts.forEach(text -> counts.merge(text, 1L, Long::sum));
        return counts;
    }

    private static List<TopItem> exact(List<String> texts) {
        return counts(texts).entrySet().stream().map(
                entry -> new TopItem(entry.getKey(), entry.getValue(), 0)).sorted(
                        Comparator.comparingLong(TopItem::count).reversed().thenComparing(TopItem::value)).toList();
    }

    private static byte[] bytes(FrequentItems items) {
        var out = new BinaryWriter();
        items.writeTo(out);
        return out.toByteArray();
    }
}
