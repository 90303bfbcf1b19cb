package io.millrace.metrics.partial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.millrace.statistics.SourceStatus;
import io.millrace.statistics.aggregate.Aggregate;
import io.millrace.statistics.aggregate.AggregateLayout;
import io.millrace.statistics.aggregate.AggregateState;
import io.millrace.statistics.binary.BinaryWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

class PartialBatchSerdeTest {

    private static final AggregateLayout LAYOUT = AggregateLayout.of(List.of(new Aggregate.Sum(),
            new Aggregate.Quantile(0.9), new Aggregate.Distinct("distinct", 0), new Aggregate.Top("top", 3, 0)));

    private final Serde<PartialBatch> serde = PartialBatchSerde.serde();

    @Test
    void shouldReadWhatItWrote() {
        for (long seed = 1; seed <= 200; seed++) {
            var batch = random(new Random(seed));

            assertThat(text(read(write(batch)))).as("seed " + seed).isEqualTo(text(batch));
        }
    }

    @Test
    void shouldTellNoHeartbeatFromOneOfNobody() {
        assertThat(read(write(new PartialBatch(3, List.of(), Map.of(), null))).heartbeat()).isNull();
        assertThat(read(write(new PartialBatch(3, List.of(), Map.of(), Map.of()))).heartbeat()).isEmpty();
    }

    @Test
    void shouldKeepTimesBefore1970AndTheEndsOfTime() {
        var observed = Map.of("t1", Long.MIN_VALUE, "t2", Long.MAX_VALUE, "t3", -1L);

        assertThat(read(write(new PartialBatch(0, List.of(), observed, null))).observed()).isEqualTo(observed);
    }

    @Test
    void shouldWriteSeriesThatComeAgainOnce() {
        var series = new SeriesId("orders", 1, 0, "", "t1", "{\"country\":\"a very long name of a country\"}");
        var other = new SeriesId("orders", 1, 0, "", "t1", "{\"country\":\"a very long name of a counter\"}");
        var same = write(new PartialBatch(0, List.of(cell(series, 0), cell(series, 60_000)), Map.of(), null));
        var two = write(new PartialBatch(0, List.of(cell(series, 0), cell(other, 60_000)), Map.of(), null));

        assertThat(two.length - same.length).isGreaterThan(series.group().length());
    }

    @Test
    void shouldHaveNothingForATombstone() {
        assertThat(serde.deserializer().deserialize("series", null)).isNull();
    }

    @Test
    void shouldRefuseBytesThatAreCutShort() {
        var bytes = write(random(new Random(7)));

        for (int length = 0; length < bytes.length; length++) {
            var cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> read(cut)).as("cut to " + length).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void shouldRefuseBytesAfterTheEnd() {
        var bytes = write(random(new Random(7)));

        assertThatThrownBy(() -> read(Arrays.copyOf(bytes, bytes.length + 1))).isInstanceOf(
                IllegalArgumentException.class);
    }

    @Test
    void shouldRefuseAnotherVersion() {
        var bytes = write(random(new Random(7)));
        bytes[0] = 9;

        assertThatThrownBy(() -> read(bytes)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("9");
    }

    /** Some changes give another batch; none may give another exception, or a batch with holes. */
    @Test
    void shouldFailOnDamageInOneWayOnly() {
        for (long seed = 1; seed <= 40; seed++) {
            var random = new Random(seed);
            var bytes = write(random(random));
            for (int i = 0; i < 300; i++) {
                var damaged = bytes.clone();
                damaged[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                var failure = catchThrowable(() -> text(read(damaged)));
                if (failure != null) {
                    assertThat(failure).as("seed " + seed).isInstanceOf(IllegalArgumentException.class);
                }
            }
        }
    }

    @Test
    void shouldRefuseReferencesThatLeadNowhere() {
        assertThatThrownBy(() -> read(batchOfOneCell(out -> out.writeVarint(5)))).isInstanceOf(
                IllegalArgumentException.class).hasMessageContaining("value 5");
        // The series refers to itself, before it is complete, for the name of its metric.
        assertThatThrownBy(() -> read(batchOfOneCell(out -> {
            out.writeVarint(0);
            out.writeVarint(1);
            out.writeVarint(1);
        }))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("value 1");
    }

    private static byte[] batchOfOneCell(Consumer<BinaryWriter> series) {
        var out = new BinaryWriter();
        out.writeByte((byte) 1);
        out.writeVarint(0);
        out.writeVarint(1);
        series.accept(out);
        return out.toByteArray();
    }

    private static PartialBatch random(Random random) {
        var cells = new ArrayList<PartialCell>();
        for (int left = random.nextInt(8); left >= 0; left--) {
            long start = random.nextLong(2_000_000_000_000L) - 100_000_000_000L;
            var references = new ArrayList<EventReference>();
            for (int more = random.nextInt(3); more > 0; more--) {
                references.add(new EventReference("u" + random.nextInt(2), "id-" + random.nextInt(), "order", start));
            }
            var session = random.nextBoolean() ? "" : "session-30m";
            var series = new SeriesId("orders", 1 + random.nextInt(2), random.nextInt(3), session,
                    "t" + random.nextInt(2), random.nextBoolean() ? "{}" : "{\"city\":\"Zürich\"}");
            cells.add(new PartialCell(series, start, start + random.nextInt(10_000), state(random, start),
                    references));
        }
        return new PartialBatch(random.nextInt(64), cells, Map.of("t0", random.nextLong(), "t9", 5L),
                random.nextBoolean()
                        ? null
                        : Map.of("t0", new SourceStatus(random.nextLong(), random.nextBoolean())));
    }

    private static PartialCell cell(SeriesId series, long start) {
        return new PartialCell(series, start, start, state(new Random(1), start), List.of());
    }

    private static AggregateState state(Random random, long start) {
        var state = LAYOUT.empty();
        for (int left = random.nextInt(20); left >= 0; left--) {
            state.add(start + left, random.nextInt(100), new String[]{"text" + random.nextInt(5)});
        }
        return state;
    }

    private byte[] write(PartialBatch batch) {
        return serde.serializer().serialize("series", batch);
    }

    private PartialBatch read(byte[] bytes) {
        return serde.deserializer().deserialize("series", bytes);
    }

    /** A batch with all that it holds; states by their bytes. */
    private static String text(PartialBatch batch) {
        var cells = batch.cells().stream().map(cell -> {
            var state = new BinaryWriter();
            cell.state().writeTo(state);
            return List.of(cell.series(), cell.startMillis(), cell.endMillis(), Arrays.toString(state.toByteArray()),
                    cell.references()).toString();
        }).toList();
        return "%d %s %s %s".formatted(batch.sourcePartition(), cells, new TreeMap<>(batch.observed()),
                batch.heartbeat());
    }

}
